import { z } from 'zod';

/**
 * The bodies of Wawp's events, as WAHA's API description and Wawp's example pages show them. A field that is
 * missing or of another type than expected reads as undefined: the engines disagree in details, and an event
 * with one odd field must not be lost. Fields not named here are passed over; `payload` keeps them all.
 */
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const count = z.number().optional().catch(undefined);
const time = z.union([z.number(), z.string()]).optional().catch(undefined);
const degrees = z.union([z.number(), z.string()]).optional().catch(undefined);
/** A key whose value is not looked at; zod 4 asks for the key unless it is optional. */
const anything = z.unknown().optional();
const fields = z.record(z.string(), z.unknown());
const anyFields = fields.optional().catch(undefined);
const entries = z.array(z.unknown()).optional().catch(undefined);

/** WEBJS writes some ids as an object; `_serialized` is then what the other engines write. */
const id = z
	.union([z.string(), z.object({ _serialized: z.string() }).transform((long) => long._serialized)])
	.optional()
	.catch(undefined);

/** A list without the entries that do not fit. */
function list<T>(element: {
	safeParse: (entry: unknown) => { success: true; data: T } | { success: false };
}) {
	return entries.transform((given) =>
		given?.flatMap((entry) => {
			const parsed = element.safeParse(entry);
			return parsed.success ? [parsed.data] : [];
		}),
	);
}

/** WAHA's envelope with everything around the payload; `data` for receivers that saw `{event, data}`. */
export const envelopeSchema = z.object({
	event: z.string().min(1),
	id: text,
	timestamp: time,
	session: text,
	instance_id: text,
	metadata: anyFields,
	me: z.object({ id: text, lid: text, pushName: text }).optional().catch(undefined),
	engine: text,
	payload: anything,
	data: anything,
});

/** The `session.status` body of Wawp's page on the instance's life: no envelope, seconds in `ts`. */
export const flatStatusSchema = z.object({
	event: z.undefined().optional(),
	status: z.string().min(1),
	instance_id: text,
	ts: time,
});

const key = z.object({
	remoteJid: text,
	remoteJidAlt: text,
	participant: text,
	participantAlt: text,
	participantPn: text,
	senderPn: text,
	senderLid: text,
	fromMe: flag,
});

const info = z.object({
	Chat: text,
	Sender: text,
	SenderAlt: text,
	IsFromMe: flag,
	PushName: text,
});

/** `_data`: GOWS has `Info` and `Message`, NOWEB `key` and `message`, WEBJS `type` and `notifyName`. */
const rawSchema = z.object({
	Info: info.optional().catch(undefined),
	Message: anyFields,
	key: key.optional().catch(undefined),
	message: anyFields,
	pushName: text,
	type: text,
	notifyName: text,
});

const media = z.object({ url: text, mimetype: text, filename: text, error: anything });

const location = z.object({
	latitude: degrees,
	longitude: degrees,
	name: text,
	address: text,
	url: text,
	live: flag,
});

export const messageSchema = z.object({
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
	_data: rawSchema.optional().catch(undefined),
});

export const sessionStatusSchema = z.object({ name: text, status: text, qr: text, ts: time });
export const reactionSchema = messageSchema.extend({
	reaction: z.object({ text, messageId: id }).optional().catch(undefined),
});
export const revokedSchema = z.object({
	revokedMessageId: id,
	after: messageSchema.optional().catch(undefined),
	before: messageSchema.optional().catch(undefined),
});
export const editedSchema = messageSchema.extend({ editedMessageId: id });

const participant = z.union([
	z.string().transform((bare) => ({ id: bare, pn: undefined, role: undefined })),
	z.object({ id, pn: text, role: text }),
]);
export const groupSchema = z.object({
	type: text,
	timestamp: time,
	group: fields.optional().catch(undefined),
	participants: list(participant),
});
export const participantsSchema = list(participant);

export const presenceSchema = z.object({
	id,
	presences: list(z.object({ participant: id, lastKnownPresence: text, lastSeen: time })),
});

const destination = z.object({ id, to: id, from: id, fromMe: flag, participant: id });
export const pollVoteSchema = z.object({
	vote: destination.extend({ selectedOptions: entries, timestamp: time }).optional().catch(undefined),
	poll: destination.optional().catch(undefined),
});

export const archiveSchema = z.object({ id, timestamp: time, archived: flag });
export const callSchema = z.object({ id, from: id, timestamp: time, isVideo: flag, isGroup: flag });

const labelId = z
	.union([z.string(), z.number().transform(String)])
	.optional()
	.catch(undefined);
export const labelSchema = z.object({ id: labelId, name: text, color: count, colorHex: text });
export const labelChatSchema = z.object({
	labelId,
	chatId: id,
	label: labelSchema.optional().catch(undefined),
});

export const eventResponseSchema = messageSchema.extend({
	eventCreationKey: destination.optional().catch(undefined),
	eventResponse: z
		.object({ response: text, timestampMs: time, extraGuestCount: count })
		.optional()
		.catch(undefined),
});

export const engineSchema = z.object({ event: text, timestamp: time });

export type Envelope = z.infer<typeof envelopeSchema>;
export type Message = z.infer<typeof messageSchema>;
export type RawMessage = z.infer<typeof rawSchema>;
