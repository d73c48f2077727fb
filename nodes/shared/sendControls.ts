import { amount, flagControl } from './controls';
import type { ControlField } from './field';

/** Offered by every operation that writes to chats. */
export const SEND_ON = flagControl(
	'sendOn',
	'Send On When Restricted',
	'sendOnWhenRestricted',
	'Whether the items after one that WhatsApp refused because it restricts the number are sent all the same. More sending can make a restriction longer.',
);

/** Offered by every operation that must not be carried out twice. */
export const SEND_AGAIN = flagControl(
	'sendAgain',
	'Send Again When Unknown',
	'sendAgainWhenUnknown',
	'Whether a retry of the execution sends an item again whose first try ended without a clear answer. It may be out already.',
);

/** Offered by every operation that posts or sends. */
export const PACE: ControlField[] = [
	amount(
		'pauseMin',
		'Pause Between Items, Least (Seconds)',
		{ first: 2, max: 3600 },
		'Wait at least so long between two items. Nothing here hides from WhatsApp: it only sends more slowly.',
		false,
	),
	amount(
		'pauseMax',
		'Pause Between Items, Most (Seconds)',
		{ first: 5, max: 3600 },
		'With a least pause: the pause is a random time between the two',
		false,
	),
	amount(
		'perMinute',
		'At Most per Minute',
		{ first: 20, max: 1000 },
		'Wait so that no more than this many items leave in any minute of an execution; 0 for no limit',
	),
	amount(
		'stopAfter',
		'Stop After Failures',
		{ first: 3, max: 100_000 },
		'With Continue On Fail: after so many failed items the others are not sent any more; 0 to go on',
	),
];

/** Offered by every operation that can tell whether a message begins a chat. */
export const NEW_CHATS = amount(
	'newChatsPerDay',
	'New Chats per Day',
	{ first: 20, max: 1000 },
	'Send no more than this many first messages a day to people in whose chat nothing was written yet; the others are skipped (the output says "skipped"). The day is that of the workflow\'s time zone, and each node counts for itself. 0 for no limit.',
);

/** Offered by every operation whose sends can be found in their chat. */
export const LOOKS: ControlField[] = [
	flagControl(
		'verify',
		'Verify When Unknown',
		'verifyWhenUnknown',
		'Whether to look in the chat when no clear answer came: exactly one own message of the same content that is newer than the call counts as sent. Takes up to 10 seconds.',
	),
	flagControl(
		'confirm',
		'Confirm',
		'confirmSent',
		'Whether to look in the chat after sending, and tell in "published" if it is there: yes, no or cannotTell. Takes up to 10 seconds per item.',
	),
];
