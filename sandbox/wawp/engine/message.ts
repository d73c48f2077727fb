import { messageId } from '../../ground/ids';
import type { Instance } from '../instances';
import { isGroupId, jidOf } from '../phone/addresses';
import { findMessage } from '../phone/chats';
import type { Phone } from '../phone/phone';
import type { Message } from '../phone/types';
import { bodyOf, gowsContent, mediaOf, WEBJS_TYPES } from './content';
import { gowsAnswer, gowsData } from './gows';
import { webjsAnswer } from './webjs';

/** The phone of an instance, and where its media are served. */
export interface ServedPhone {
	instance: Instance;
	phone: Phone;
	/** `http://127.0.0.1:PORT`. */
	origin: string;
}

const ACK_NAMES = ['PENDING', 'SERVER', 'DEVICE', 'READ', 'PLAYED'];

/** The word for a number of ticks; -1 is an error. */
export function ackName(ack: number): string {
	return ACK_NAMES[ack] ?? 'ERROR';
}

/** `true_<chat>_<ID>`; in a group with the participant who wrote it. */
export function longMessageId({ id, chatId, fromMe, sender }: Message): string {
	const whose = isGroupId(chatId) ? `_${sender}` : '';
	return `${String(fromMe)}_${chatId}_${id}${whose}`;
}

/** Who a message goes from and to, as events and lists name it. */
export function partiesOf(message: Message, { phone }: Pick<ServedPhone, 'phone'>): object {
	const { chatId, fromMe, sender } = message;
	return {
		from: fromMe ? phone.me.id : chatId,
		fromMe,
		to: fromMe ? chatId : phone.me.id,
		participant: isGroupId(chatId) ? sender : null,
	};
}

/** What sending answers, in the shape of the instance's engine. */
export function sentAnswer(served: ServedPhone, message: Message): object {
	const quoted = quotedBy(served.phone, message);
	const longId = longMessageId(message);
	if (served.instance.engine === 'GOWS') {
		return gowsAnswer({ longId, ...gowsInfo(served, message), message: gowsContent(message, quoted) });
	}
	const { content } = message;
	const media = mediaOf(content);
	return webjsAnswer({
		...message,
		longId,
		chat: message.chatId,
		own: served.phone.me.id,
		body: bodyOf(content),
		type: WEBJS_TYPES[content.type],
		hasQuotedMsg: quoted !== undefined,
		...(media && {
			media: { mimetype: media.media.mimetype, size: media.media.bytes().length, duration: media.seconds },
		}),
	});
}

/** What a reaction answers: a message of its own (inferred for WEBJS). */
export function reactionAnswer(served: ServedPhone, target: Message, text: string, at: number): object {
	const id = messageId();
	const { chatId } = target;
	const longId = `true_${chatId}_${id}`;
	const own = served.phone.me.id;
	if (served.instance.engine === 'WEBJS') {
		return webjsAnswer({ longId, chat: chatId, own, id, at, body: text, type: 'reaction' });
	}
	const key = { remoteJID: jidOf(chatId), fromMe: target.fromMe, ID: target.id };
	const message = { reactionMessage: { key, text, senderTimestampMS: at } };
	return gowsAnswer({ longId, chat: jidOf(chatId), sender: ownDevice(served), id, at, message });
}

/** A message as lists and events tell it. With `withMedia` its file has an address. */
export function waMessage(served: ServedPhone, message: Message, withMedia = false): Record<string, unknown> {
	const { content, at, source, ack } = message;
	const media = mediaOf(content);
	const quoted = quotedBy(served.phone, message);
	return {
		id: longMessageId(message),
		timestamp: Math.floor(at / 1000),
		...partiesOf(message, served),
		source,
		body: bodyOf(content),
		hasMedia: media !== undefined,
		media: media && withMedia ? mediaBody(served, message.id, media.media) : null,
		ack,
		ackName: ackName(ack),
		location: content.type === 'location' ? placeOf(content) : null,
		vCards: content.type === 'contacts' ? content.vcards : [],
		replyTo: quoted ? { id: quoted.id, participant: quoted.sender, body: bodyOf(quoted.content) } : null,
		_data: served.instance.engine === 'GOWS' ? innerData(served, message) : {},
	};
}

function placeOf({
	latitude,
	longitude,
	title,
}: {
	latitude: number;
	longitude: number;
	title?: string;
}): object {
	return { latitude: String(latitude), longitude: String(longitude), description: title ?? null };
}

function innerData(served: ServedPhone, message: Message): object {
	const content = gowsContent(message, quotedBy(served.phone, message));
	return gowsData({ ...gowsInfo(served, message), message: content });
}

function mediaBody(
	{ origin }: ServedPhone,
	id: string,
	{ mimetype, filename }: { mimetype: string; filename: string },
): object {
	return { url: `${origin}/sandbox/uploads/${id}`, mimetype, filename, error: null };
}

function gowsInfo(served: ServedPhone, { id, chatId, fromMe, sender, senderName, at }: Message) {
	const lid = served.phone.contact(sender)?.lid;
	return {
		id,
		at,
		chat: jidOf(chatId),
		sender: fromMe ? ownDevice(served) : (lid ?? jidOf(sender)),
		senderAlt: !fromMe && lid !== undefined ? jidOf(sender) : '',
		isFromMe: fromMe,
		isGroup: isGroupId(chatId),
		pushName: fromMe ? '' : senderName,
	};
}

function ownDevice({ instance }: ServedPhone): string {
	return `${instance.phone}:13@s.whatsapp.net`;
}

function quotedBy(phone: Phone, { chatId, replyTo }: Message): Message | undefined {
	const chat = replyTo === undefined ? undefined : phone.chats.get(phone.idOf(chatId));
	return chat && findMessage(chat, replyTo ?? '');
}
