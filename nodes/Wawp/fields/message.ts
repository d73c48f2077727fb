import { z } from 'zod';

import type { Field, Place } from '../../shared/field';
import { flag } from './common';
import {
	anyText,
	listOf,
	numberIn,
	oneOf,
	onOff,
	optionalText,
	text,
	unixSeconds,
} from '../../shared/schemas';

const EXPECTED_ID = 'a message ID as the trigger or another operation gives it, in its short or long form';
const MESSAGE_ID = /^(?=.*\w)[\w@.:-]{1,300}$/;
const idText = z
	.union([z.string(), z.number()])
	.transform((value) => String(value).trim())
	.pipe(z.string().regex(MESSAGE_ID));

/** One message. */
export function messageId(place: Place = 'query'): Field {
	return {
		property: {
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3EB0C767D097E9ECFE6A',
			description: 'The messageId of the Wawp Trigger or of another operation, in its short or long form',
		},
		schema: idText.describe(EXPECTED_ID),
		in: place,
	};
}

export const INCLUDE_MEDIA = flag(
	'Include Media URL',
	'downloadMedia',
	'Whether Wawp fetches the file of a message, so that the output has its URL',
);

/** Several messages, as a list in a text or an array of an expression. */
export const MESSAGE_IDS: Field = {
	property: {
		displayName: 'Message IDs',
		name: 'messageIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 3EB0C767D097E9ECFE6A',
		description:
			'The messageId of one or more messages, separated by commas or line breaks, or an array from an expression',
	},
	schema: listOf((entry) => MESSAGE_ID.exec(entry.trim())?.[0], 'a message ID'),
	in: 'query',
	as: 'messageIds[]',
};

/** Quotes a message in the one that is sent. */
export function replyTo(place: Place = 'query'): Field {
	return {
		property: {
			displayName: 'Reply To',
			name: 'replyTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3EB0C767D097E9ECFE6A',
			description: 'The messageId of the message to quote, in its short or long form',
		},
		schema: idText.describe(EXPECTED_ID),
		in: place,
		as: 'reply_to',
	};
}

/** What a text message says. */
export const MESSAGE_TEXT: Field = {
	property: {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Your order is on its way',
		description: 'What the message says; line breaks, emoji and *bold* are kept',
	},
	schema: text.pipe(z.string().max(4096)).describe('some text of at most 4,096 characters'),
	in: 'query',
	as: 'message',
};

const degrees = (most: number) =>
	numberIn({ min: -most, max: most, expected: `a number of degrees from -${most} to ${most}` });

/** A place on the map. */
export const COORDINATES: Field[] = [
	{
		property: {
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			default: '',
			placeholder: 'e.g. 51.5072',
			description: 'How far north (or, with a minus, south), in degrees',
			required: true,
		},
		schema: degrees(90),
		in: 'query',
	},
	{
		property: {
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			default: '',
			placeholder: 'e.g. -0.1276',
			description: 'How far east (or, with a minus, west), in degrees',
			required: true,
		},
		schema: degrees(180),
		in: 'query',
	},
];

export const LOCATION_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Our office',
			description: 'How the place is called',
		},
		schema: optionalText,
		in: 'query',
	},
	{
		property: {
			displayName: 'Message',
			name: 'locationMessage',
			type: 'string',
			default: '',
			placeholder: 'e.g. Second floor',
			description: 'A text under the place',
		},
		schema: optionalText,
		in: 'query',
		as: 'message',
	},
];

/** Replaces the text of a message that was sent. */
export const EDIT_TEXT: Field = { ...MESSAGE_TEXT, as: 'text' };

export const REACTION: Field = {
	property: {
		displayName: 'Emoji',
		name: 'reaction',
		type: 'string',
		default: '',
		placeholder: 'e.g. 👍',
		description: 'The emoji to react with. Leave it empty to take the reaction back.',
	},
	schema: anyText.transform((value) => value.trim()).describe('an emoji, or nothing'),
	in: 'query',
};

export const STAR: Field = {
	property: {
		displayName: 'Star',
		name: 'star',
		type: 'boolean',
		default: true,
		description: 'Whether the message gets a star or loses it',
	},
	schema: onOff,
	in: 'query',
};

export const PIN_DURATION: Field = {
	property: {
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: [
			{ name: '24 Hours', value: 86400 },
			{ name: '7 Days', value: 604800 },
			{ name: '30 Days', value: 2592000 },
		],
		default: 86400,
		description: 'How long the message stays pinned',
	},
	schema: oneOf([86400, 604800, 2592000]),
	in: 'query',
};

/** Which messages of a chat. */
export const MESSAGE_FILTERS: Field[] = [
	{
		property: {
			displayName: 'Delivery State',
			name: 'ack',
			type: 'options',
			options: [
				{ name: 'Delivered', value: 'DEVICE' },
				{ name: 'Error', value: 'ERROR' },
				{ name: 'Pending', value: 'PENDING' },
				{ name: 'Played', value: 'PLAYED' },
				{ name: 'Read', value: 'READ' },
				{ name: 'Sent', value: 'SERVER' },
			],
			default: 'READ',
			description: 'Only messages that came this far',
		},
		schema: oneOf(['DEVICE', 'ERROR', 'PENDING', 'PLAYED', 'READ', 'SERVER']),
		in: 'query',
		as: 'filter.ack',
	},
	{
		property: {
			displayName: 'Sent by Me',
			name: 'fromMe',
			type: 'boolean',
			default: true,
			description: 'Whether to return only your own messages, or only those of others',
		},
		schema: onOff,
		in: 'query',
		as: 'filter.fromMe',
	},
	{
		property: {
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'Only messages from then on',
		},
		schema: unixSeconds,
		in: 'query',
		as: 'filter.timestamp.gte',
	},
	{
		property: {
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'Only messages up to then',
		},
		schema: unixSeconds,
		in: 'query',
		as: 'filter.timestamp.lte',
	},
];

export const LINK_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Link Preview',
			name: 'linkPreview',
			type: 'boolean',
			default: true,
			description: 'Whether a link in the text shows a preview',
		},
		schema: onOff,
		in: 'query',
	},
	{
		property: {
			displayName: 'Link Preview in High Quality',
			name: 'linkPreviewHighQuality',
			type: 'boolean',
			default: false,
			description: 'Whether the preview has a large picture; takes longer',
		},
		schema: onOff,
		in: 'query',
	},
];
