import { amount, flagControl } from './controls';
import type { ControlField } from './field';

/** Offered by every operation that writes to chats. */
export const SEND_ON = flagControl(
	'sendOn',
	'Send On When Restricted',
	'sendOnWhenRestricted',
	'Whether to go on with the other items after WhatsApp refused one because it restricts the number. More sending can make the restriction longer.',
);

/** Offered by every operation that must not be carried out twice. */
export const SEND_AGAIN = flagControl(
	'sendAgain',
	'Send Again When Unknown',
	'sendAgainWhenUnknown',
	'Whether a retry sends an item again although its first try ended without a clear answer. It may arrive twice then.',
);

/** Offered by every operation that posts or sends. */
export const PACE: ControlField[] = [
	amount(
		'pauseMin',
		'Pause Between Items, Minimum (Seconds)',
		{ first: 2, max: 3600 },
		'How long to wait between two items at least. It only sends more slowly, and hides nothing from WhatsApp.',
		false,
	),
	amount(
		'pauseMax',
		'Pause Between Items, Maximum (Seconds)',
		{ first: 5, max: 3600 },
		'With a minimum: each pause is a random time between the two',
		false,
	),
	amount(
		'perMinute',
		'At Most per Minute',
		{ first: 20, max: 1000 },
		'How many items to send in any minute of an execution; the others wait. 0 for no limit.',
	),
	amount(
		'stopAfter',
		'Stop After Failures',
		{ first: 3, max: 100_000 },
		'After how many failed items to send no more, where On Error in the Settings is "Continue". 0 to go on.',
	),
];

/** Offered by every operation that can tell whether a message begins a chat. */
export const NEW_CHATS = amount(
	'newChatsPerDay',
	'New Chats per Day',
	{ first: 20, max: 1000 },
	'How many people to write to for the first time per day; the others are skipped (the output says "skipped"). The day is that of the workflow\'s time zone, and each node counts for itself. 0 for no limit.',
);

/** Offered by every operation whose sends can be found in their chat. */
export const LOOKS: ControlField[] = [
	flagControl(
		'verify',
		'Verify When Unknown',
		'verifyWhenUnknown',
		'Whether to look in the chat when no clear answer came: exactly one new message with the same content counts as sent. Takes up to 10 seconds.',
	),
	flagControl(
		'confirm',
		'Confirm',
		'confirmSent',
		'Whether to look in the chat after sending if it is there; the output says so in "published": yes, no or cannotTell. Takes up to 10 seconds per item.',
	),
];
