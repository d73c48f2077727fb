import { asObject, present } from '../../shared/json';
import { filledText } from '../../shared/lenient';
import { partsOf } from './content';
import { chatIdOf, messageKeyOf, shortMessageId, STATUS_CHAT } from './ids';
import type { Media } from './media';
import { personOf, type Person } from './people';
import { messageOf, type Message } from './shapes';
import { textOf } from './texts';

/** The message that another one answers, as far as it is told. */
export interface Reply {
	messageId?: string;
	/** Where it is a status: its short ID. */
	statusId?: string;
	/** Who wrote it. */
	from?: Person;
	text?: string;
	media?: Media;
}

/**
 * What a message says of the one that it answers: WAHA tells it in `replyTo`, but only the engine's own message tells that
 * it is a status, and older servers nothing else.
 */
export function replyFields(message: Message): { isStatusReply?: boolean; replyTo?: Reply } {
	const { replyTo } = message;
	const quoted = quotedIn(message);
	const messageId = replyTo?.id ?? quoted.id;
	const isStatusReply = [chatIdOf(quoted.chat), messageKeyOf(messageId)?.chatId].includes(STATUS_CHAT);
	if (replyTo === undefined && !isStatusReply) return {};
	const reply: Reply = present({
		messageId,
		statusId: isStatusReply && messageId !== undefined ? shortMessageId(messageId) : undefined,
		from: personOf([replyTo?.participant, quoted.participant, messageKeyOf(messageId)?.participant]),
		text: replyTo?.body ?? textOf(messageOf({ message: replyTo?._data ?? quoted.content })),
		media: mediaIn(message),
	});
	return { ...(isStatusReply && { isStatusReply }), replyTo: reply };
}

/** What an engine says of a quoted message. */
interface Quoted {
	id?: string;
	chat?: string;
	participant?: string;
	content?: unknown;
}

/** GOWS and NOWEB say it beside the content, with the names spelt in two ways; WEBJS and WPP in flat fields. */
function quotedIn({ raw, content }: Message): Quoted {
	const contexts = partsOf(content).map(({ contextInfo }) => asObject(contextInfo));
	const context = contexts.find(({ stanzaID, stanzaId }) => Boolean(stanzaID ?? stanzaId)) ?? {};
	const { quotedStanzaID, quotedRemoteJid, quotedParticipant } = raw;
	return {
		id: filledText(context.stanzaID ?? context.stanzaId) ?? quotedStanzaID,
		chat: filledText(context.remoteJID ?? context.remoteJid) ?? quotedRemoteJid,
		participant: filledText(context.participant) ?? quotedParticipant,
		content: context.quotedMessage,
	};
}

function mediaIn({ replyTo }: Message): Media | undefined {
	const { url, mimetype, filename, error } = replyTo?.media ?? {};
	const media: Media = present({ url, mimetype, filename, error: error ?? undefined });
	return Object.keys(media).length > 0 ? media : undefined;
}
