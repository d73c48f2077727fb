import { z } from 'zod';

/**
 * One WhatsApp message in the shapes of all engines: WAHA's `WAMessage` with the engine's own message in `_data`, or, as
 * the answer to a send, that own message by itself. A field that is missing or of another type than expected reads as
 * undefined: the engines disagree in details, and a message with one odd field must not be lost.
 */
export const text = z.string().optional().catch(undefined);
export const flag = z.boolean().optional().catch(undefined);
export const count = z.number().optional().catch(undefined);
export const time = z.union([z.number(), z.string()]).optional().catch(undefined);
/** A key whose value is not looked at; zod 4 asks for the key unless it is optional. */
export const anything = z.unknown().optional();
export const fields = z.record(z.string(), z.unknown());
export const anyFields = fields.optional().catch(undefined);
export const entries = z.array(z.unknown()).optional().catch(undefined);

/** WEBJS writes some IDs as an object: `_serialized` is what the other engines write, or it can be put together. */
export const id = z
	.union([
		z.string(),
		z.object({ _serialized: z.string() }).transform((long) => long._serialized),
		z
			.object({ fromMe: z.boolean(), remote: z.string(), id: z.string() })
			.transform(({ fromMe, remote, id: short }) => `${fromMe}_${remote}_${short}`),
	])
	.optional()
	.catch(undefined);

const degrees = z.union([z.number(), z.string()]).optional().catch(undefined);
const size = z.union([z.number(), z.string()]).optional().catch(undefined);

/** NOWEB's key of a message; its `Alt` and `Pn` fields name the same account by its other ID. */
const key = z.object({
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
const info = z.object({
	ID: text,
	Chat: text,
	Sender: text,
	SenderAlt: text,
	IsFromMe: flag,
	PushName: text,
	Timestamp: time,
});

/** The engine's own message: GOWS has `Info` and `Message`, NOWEB `key` and `message`, WEBJS and WPP flat fields. */
const rawFields = {
	Info: info.optional().catch(undefined),
	Message: anyFields,
	key: key.optional().catch(undefined),
	message: anyFields,
	messageTimestamp: time,
	/** How far it came: NOWEB's number, or Baileys' word for it. */
	status: z.union([z.number(), z.string()]).optional().catch(undefined),
	pushName: text,
	type: text,
	notifyName: text,
	mimetype: text,
	filename: text,
	size,
	duration: size,
	caption: text,
};

const media = z.object({ url: text, mimetype: text, filename: text, error: anything });

const location = z.object({
	latitude: degrees,
	longitude: degrees,
	name: text,
	address: text,
	description: text,
	url: text,
	live: flag,
});

export const messageSchema = z.object({
	...rawFields,
	id,
	timestamp: time,
	from: id,
	fromMe: flag,
	source: text,
	to: id,
	participant: id,
	author: id,
	body: text,
	hasMedia: flag,
	media: media.optional().catch(undefined),
	mediaUrl: text,
	ack: count,
	ackName: text,
	location: location.optional().catch(undefined),
	vCards: entries,
	replyTo: z.object({ id, participant: id, body: text }).optional().catch(undefined),
	_data: z.object(rawFields).optional().catch(undefined),
});

/** A message as far as it could be read. */
export type Message = z.infer<typeof messageSchema>;

/** The engine's own message inside one, or the one itself where it is that. */
export type RawMessage = NonNullable<Message['_data']>;
