import { z } from 'zod';

import type { Field, SentField } from './field';
import { anyText, numberIn, oneOf, optionalText, text } from './schemas';

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
				{ name: 'URL', value: 'url', description: 'A public address that the file is downloaded from' },
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
			description: 'It must be possible to download it without a login',
		},
		schema: anyText
			.transform((value) => value.trim())
			.pipe(z.string().regex(/^(https?:\/\/|data:)/i))
			.describe('a web address that begins with https:// or http://'),
		in: 'file',
		part: 'url',
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
		part: 'binary',
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
		part: 'base64',
	},
];

/** The name of a file. */
const FILE_NAME: Field = {
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
	part: 'name',
};

/** What is found out about a file's content can be overridden. */
export const CONTENT_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: 'e.g. image/jpeg',
			description:
				'Found from the content of the file or the extension of its URL when not set. Needed where neither tells it.',
		},
		schema: anyText
			.transform((value) => value.trim())
			.pipe(z.string().regex(/^([\w.+-]+\/[\w.+-]+(;.*)?)?$/))
			.transform((value) => (value === '' ? undefined : value))
			.describe('a MIME type such as image/jpeg'),
		in: 'file',
		part: 'mimeType',
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
		schema: numberIn({ min: 0.001, max: 1024, expected: 'a number of megabytes from 1 to 1024' }),
		in: 'file',
		part: 'maxMegabytes',
	},
];

/** What is found out about a file can be overridden. */
export const MEDIA_OPTIONS: Field[] = [FILE_NAME, ...CONTENT_OPTIONS];

/** Text under a picture, voice note or video. */
export const CAPTION: SentField = {
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
