import { present } from '../../shared/json';
import { ackOf, type Ack } from './acks';
import { chatIdOf, chatTypeOf, STATUS_CHAT, type ChatType } from './ids';
import { kindOf } from './kinds';
import { mediaOf, type Media } from './media';
import { personOf, type Person } from './people';
import { replyFields, type Reply } from './replies';
import type { Message } from './shapes';
import { textOf } from './texts';
import { toIso } from './times';

/** Whose message it is and where it stands: the fields that acknowledgements and reactions have too. */
interface MessageOrigin {
	chatId?: string;
	chatType?: ChatType;
	isStatus?: boolean;
	from?: Person;
	fromMe?: boolean;
	/** For own messages: sent through the API (`api`) or on the phone (`app`). */
	source?: string;
	messageId?: string;
	/** The short ID of a status: what deleting takes. */
	statusId?: string;
	/** ISO 8601, in UTC. */
	timestamp?: string;
}

/** A message with the same names for all engines; only the keys that it has. */
export interface MessageFields extends MessageOrigin {
	/** See `kindOf`. */
	type?: string;
	/** The text, or the caption of a file. */
	text?: string;
	media?: Media;
	location?: { latitude?: number | string; longitude?: number | string; [name: string]: unknown };
	/** Contacts as vCard texts. */
	vCards?: unknown[];
	/** Whether it answers a status. */
	isStatusReply?: boolean;
	/** The message or status that it answers. */
	replyTo?: Reply;
	ack?: Ack;
}

/**
 * Everything that a message shows.
 *
 * @param me the linked account, where the caller knows it: who own messages are from
 */
export function messageFields(message: Message, me?: Person): MessageFields {
	const type = kindOf(message);
	return {
		...originOf(message, me),
		...present({
			type,
			text: textOf(message, type),
			media: mediaOf(message),
			location: message.location ? present(message.location) : undefined,
			vCards: (message.vCards?.length ?? 0) > 0 ? message.vCards : undefined,
			...replyFields(message),
			ack: ackOf(message),
		}),
	};
}

/**
 * Chat, sender and direction of a message, an acknowledgement or a reaction.
 *
 * WAHA: for incoming messages `from` is the chat (in groups `participant` is the sender); for own messages the
 * engines disagree whether `from` or `to` is the chat, and only the ID says it.
 */
export function originOf(message: Message, me?: Person): MessageOrigin {
	const fromMe = isFromMe(message);
	const chatId = chatIdOf(chatOf(message, fromMe === true));
	const isStatus = chatId === undefined ? undefined : chatId === STATUS_CHAT;
	const { Info: info, key, messageTimestamp } = message.raw;
	const shortId = message.longId?.shortId ?? info?.ID ?? key?.id ?? message.id;
	return present({
		chatId,
		chatType: chatTypeOf(chatId),
		isStatus,
		from: fromMe === true ? (me ?? personOf(senderIds(message), nameOf(message))) : senderOf(message),
		fromMe,
		source: message.source,
		messageId: message.id ?? shortId,
		statusId: isStatus === true ? shortId : undefined,
		timestamp: toIso(message.timestamp ?? info?.Timestamp ?? messageTimestamp),
	});
}

function isFromMe({ fromMe, longId, raw }: Message): boolean | undefined {
	const { Info: info, key } = raw;
	return fromMe ?? longId?.fromMe ?? info?.IsFromMe ?? key?.fromMe;
}

function chatOf({ from, to, longId, raw }: Message, fromMe: boolean): string | undefined {
	const { Info: info, key } = raw;
	const said = longId?.chatId ?? info?.Chat ?? key?.remoteJid;
	return fromMe ? (said ?? to ?? from) : (from ?? said);
}

/** All IDs of the chat of an own message; GOWS and NOWEB give the other ID of the other one beside it. */
export function chatIdsOf(message: Message): string[] {
	const { Info: info, key } = message.raw;
	const ids = [chatOf(message, true), info?.Chat, info?.RecipientAlt, key?.remoteJid, key?.remoteJidAlt];
	return ids.map(chatIdOf).filter((id) => id !== undefined);
}

/** All IDs of who wrote the message; GOWS and NOWEB give the phone beside the LID as an "alternative" ID. */
function senderIds({ participant, author, longId, raw }: Message): (string | undefined)[] {
	const { Info: info, key } = raw;
	const gows = [info?.Sender, info?.SenderAlt];
	const noweb = [key?.participant, key?.participantAlt, key?.participantPn];
	return [participant, author, longId?.participant, ...gows, ...noweb];
}

/** In a private chat the chat is the sender, so its IDs count as well. */
function senderOf(message: Message): Person | undefined {
	const { key } = message.raw;
	const chat = [message.from, key?.senderPn, key?.senderLid, key?.remoteJid, key?.remoteJidAlt];
	return personOf([...senderIds(message), ...chat], nameOf(message));
}

function nameOf({ raw }: Message): string | undefined {
	const { Info: info, pushName, notifyName } = raw;
	return [info?.PushName, pushName, notifyName].find((name) => name !== undefined && name !== '');
}
