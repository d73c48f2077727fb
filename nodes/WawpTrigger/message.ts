import { chatIdOf, chatTypeOf, messageKeyOf, personOf, STATUS_CHAT, type Person } from './identity';
import { contentOf, messageTypeOf } from './messageType';
import { present, type WawpEvent } from './output';
import type { Message } from './schemas';
import { toIso } from './time';

/** What the envelope knows and a payload does not. */
export interface Surroundings {
	/** The connected account itself. */
	me?: Person;
}

/**
 * Chat, sender and direction of a message, an acknowledgement or a reaction.
 *
 * WAHA: for incoming messages `from` is the chat (in groups `participant` is the sender); for own messages the
 * engines disagree whether `from` or `to` is the chat, and only the id says it.
 */
export function routeOf(message: Message, { me }: Surroundings): Partial<WawpEvent> {
	const fromMe = isFromMe(message);
	const chatId = chatIdOf(chatOf(message, fromMe === true));
	const isStatus = chatId === STATUS_CHAT;
	return present({
		chatId,
		chatType: chatTypeOf(chatId),
		isStatus: chatId === undefined ? undefined : isStatus,
		from: fromMe === true ? (me ?? personOf(senderIds(message), nameOf(message))) : senderOf(message),
		fromMe,
		source: message.source,
		messageId: message.id,
		timestamp: toIso(message.timestamp),
	});
}

function isFromMe({ fromMe, id, _data: raw }: Message): boolean | undefined {
	return fromMe ?? messageKeyOf(id)?.fromMe ?? raw?.Info?.IsFromMe ?? raw?.key?.fromMe;
}

function chatOf({ id, from, to, _data: raw }: Message, fromMe: boolean): string | undefined {
	const said = messageKeyOf(id)?.chatId ?? raw?.Info?.Chat ?? raw?.key?.remoteJid;
	return fromMe ? (said ?? to ?? from) : (from ?? said);
}

/** All ids of who wrote the message; GOWS and NOWEB give the phone beside the LID as an "alternative" id. */
function senderIds({ id, participant, author, _data: raw }: Message): (string | undefined)[] {
	const { Info: info, key } = raw ?? {};
	const gows = [info?.Sender, info?.SenderAlt];
	const noweb = [key?.participant, key?.participantAlt, key?.participantPn];
	return [participant, author, messageKeyOf(id)?.participant, ...gows, ...noweb];
}

/** In a private chat the chat is the sender, so its ids count as well. */
function senderOf(message: Message): Person | undefined {
	const key = message._data?.key;
	const chat = [message.from, key?.senderPn, key?.senderLid, key?.remoteJid, key?.remoteJidAlt];
	return personOf([...senderIds(message), ...chat], nameOf(message));
}

function nameOf({ _data: raw }: Message): string | undefined {
	return [raw?.Info?.PushName, raw?.pushName, raw?.notifyName].find(
		(name) => name !== undefined && name !== '',
	);
}

/** Everything a message shows: `message`, `message.any`, and the base of the edited and the event answers. */
export function messageFields(message: Message, around: Surroundings): Partial<WawpEvent> {
	const type = messageTypeOf(message);
	return {
		...routeOf(message, around),
		...present({
			type,
			text: textOf(message, type),
			media: mediaOf(message),
			location: message.location && present(message.location),
			vCards: (message.vCards?.length ?? 0) > 0 ? message.vCards : undefined,
			replyTo: message.replyTo && present({ messageId: message.replyTo.id, text: message.replyTo.body }),
		}),
	};
}

/** The text or caption. WEBJS puts a preview picture or the vCard into the body of these two types. */
function textOf(message: Message, type: string): string | undefined {
	if (type === 'location' || type === 'contact') return undefined;
	const content = contentOf(message);
	const parts = Object.values(content).filter((part) => typeof part === 'object' && part !== null);
	const captions = parts.flatMap((part) => Object.entries(part)).filter(([name]) => isTextName(name));
	const texts = [
		message.body,
		content.conversation,
		...captions.map(([, value]: [string, unknown]) => value),
	];
	return texts.find((text): text is string => typeof text === 'string' && text !== '');
}

function isTextName(name: string): boolean {
	return name === 'text' || name === 'caption';
}

function mediaOf({ media, mediaUrl, hasMedia }: Message): WawpEvent['media'] {
	if (!media && mediaUrl === undefined && hasMedia !== true) return undefined;
	return present({
		url: media?.url ?? mediaUrl,
		mimetype: media?.mimetype,
		filename: media?.filename,
		error: media?.error ?? undefined,
	});
}
