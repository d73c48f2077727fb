import { z, type ZodTypeAny } from 'zod';

import type { Field } from '../shared/operation';

/** Text as expressions give it: numbers and booleans become text, halves of cut emoji become U+FFFD. */
const anyText = z
	.union([z.string(), z.number(), z.boolean()])
	.transform((value) => String(value).replace(/\p{Surrogate}/gu, '\ufffd'));

/** Text that must be there. */
export const text = anyText.pipe(z.string().regex(/\S/)).describe('some text');

/** Text that may be missing: an empty one is not sent. */
export const optionalText = anyText.transform((value) => (value === '' ? undefined : value)).describe('text');

/** A switch; the texts "true" and "false" of expressions count. */
export const onOff = z
	.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
	.describe('true or false');

/** One of the listed values of an options field. */
export function oneOf(values: readonly unknown[]): ZodTypeAny {
	const expected = `one of: ${values.join(', ')}`;
	return z
		.unknown()
		.refine((value) => values.includes(value), { message: `expected ${expected}` })
		.describe(expected);
}

/** Chooses the instance for one item, instead of the credential's: one account, many numbers. */
export const INSTANCE: Field = {
	property: {
		displayName: 'Instance ID',
		name: 'instanceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. A1B2C3D4E5F6',
		description: 'Use this instance (linked number) instead of the one in the credential',
	},
	schema: anyText
		.transform((value) => value.trim())
		.pipe(z.string().regex(/^[A-Za-z0-9_-]*$/))
		.transform((value) => (value === '' ? undefined : value))
		.describe('an instance ID as in the Wawp dashboard: letters and digits'),
	in: 'account',
	as: 'instance_id',
};

/** Guards what cannot be undone. */
export function confirmation(displayName: string, description: string): Field {
	return {
		property: { displayName, name: 'confirm', type: 'boolean', default: false, description },
		schema: onOff.pipe(z.literal(true)).describe('the switch to be on: this cannot be undone'),
		in: 'local',
	};
}

const shownFor = (source: string) => ({ show: { mediaSource: [source] } });

/** Where the file comes from: the fields of every operation that sends one. */
export const MEDIA_SOURCE: Field[] = [
	{
		property: {
			displayName: 'Media Source',
			name: 'mediaSource',
			type: 'options',
			options: [
				{
					name: 'Base64',
					value: 'base64',
					description: 'The content of the file as Base64 text or data: URL',
				},
				{ name: 'N8n Binary', value: 'binary', description: 'A file from a previous node' },
				{ name: 'URL', value: 'url', description: 'A public address that Wawp downloads the file from' },
			],
			default: 'url',
		},
		schema: oneOf(['url', 'binary', 'base64']),
		in: 'local',
	},
	{
		property: {
			displayName: 'URL',
			name: 'mediaUrl',
			type: 'string',
			displayOptions: shownFor('url'),
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/picture.jpg',
			description: 'Wawp must be able to download it without a login',
		},
		schema: anyText
			.transform((value) => value.trim())
			.pipe(z.string().regex(/^(https?:\/\/|data:)/i))
			.describe('a web address that begins with https:// or http://'),
		in: 'file',
		as: 'url',
	},
	{
		property: {
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			displayOptions: shownFor('binary'),
			default: 'data',
			required: true,
			hint: 'The name of the input binary field containing the file to post',
		},
		schema: text.describe('the name of a binary field of the item'),
		in: 'file',
		as: 'binary',
	},
	{
		property: {
			displayName: 'Base64',
			name: 'mediaBase64',
			type: 'string',
			displayOptions: shownFor('base64'),
			default: '',
			required: true,
			placeholder: 'e.g. iVBORw0KGgo…',
			description: 'The content of the file as Base64 text, or a whole data: URL',
		},
		schema: text.describe('Base64 text or a data: URL'),
		in: 'file',
		as: 'data',
	},
];

/** What is found out about a file can be overridden. */
export const MEDIA_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. offer.jpg',
			description: 'Found from the file or its URL when not set',
		},
		schema: optionalText,
		in: 'file',
		as: 'filename',
	},
	{
		property: {
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: 'e.g. image/jpeg',
			description: 'Found from the content of the file or the extension of its URL when not set',
		},
		schema: anyText
			.transform((value) => value.trim())
			.pipe(z.string().regex(/^([\w.+-]+\/[\w.+-]+(;.*)?)?$/))
			.transform((value) => (value === '' ? undefined : value))
			.describe('a MIME type such as image/jpeg'),
		in: 'file',
		as: 'mimetype',
	},
	{
		property: {
			displayName: 'Size Limit',
			name: 'maxMegabytes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 16,
			description: 'Largest file in MB that is sent as content (16, or 64 for video, when not set)',
		},
		schema: z.coerce.number().positive().max(1024).describe('a number of megabytes from 1 to 1024'),
		in: 'file',
		as: 'limit',
	},
];

/** Text under a picture, voice note or video. */
export const CAPTION: Field = {
	property: {
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. New in the shop today',
	},
	schema: optionalText,
	in: 'query',
};

/** Lets Wawp bring a file into the format that WhatsApp plays. */
export function convert(description: string): Field {
	return {
		property: { displayName: 'Convert', name: 'convert', type: 'boolean', default: true, description },
		schema: onOff,
		in: 'query',
	};
}
