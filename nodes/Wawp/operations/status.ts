import { z } from 'zod';

import type { Field } from '../../shared/field';
import type { Resource } from '../../shared/operation';
import { numberIn, text } from '../../shared/schemas';
import { CAPTION, FILE_KINDS, mediaOptions, mediaSource } from '../../shared/mediaFields';
import { ignoredAudience, MEDIA_AUDIENCE, readyAudience, TEXT_AUDIENCE } from '../fields/audience';
import { nobodyLeft } from '../fields/doNotSend';
import { AS_NOTE, CONVERT_VIDEO, CONVERT_VOICE, IMAGE, VIDEO, VOICE } from '../fields/media';
import { LINK_OPTIONS } from '../fields/message';
import { sentAs } from '../fields/sending';
import { shortMessageId } from '../whatsapp/ids';
import { simplifyPost } from '../answers/message';

const TEXT: Field = {
	property: {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Open until 10 pm today',
		description: 'What the status says; line breaks and emoji are kept',
	},
	schema: text,
	in: 'query',
};

const TEXT_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Background Color',
			name: 'backgroundColor',
			type: 'color',
			default: '#38b42f',
			description: 'The color behind the text',
		},
		schema: z
			.string()
			.regex(/^#[0-9a-f]{6}$/i)
			.describe('a colour such as #38b42f'),
		in: 'query',
	},
	{
		property: {
			displayName: 'Font',
			name: 'font',
			type: 'options',
			options: [
				{ name: 'Bebas Neue', value: 4 },
				{ name: 'Bryndan Write', value: 3 },
				{ name: 'Norican', value: 2 },
				{ name: 'Oswald Heavy', value: 5 },
				{ name: 'Sans (Default)', value: 0 },
				{ name: 'Serif', value: 1 },
			],
			default: 0,
			description: 'How the text looks. A phone may show another one.',
		},
		schema: numberIn({ min: 0, max: 5, whole: true, expected: 'a font number from 0 to 5' }),
		in: 'query',
	},
	...LINK_OPTIONS,
];

const STATUS_ID: Field = {
	property: {
		displayName: 'Status ID',
		name: 'statusId',
		type: 'string',
		default: '={{ $json.statusId }}',
		required: true,
		placeholder: 'e.g. 3EB0C767D097E9ECFE6A',
		description: 'The statusId or messageId in the output of a Post operation',
	},
	schema: z
		.string()
		.transform(shortMessageId)
		.pipe(z.string().regex(/^[A-Za-z0-9]+$/))
		.describe('the ID of a status, as a Post operation returns it'),
	in: 'query',
	as: 'id',
};

/** The 24-hour status (story). Sources: docs.wawp.net, pages "Image status" and "Voice status"; official node. */
export const status: Resource = {
	value: 'status',
	name: 'Status',
	description: 'The 24-hour status (story) of the linked number',
	operations: [
		{
			value: 'postText',
			name: 'Post Text',
			action: 'Post a text status',
			description: 'Publish a text as 24-hour status',
			builderHint:
				'One item is one status for everybody whom the phone lets see it. Put the text into Text; limit who sees it with the option Audience, never by sending messages. A picture, sound or film has an operation of its own. Do not post again when the outcome is unknown.',
			route: 'POST /status/text',
			fields: [TEXT],
			optional: [...TEXT_OPTIONS, ...TEXT_AUDIENCE],
			repeatable: false,
			evidence: 'id',
			prepare: readyAudience,
			leaveOut: nobodyLeft,
			ignored: ignoredAudience,
			findSent: sentAs('text'),
			simplify: simplifyPost,
		},
		{
			value: 'postImage',
			name: 'Post Image',
			action: 'Post an image status',
			description: 'Publish a PNG or JPEG picture as 24-hour status',
			builderHint:
				'Give the file as a public URL where there is one (Media Source: URL), else as binary data of the item.',
			route: 'POST /status/image',
			fields: [...mediaSource(FILE_KINDS.picture), CAPTION],
			optional: [...mediaOptions(FILE_KINDS.picture), ...MEDIA_AUDIENCE],
			media: IMAGE,
			repeatable: false,
			evidence: 'id',
			prepare: readyAudience,
			leaveOut: nobodyLeft,
			ignored: ignoredAudience,
			findSent: sentAs('image'),
			simplify: simplifyPost,
		},
		{
			value: 'postVoice',
			name: 'Post Voice',
			action: 'Post a voice status',
			description: 'Publish an audio file as voice note in the 24-hour status',
			route: 'POST /status/voice',
			fields: [...mediaSource(FILE_KINDS.voice), CAPTION, CONVERT_VOICE],
			optional: [...mediaOptions(FILE_KINDS.voice), ...MEDIA_AUDIENCE],
			media: VOICE,
			repeatable: false,
			evidence: 'id',
			prepare: readyAudience,
			leaveOut: nobodyLeft,
			ignored: ignoredAudience,
			findSent: sentAs('voice', 'audio'),
			simplify: simplifyPost,
		},
		{
			value: 'postVideo',
			name: 'Post Video',
			action: 'Post a video status',
			description: 'Publish a video (WhatsApp shows 30 seconds) as 24-hour status',
			route: 'POST /status/video',
			fields: [...mediaSource(FILE_KINDS.video), CAPTION, CONVERT_VIDEO],
			optional: [AS_NOTE, ...mediaOptions(FILE_KINDS.video), ...MEDIA_AUDIENCE],
			media: VIDEO,
			repeatable: false,
			evidence: 'id',
			prepare: readyAudience,
			leaveOut: nobodyLeft,
			ignored: ignoredAudience,
			findSent: sentAs('video'),
			simplify: simplifyPost,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a status',
			description: 'Take back a status before its 24 hours are over',
			route: 'POST /status/delete',
			fields: [STATUS_ID],
			repeatable: true,
			evidence: 'any',
			simplify: (_, { statusId }) => ({ success: true, statusId: statusId as string }),
		},
	],
};
