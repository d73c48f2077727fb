import { z } from 'zod';

import type { Field } from '../../shared/field';
import { phoneDigits } from '../../shared/recipient';
import { anyText, json, onOff, optionalText, text, unixSeconds } from '../../shared/schemas';
import { collection, jsonProperty, optionalLine, rows, specify, textProperty } from './collections';
import { line } from './common';

const pollOptions = z
	.array(anyText.pipe(z.string().min(1)))
	.min(2)
	.max(12);

/** A poll: its question and the answers to choose from (2 to 12, as on the phone). */
export const POLL: Field[] = [
	line('Question', 'pollName', {
		in: 'body',
		as: 'poll.name',
		placeholder: 'e.g. Which day suits you?',
		description: 'What the poll asks',
	}),
	...specify(
		'Answers',
		{
			property: collection('Answers', 'pollOptions', 'option', 'Answer', 'What people can choose: 2 to 12', [
				textProperty('Text', 'text', 'e.g. Monday', 'One of the answers'),
			]),
			schema: rows('option')
				.transform((list) => list.map((row) => (row as { text?: unknown }).text))
				.pipe(pollOptions)
				.describe('2 to 12 answers'),
			in: 'body',
			as: 'poll.options',
		},
		{
			property: jsonProperty(
				'Answers (JSON)',
				'pollOptionsJson',
				'["Monday", "Tuesday"]',
				'What people can choose',
			),
			schema: json.pipe(pollOptions).describe('a JSON array of 2 to 12 texts'),
			in: 'body',
			as: 'poll.options',
		},
	),
	{
		property: {
			displayName: 'Multiple Answers',
			name: 'multipleAnswers',
			type: 'boolean',
			default: false,
			description: 'Whether people may choose more than one answer',
		},
		schema: onOff,
		in: 'body',
		as: 'poll.multipleAnswers',
	},
];

/** A card as the user gives it: raw vCard text, or name, number and company. */
const card = z
	.object({
		fullName: optionalText.optional(),
		phoneNumber: optionalText.optional(),
		organization: optionalText.optional(),
		vcard: optionalText.optional(),
	})
	.transform((given, context) => {
		if (given.vcard !== undefined) return { vcard: given.vcard };
		const digits = phoneDigits(given.phoneNumber ?? '');
		if (given.fullName !== undefined && digits !== undefined)
			return buildCard(given.fullName, digits, given.organization);
		context.addIssue({
			code: z.ZodIssueCode.custom,
			message: 'expected a name and a phone number, or a vCard, for every contact',
		});
		return z.NEVER;
	});

const cards = z.array(card).min(1);

/** The API's contact card, with the vCard that phones read (RFC 2426; `waid` makes it a WhatsApp contact). */
function buildCard(fullName: string, digits: string, organization?: string) {
	const escape = (value: string) => value.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
	const vcard = [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`FN:${escape(fullName)}`,
		...(organization === undefined ? [] : [`ORG:${escape(organization)};`]),
		`TEL;type=CELL;type=VOICE;waid=${digits}:+${digits}`,
		'END:VCARD',
	].join('\n');
	return {
		fullName,
		phoneNumber: `+${digits}`,
		...(organization !== undefined && { organization }),
		whatsappId: digits,
		vcard,
	};
}

/** One or more contact cards. */
export const CONTACT_CARDS: Field[] = specify(
	'Contacts',
	{
		property: collection('Contacts', 'contactCards', 'contact', 'Contact', 'Whose cards are sent', [
			textProperty('Full Name', 'fullName', 'e.g. Nathan Doe', 'The name on the card'),
			textProperty('Phone Number', 'phoneNumber', 'e.g. +44 7441 429009', 'With its country code'),
			textProperty('Organization', 'organization', 'e.g. Example Ltd.', 'The company on the card'),
			{
				...textProperty(
					'vCard',
					'vcard',
					'e.g. BEGIN:VCARD …',
					'A whole vCard (the text of a .vcf file), used instead of the other fields',
				),
				typeOptions: { rows: 3 },
			},
		]),
		schema: rows('contact').pipe(cards).describe('at least one contact'),
		in: 'body',
		as: 'contacts',
	},
	{
		property: jsonProperty(
			'Contacts (JSON)',
			'contactCardsJson',
			'[{ "fullName": "Nathan Doe", "phoneNumber": "+44 7441 429009" }]',
			'Whose cards are sent: name and number, or vcard, of each',
		),
		schema: json.pipe(cards).describe('a JSON array of contacts'),
		in: 'body',
		as: 'contacts',
	},
);

const listRow = z.object({
	title: text,
	rowId: optionalText.optional(),
	description: optionalText.optional(),
});
const sections = z
	.array(z.object({ title: text, rows: z.array(listRow).min(1) }))
	.min(1)
	.transform((list) =>
		list.map((section, at) => ({
			...section,
			rows: section.rows.map((row, index) => ({ ...row, rowId: row.rowId ?? `${at + 1}-${index + 1}` })),
		})),
	);

/** Rows of the editor, one below the other with the name of their section, as the API's sections. */
const sectionsFromRows = rows('row').transform((list) => {
	const byTitle = new Map<unknown, unknown[]>();
	for (const row of list) {
		const { section, ...rest } = row as Record<string, unknown>;
		byTitle.set(section, [...(byTitle.get(section) ?? []), rest]);
	}
	return [...byTitle].map(([title, found]) => ({ title, rows: found }));
});

/** A list message: a button that opens sections of rows to choose from. */
export const LIST_MESSAGE: Field[] = [
	line('Title', 'listTitle', {
		in: 'body',
		as: 'message.title',
		placeholder: 'e.g. Our menu',
		description: 'What stands above the button',
	}),
	line('Button', 'listButton', {
		in: 'body',
		as: 'message.button',
		placeholder: 'e.g. Choose',
		description: 'The words on the button that opens the list',
	}),
	...specify(
		'Rows',
		{
			property: collection('Rows', 'listRows', 'row', 'Row', 'What people can choose', [
				textProperty('Section', 'section', 'e.g. Drinks', 'The heading that the row stands under'),
				textProperty('Title', 'title', 'e.g. Coffee', 'What the row says'),
				textProperty('Description', 'description', 'e.g. Freshly ground', 'A smaller text under the title'),
				textProperty(
					'Row ID',
					'rowId',
					'e.g. coffee',
					'Comes back with the choice; numbered when left empty',
				),
			]),
			schema: sectionsFromRows.pipe(sections).describe('at least one row with a section and a title'),
			in: 'body',
			as: 'message.sections',
		},
		{
			property: jsonProperty(
				'Sections (JSON)',
				'listSectionsJson',
				'[{ "title": "Drinks", "rows": [{ "title": "Coffee", "rowId": "coffee" }] }]',
				'The sections of the list with their rows',
			),
			schema: json.pipe(sections).describe('a JSON array of sections with rows'),
			in: 'body',
			as: 'message.sections',
		},
	),
];

export const LIST_OPTIONS: Field[] = [
	optionalLine(
		'Description',
		'listDescription',
		'message.description',
		'e.g. Tap the button below',
		'A text under the title',
	),
	optionalLine(
		'Footer',
		'listFooter',
		'message.footer',
		'e.g. Prices include tax',
		'A small text at the bottom',
	),
];

/** An event that people can answer. */
export const EVENT: Field[] = [
	line('Name', 'eventName', {
		in: 'body',
		as: 'event.name',
		placeholder: 'e.g. Opening party',
		description: 'How the event is called',
	}),
	{
		property: {
			displayName: 'Start',
			name: 'eventStart',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the event begins',
		},
		schema: unixSeconds,
		in: 'body',
		as: 'event.startTime',
	},
];

export const EVENT_OPTIONS: Field[] = [
	optionalLine(
		'Description',
		'eventDescription',
		'event.description',
		'e.g. Bring a friend',
		'What people should know about the event',
	),
	{
		property: {
			displayName: 'End',
			name: 'eventEnd',
			type: 'dateTime',
			default: '',
			description: 'When the event is over',
		},
		schema: unixSeconds,
		in: 'body',
		as: 'event.endTime',
	},
	{
		property: {
			displayName: 'Extra Guests Allowed',
			name: 'extraGuestsAllowed',
			type: 'boolean',
			default: false,
			description: 'Whether people may bring others',
		},
		schema: onOff,
		in: 'body',
		as: 'event.extraGuestsAllowed',
	},
	{
		property: textProperty(
			'Location',
			'eventLocation',
			'e.g. 12 Market Street',
			'Where the event takes place',
		),
		schema: optionalText.transform((name) => name && { name }).describe('text'),
		in: 'body',
		as: 'event.location',
	},
];

/** A link with a preview of the user's own. */
export const LINK_PREVIEW: Field[] = [
	line('Text', 'text', {
		in: 'body',
		description: 'The message, which must contain the link',
		placeholder: 'e.g. Look: https://example.com',
	}),
	line('Link', 'previewUrl', {
		in: 'body',
		as: 'preview.url',
		placeholder: 'e.g. https://example.com',
		description: 'The link that the preview belongs to, as it stands in the text',
	}),
	line('Title', 'previewTitle', {
		in: 'body',
		as: 'preview.title',
		placeholder: 'e.g. Summer sale',
		description: 'The heading of the preview',
	}),
];

export const LINK_PREVIEW_OPTIONS: Field[] = [
	optionalLine(
		'Description',
		'previewDescription',
		'preview.description',
		'e.g. Only this week',
		'A text under the heading',
	),
	{
		property: textProperty(
			'Image URL',
			'previewImage',
			'e.g. https://example.com/sale.jpg',
			'The public URL of the picture of the preview',
		),
		schema: optionalText.transform((url) => url && { url }).describe('a URL'),
		in: 'body',
		as: 'preview.image',
	},
	{
		property: {
			displayName: 'High Quality',
			name: 'linkPreviewHighQuality',
			type: 'boolean',
			default: true,
			description: 'Whether the preview has a large picture',
		},
		schema: onOff,
		in: 'body',
	},
];
