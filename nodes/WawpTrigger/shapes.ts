import { asObject, isFields } from '../shared/json';
import {
	anyFields,
	anything,
	count,
	entries,
	flag,
	numberOrText,
	shape,
	text,
	type Lenient,
	type Read,
} from '../shared/lenient';
import { id, messageShape, messageWith } from '../Wawp/whatsapp/shapes';

/** The largest groups have about a thousand members; what stands behind these is in the payload only. */
const LONGEST_LIST = 2000;

/** The first 2,000 entries of a list, without those that do not fit. */
function list<T>(read: Lenient<T>): Lenient<T[]> {
	return (value) =>
		entries(value)
			?.slice(0, LONGEST_LIST)
			.map((entry) => (typeof entry === 'string' || isFields(entry) ? read(entry) : undefined))
			.filter((entry) => entry !== undefined);
}

/** WAHA's envelope with everything around the payload; `data` for receivers that saw `{event, data}`. */
export const envelopeShape = shape({
	event: text,
	id: text,
	timestamp: numberOrText,
	session: text,
	instance_id: text,
	metadata: anyFields,
	me: shape({ id: text, lid: text, pushName: text }),
	engine: text,
	payload: anything,
	data: anything,
});

/** The `session.status` body of Wawp's page on the instance's life: no envelope, seconds in `ts`. */
export const flatStatusShape = shape({
	event: anything,
	status: text,
	instance_id: text,
	ts: numberOrText,
});

export const sessionStatusShape = shape({ name: text, status: text, qr: text, ts: numberOrText });
export const reactionShape = messageWith({ reaction: shape({ text, messageId: id }) });
export const revokedShape = shape({ revokedMessageId: id, after: messageShape, before: messageShape });
export const editedShape = messageWith({ editedMessageId: id });

/** A member by the names of WAHA, and by those of Baileys, which NOWEB passes on inside `id` at times. */
const memberShape = shape({ id, pn: text, phoneNumber: text, role: text, admin: text });

function participant(entry: unknown) {
	const { id: member, pn, phoneNumber, role, admin } = memberShape(flatMember(entry)) ?? {};
	return { id: member, pn: pn ?? phoneNumber, role: role ?? admin };
}

function flatMember(entry: unknown): unknown {
	if (typeof entry === 'string') return { id: entry };
	const { id: inner, role } = asObject(entry);
	const nested = asObject(inner);
	return typeof nested.id === 'string' ? { ...nested, role: role ?? nested.role } : entry;
}

export const participantsShape = list(participant);

/** A group by itself, or only its ID. */
function group(value: unknown): Record<string, unknown> | undefined {
	return typeof value === 'string' ? { id: value } : anyFields(value);
}

export const groupShape = shape({
	type: text,
	timestamp: numberOrText,
	group,
	groupId: id,
	participants: participantsShape,
});

export const presenceShape = shape({
	id,
	presences: list(shape({ participant: id, lastKnownPresence: text, lastSeen: numberOrText })),
});

const destination = { id, to: id, from: id, fromMe: flag, participant: id };
export const pollVoteShape = shape({
	vote: shape({ ...destination, selectedOptions: entries, timestamp: numberOrText }),
	poll: shape(destination),
});

export const archiveShape = shape({ id, timestamp: numberOrText, archived: flag });
export const callShape = shape({ id, from: id, timestamp: numberOrText, isVideo: flag, isGroup: flag });

function labelId(value: unknown): string | undefined {
	return numberOrText(value)?.toString();
}

export const labelShape = shape({ id: labelId, name: text, color: count, colorHex: text });
export const labelChatShape = shape({ labelId, chatId: id, label: labelShape });

export const eventResponseShape = messageWith({
	eventCreationKey: shape(destination),
	eventResponse: shape({ response: text, timestampMs: numberOrText, extraGuestCount: count }),
});

export const engineShape = shape({ event: text, timestamp: numberOrText });

export type Envelope = Read<typeof envelopeShape>;
