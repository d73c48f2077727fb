import { createHash } from 'node:crypto';

import type { Person } from '../Wawp/whatsapp/people';
import { NEW_MESSAGE, STATUS_RECEIVED } from './events';
import type { WawpEvent } from './output';

/** An output item of the trigger. */
type Item = WawpEvent & { payload?: unknown };

/** Two events for one message, or one status: the second brings nothing new. */
const MESSAGE_EVENTS = [...NEW_MESSAGE, STATUS_RECEIVED];

/** WAHA tells of the own number's joining and leaving twice, within moments. */
const MOMENT_MS = 15_000;

/**
 * By what an event is known when it comes again: redelivered, the same message as `message` and as `message.any`, the
 * own number's joining and leaving as a change of the group's members. An event is a repeat when one of these was there
 * before; whoever lets it pass remembers all.
 *
 * @returns nothing for an event that has neither an ID nor a time: a repeat of it cannot be told from a new one
 */
export function identitiesOf(item: Item): string[] {
	const place = [item.instanceId ?? '', item.session ?? ''];
	return kindsOf(item).map((parts) => digest([...place, ...parts]));
}

function kindsOf(item: Item): unknown[][] {
	if (MESSAGE_EVENTS.includes(item.event) && isId(item.messageId) && !isEmpty(item)) {
		return [['message', item.messageId]];
	}
	const change = ownChangeOf(item);
	if (change !== undefined) return momentsOf(item).map((moment) => [change, item.chatId, moment]);
	if (isId(item.eventId)) return [['event', item.eventId]];
	return item.timestamp === undefined ? [] : [['body', item.event, item.timestamp, item.payload]];
}

/** An empty ID names nothing: events that have it are not one. */
function isId(id = ''): boolean {
	return id.trim() !== '';
}

/** Engines tell of a message that they cannot read yet, and again once they can. */
function isEmpty({ type, text, media }: Item): boolean {
	return type === 'unknown' && text === undefined && media === undefined;
}

/** The connected number's own joining or leaving, by either of its events. */
function ownChangeOf({ event, chatId, timestamp, change, participants, me }: Item): string | undefined {
	if (chatId === undefined || timestamp === undefined) return undefined;
	if (event === 'group.v2.join') return 'join';
	if (event === 'group.v2.leave') return 'leave';
	const isOwn =
		event === 'group.v2.participants' && participants?.length === 1 && isSame(participants[0], me);
	return isOwn && (change === 'join' || change === 'leave') ? change : undefined;
}

function isSame(one: Person = {}, other: Person = {}): boolean {
	const samePhone = one.phone !== undefined && one.phone === other.phone;
	return samePhone || (one.lid !== undefined && one.lid === other.lid);
}

/** Two overlapping spans of time, so that what is at most 15 seconds apart has at least one in common. */
function momentsOf({ timestamp = '' }: Item): string[] {
	const half = Math.floor(Date.parse(timestamp) / MOMENT_MS);
	return [`${half - (half % 2)}`, `${half - ((half + 1) % 2)}`];
}

function digest(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24);
}
