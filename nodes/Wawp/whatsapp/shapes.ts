import {
	anyFields,
	anything,
	count,
	entries,
	flag,
	numberOrText,
	shape,
	text,
	type Fields,
	type Lenient,
	type Read,
	type Shape,
} from '../../shared/lenient';
import { unwrapped, type Content } from './content';
import { LONGEST_ID, messageKeyOf, type MessageKey } from './ids';

/** WEBJS writes some IDs as an object: `_serialized` is what the other engines write, or it can be put together. */
const idObject = shape({ _serialized: text, fromMe: flag, remote: text, id: text });

/** The ID of a chat, a person or a message; one that is too long is none. */
export const id: Lenient<string> = (value) => {
	const written = text(value) ?? serialized(idObject(value));
	return written !== undefined && written.length <= LONGEST_ID ? written : undefined;
};

function serialized({ _serialized: whole, fromMe, remote, id: short }: Read<typeof idObject> = {}) {
	if (whole !== undefined) return whole;
	const hasAllParts = fromMe !== undefined && remote !== undefined && short !== undefined;
	return hasAllParts ? `${fromMe}_${remote}_${short}` : undefined;
}

/** NOWEB's key of a message; its `Alt` and `Pn` fields name the same account by its other ID. */
const key = shape({
	id: text,
	remoteJid: text,
	remoteJidAlt: text,
	participant: text,
	participantAlt: text,
	participantPn: text,
	senderPn: text,
	senderLid: text,
	fromMe: flag,
});

/** What GOWS says around a message. */
const info = shape({
	ID: text,
	Chat: text,
	Sender: text,
	SenderAlt: text,
	/** In own messages: the other one by the other of their IDs. */
	RecipientAlt: text,
	IsFromMe: flag,
	PushName: text,
	Timestamp: numberOrText,
});

/** The engine's own message: GOWS has `Info` and `Message`, NOWEB `key` and `message`, WEBJS and WPP flat fields. */
const rawFields = {
	Info: info,
	Message: anyFields,
	key,
	message: anyFields,
	messageTimestamp: numberOrText,
	/** How far it came: NOWEB's number, or Baileys' word for it. */
	status: numberOrText,
	pushName: text,
	type: text,
	notifyName: text,
	mimetype: text,
	filename: text,
	size: numberOrText,
	duration: numberOrText,
	caption: text,
	quotedStanzaID: text,
	quotedRemoteJid: id,
	quotedParticipant: id,
};

const media = shape({ url: text, mimetype: text, filename: text, error: anything });

const location = shape({
	latitude: numberOrText,
	longitude: numberOrText,
	name: text,
	address: text,
	description: text,
	url: text,
	live: flag,
});

const replyTo = shape({
	id,
	participant: id,
	body: text,
	media,
	_data: anyFields,
});

/** WAHA's `WAMessage` with the engine's own message in `_data`, or, as the answer to a send, that own message by itself. */
const fields = {
	...rawFields,
	id,
	timestamp: numberOrText,
	from: id,
	fromMe: flag,
	source: text,
	to: id,
	participant: id,
	author: id,
	body: text,
	hasMedia: flag,
	media,
	mediaUrl: text,
	ack: count,
	ackName: text,
	location,
	vCards: entries,
	replyTo,
	_data: shape(rawFields),
};

const readTold = shape(fields);

/** The engine's own message. */
type RawMessage = Shape<typeof rawFields>;

/** What was told of a message. */
type Told = Shape<typeof fields>;

/** A message as far as it could be read, in the shapes of all engines, and what is found out from it, once. */
export interface Message extends Told {
	/** WAHA's fields, and those of the engine's own message over them; in the answer to a send that is the message itself. */
	raw: RawMessage;
	/** The innermost content of a message of GOWS or NOWEB; empty for other engines, whose messages are flat. */
	content: Content;
	/** What its ID says, where it is a long one. */
	longId?: MessageKey;
}

/** A message; undefined where the value is no object. */
export const messageShape: Lenient<Message> = (value) => {
	const told = readTold(value);
	return told && { ...told, ...insideOf(told) };
};

function insideOf(told: Told): Pick<Message, 'raw' | 'content' | 'longId'> {
	const raw = told._data ? { ...told, ...told._data } : told;
	return { raw, content: unwrapped(raw.Message ?? raw.message ?? {}), longId: messageKeyOf(told.id) };
}

/** A message that may have further fields. */
export function messageWith<F extends Fields>(further: F): Lenient<Message & Shape<F>> {
	const readFurther = shape(further);
	return (value) => {
		const message = messageShape(value);
		return message && { ...message, ...(readFurther(value) as Shape<F>) };
	};
}

/** A value of unknown shape as a message; an empty one where it is no object. */
export function messageOf(value: unknown): Message {
	return messageShape(value) ?? { raw: {}, content: {} };
}
