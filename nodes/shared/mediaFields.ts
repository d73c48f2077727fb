import { z } from 'zod';

import type { Field, SentField } from './field';
import { anyText, numberIn, oneOf, optionalText, text } from './schemas';

/** What files of one kind are like, for the examples in the editor. */
export interface FileKind {
	url: string;
	base64: string;
	name: string;
	mimeType: string;
	/** The largest that is sent as content, unless set otherwise. */
	megabytes: number;
}

/** The kinds of files that operations send. */
export const FILE_KINDS = {
	picture: {
		url: 'https://example.com/picture.jpg',
		base64: '/9j/4AAQSkZJRg…',
		name: 'offer.jpg',
		mimeType: 'image/jpeg',
		megabytes: 16,
	},
	voice: {
		url: 'https://example.com/note.ogg',
		base64: 'T2dnUwACAAAA…',
		name: 'note.ogg',
		mimeType: 'audio/ogg',
		megabytes: 16,
	},
	video: {
		url: 'https://example.com/clip.mp4',
		base64: 'AAAAIGZ0eXBp…',
		name: 'clip.mp4',
		mimeType: 'video/mp4',
		megabytes: 64,
	},
	document: {
		url: 'https://example.com/invoice.pdf',
		base64: 'JVBERi0xLjcK…',
		name: 'invoice.pdf',
		mimeType: 'application/pdf',
		megabytes: 64,
	},
} satisfies Record<string, FileKind>;

const shownFor = (source: string) => ({ show: { mediaSource: [source] } });

const MEDIA_SOURCE: Field = {
	property: {
		displayName: 'Media Source',
		name: 'mediaSource',
		type: 'options',
		options: [
			{ name: 'Base64', value: 'base64', description: 'The content of the file as Base64 text or data: URL' },
			{ name: 'Binary File', value: 'binary', description: 'A file from a previous node' },
			{ name: 'URL', value: 'url', description: 'A public URL that the file is downloaded from' },
		],
		default: 'url',
		description: 'Where the file comes from',
	},
	schema: oneOf(['url', 'binary', 'base64']),
	in: 'local',
};

const BINARY_FIELD: Field = {
	property: {
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		displayOptions: shownFor('binary'),
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		description: 'The name of the field that has the file, as in the Binary tab of the input',
		hint: 'The name of the input binary field containing the file to send',
	},
	schema: text.describe('the name of a binary field of the item'),
	in: 'file',
	part: 'binary',
};

/** Where the file comes from: the fields of every operation that sends one. */
export function mediaSource({ url, base64 }: FileKind): Field[] {
	return [MEDIA_SOURCE, urlField(url), BINARY_FIELD, base64Field(base64)];
}

function urlField(example: string): Field {
	return {
		property: {
			displayName: 'URL',
			name: 'mediaUrl',
			type: 'string',
			displayOptions: shownFor('url'),
			default: '',
			required: true,
			placeholder: `e.g. ${example}`,
			description: 'It must be possible to download it without a login',
		},
		schema: anyText
			.transform((value) => value.trim())
			.pipe(z.string().regex(/^(https?:\/\/|data:)/i))
			.describe('a URL that begins with https:// or http://'),
		in: 'file',
		part: 'url',
	};
}

function base64Field(example: string): Field {
	return {
		property: {
			displayName: 'Base64',
			name: 'mediaBase64',
			type: 'string',
			displayOptions: shownFor('base64'),
			default: '',
			required: true,
			placeholder: `e.g. ${example}`,
			description: 'The content of the file as Base64 text, or a whole data: URL',
		},
		schema: text.describe('Base64 text or a data: URL'),
		in: 'file',
		part: 'base64',
	};
}

/** What is found out about a file's content can be overridden. */
export function contentOptions({ mimeType, megabytes }: FileKind): Field[] {
	return [mimeTypeField(mimeType), sizeLimit(megabytes)];
}

function mimeTypeField(example: string): Field {
	return {
		property: {
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: `e.g. ${example}`,
			description:
				'The kind of the file. Found from its content or the ending of its URL when not set; needed where neither tells it.',
		},
		schema: anyText
			.transform((value) => value.trim())
			.pipe(z.string().regex(/^([\w.+-]+\/[\w.+-]+(;.*)?)?$/))
			.transform((value) => (value === '' ? undefined : value))
			.describe('a MIME type such as image/jpeg'),
		in: 'file',
		part: 'mimeType',
	};
}

function sizeLimit(megabytes: number): Field {
	return {
		property: {
			displayName: 'Size Limit (MB)',
			name: 'maxMegabytes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: megabytes,
			description: `The largest file that is sent as content, ${megabytes} MB when not set. Files by URL have no limit here.`,
		},
		schema: numberIn({ min: 0.001, max: 1024, expected: 'a number of megabytes from 1 to 1024' }),
		in: 'file',
		part: 'maxMegabytes',
	};
}

/** What is found out about a file can be overridden. */
export function mediaOptions(kind: FileKind): Field[] {
	return [
		{
			property: {
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: `e.g. ${kind.name}`,
				description: 'How the file is called. Found from the file or its URL when not set.',
			},
			schema: optionalText,
			in: 'file',
			part: 'name',
		},
		...contentOptions(kind),
	];
}

/** Text under a picture, voice note or video. */
export const CAPTION: SentField = {
	property: {
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. New in the shop today',
		description: 'The text under the file',
	},
	schema: optionalText,
	in: 'query',
};
