import { z } from 'zod';

import { asObject, isFields } from '../shared/json';
import {
	anyFields,
	anything,
	maybeCount,
	entries,
	fields,
	maybeFlag,
	id,
	maybe,
	messageSchema,
	maybeText,
	time,
} from '../Wawp/whatsapp/shapes';

/** The largest groups have about a thousand members; what stands behind these is in the payload only. */
const LONGEST_LIST = 2000;

/** The first 2,000 entries of a list, without those that do not fit. */
function list<T>(element: {
	safeParse: (entry: unknown) => { success: true; data: T } | { success: false };
}) {
	return entries.transform((given) =>
		given?.slice(0, LONGEST_LIST).flatMap((entry) => {
			if (typeof entry !== 'string' && !isFields(entry)) return [];
			const parsed = element.safeParse(entry);
			return parsed.success ? [parsed.data] : [];
		}),
	);
}

/** WAHA's envelope with everything around the payload; `data` for receivers that saw `{event, data}`. */
export const envelopeSchema = z.object({
	event: z.string().min(1),
	id: maybeText,
	timestamp: time,
	session: maybeText,
	instance_id: maybeText,
	metadata: anyFields,
	me: maybe(z.object({ id: maybeText, lid: maybeText, pushName: maybeText })),
	engine: maybeText,
	payload: anything,
	data: anything,
});

/** The `session.status` body of Wawp's page on the instance's life: no envelope, seconds in `ts`. */
export const flatStatusSchema = z.object({
	event: z.undefined().optional(),
	status: z.string().min(1),
	instance_id: maybeText,
	ts: time,
});

export const sessionStatusSchema = z.object({ name: maybeText, status: maybeText, qr: maybeText, ts: time });
export const reactionSchema = messageSchema.extend({
	reaction: maybe(z.object({ text: maybeText, messageId: id })),
});
export const revokedSchema = z.object({
	revokedMessageId: id,
	after: maybe(messageSchema),
	before: maybe(messageSchema),
});
export const editedSchema = messageSchema.extend({ editedMessageId: id });

/** A member by the names of WAHA, and by those of Baileys, which NOWEB passes on inside `id` at times. */
const member = z.object({ id, pn: maybeText, phoneNumber: maybeText, role: maybeText, admin: maybeText });
const memberSchema = member.transform(({ id, pn, phoneNumber, role, admin }) => {
	return { id, pn: pn ?? phoneNumber, role: role ?? admin };
});
/** One schema, not one after the other: of a megabyte of members each would be tried. */
const participant = { safeParse: (entry: unknown) => memberSchema.safeParse(flatMember(entry)) };

function flatMember(entry: unknown): unknown {
	if (typeof entry === 'string') return { id: entry };
	const { id: inner, role } = asObject(entry);
	const nested = asObject(inner);
	return typeof nested.id === 'string' ? { ...nested, role: role ?? nested.role } : entry;
}

/** A group by itself, or only its ID. */
const group = z.union([fields, z.string().transform((bare): Record<string, unknown> => ({ id: bare }))]);
export const groupSchema = z.object({
	type: maybeText,
	timestamp: time,
	group: maybe(group),
	groupId: id,
	participants: list(participant),
});
export const groupIdSchema = id;
export const participantsSchema = list(participant);

export const presenceSchema = z.object({
	id,
	presences: list(z.object({ participant: id, lastKnownPresence: maybeText, lastSeen: time })),
});

const destination = z.object({ id, to: id, from: id, fromMe: maybeFlag, participant: id });
export const pollVoteSchema = z.object({
	vote: maybe(destination.extend({ selectedOptions: entries, timestamp: time })),
	poll: maybe(destination),
});

export const archiveSchema = z.object({ id, timestamp: time, archived: maybeFlag });
export const callSchema = z.object({ id, from: id, timestamp: time, isVideo: maybeFlag, isGroup: maybeFlag });

const labelId = maybe(z.union([z.string(), z.number().transform(String)]));
export const labelSchema = z.object({ id: labelId, name: maybeText, color: maybeCount, colorHex: maybeText });
export const labelChatSchema = z.object({
	labelId,
	chatId: id,
	label: maybe(labelSchema),
});

export const eventResponseSchema = messageSchema.extend({
	eventCreationKey: maybe(destination),
	eventResponse: maybe(z.object({ response: maybeText, timestampMs: time, extraGuestCount: maybeCount })),
});

export const engineSchema = z.object({ event: maybeText, timestamp: time });

export type Envelope = z.infer<typeof envelopeSchema>;
