import { z, type ZodTypeAny } from 'zod';

import { isFields } from '../../shared/json';
import { LONGEST_ID } from './ids';

/**
 * A field that reads as undefined where it is missing, or of another type than expected: the engines disagree in details, and a
 * message with one odd field must not be lost. Optional once more around it, since zod looks at missing ones much less then, and
 * most are missing.
 */
export const maybe = <T extends ZodTypeAny>(schema: T) => schema.optional().catch(undefined).optional();
export const maybeText = maybe(z.string());
export const maybeFlag = maybe(z.boolean());
export const maybeCount = maybe(z.number());
const maybeNumberOrText = maybe(z.union([z.number(), z.string()]));
export const time = maybeNumberOrText;
/** A key whose value is not looked at; zod 4 asks for the key unless it is optional. */
export const anything = z.unknown().optional();
/** An object whose parts are not looked at; one of more fields than anything of WhatsApp has is none. */
export const fields = z.custom<Record<string, unknown>>((value) => isFields(value));
export const anyFields = maybe(fields);
export const entries = maybe(z.custom<unknown[]>((value) => Array.isArray(value)));

/** WEBJS writes some IDs as an object: `_serialized` is what the other engines write, or it can be put together. */
export const id = maybe(
	z
		.union([
			z.string(),
			z.object({ _serialized: z.string() }).transform((long) => long._serialized),
			z
				.object({ fromMe: z.boolean(), remote: z.string(), id: z.string() })
				.transform(({ fromMe, remote, id: short }) => `${fromMe}_${remote}_${short}`),
		])
		.refine((text) => text.length <= LONGEST_ID),
);

const degrees = maybeNumberOrText;
const size = maybeNumberOrText;

/** NOWEB's key of a message; its `Alt` and `Pn` fields name the same account by its other ID. */
const key = z.object({
	id: maybeText,
	remoteJid: maybeText,
	remoteJidAlt: maybeText,
	participant: maybeText,
	participantAlt: maybeText,
	participantPn: maybeText,
	senderPn: maybeText,
	senderLid: maybeText,
	fromMe: maybeFlag,
});

/** What GOWS says around a message. */
const info = z.object({
	ID: maybeText,
	Chat: maybeText,
	Sender: maybeText,
	SenderAlt: maybeText,
	/** In own messages: the other one by the other of their IDs. */
	RecipientAlt: maybeText,
	IsFromMe: maybeFlag,
	PushName: maybeText,
	Timestamp: time,
});

/** The engine's own message: GOWS has `Info` and `Message`, NOWEB `key` and `message`, WEBJS and WPP flat fields. */
const rawFields = {
	Info: maybe(info),
	Message: anyFields,
	key: maybe(key),
	message: anyFields,
	messageTimestamp: time,
	/** How far it came: NOWEB's number, or Baileys' word for it. */
	status: maybeNumberOrText,
	pushName: maybeText,
	type: maybeText,
	notifyName: maybeText,
	mimetype: maybeText,
	filename: maybeText,
	size,
	duration: size,
	caption: maybeText,
	quotedStanzaID: maybeText,
	quotedRemoteJid: id,
	quotedParticipant: id,
};

const media = z.object({ url: maybeText, mimetype: maybeText, filename: maybeText, error: anything });

const location = z.object({
	latitude: degrees,
	longitude: degrees,
	name: maybeText,
	address: maybeText,
	description: maybeText,
	url: maybeText,
	live: maybeFlag,
});

const replyTo = z.object({
	id,
	participant: id,
	body: maybeText,
	media: maybe(media),
	_data: anyFields,
});

/**
 * One WhatsApp message in the shapes of all engines: WAHA's `WAMessage` with the engine's own message in `_data`, or, as
 * the answer to a send, that own message by itself.
 */
export const messageSchema = z.object({
	...rawFields,
	id,
	timestamp: time,
	from: id,
	fromMe: maybeFlag,
	source: maybeText,
	to: id,
	participant: id,
	author: id,
	body: maybeText,
	hasMedia: maybeFlag,
	media: maybe(media),
	mediaUrl: maybeText,
	ack: maybeCount,
	ackName: maybeText,
	location: maybe(location),
	vCards: entries,
	replyTo: maybe(replyTo),
	_data: maybe(z.object(rawFields)),
});

/** A message as far as it could be read. */
export type Message = z.infer<typeof messageSchema>;

/** The engine's own message inside one, or the one itself where it is that. */
export type RawMessage = NonNullable<Message['_data']>;
