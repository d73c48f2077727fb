import { z } from 'zod';

import {
	anyFields,
	anything,
	count,
	entries,
	fields,
	flag,
	id,
	messageSchema,
	text,
	time,
} from '../Wawp/whatsapp/shapes';

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
