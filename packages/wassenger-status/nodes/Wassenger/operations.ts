import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { asText } from '../../../../nodes/shared/json';
import { byId, locator } from '../../../../nodes/shared/locator';
import type { Field } from '../../../../nodes/shared/field';
import type { Operation, Resource } from '../../../../nodes/shared/operation';
import {
	anyText,
	isoTime,
	numberIn,
	oneOf,
	onOff,
	optionalText,
	text,
} from '../../../../nodes/shared/schemas';

/** The number that publishes. The document names the device in the path, as all its examples do, and once as a body
 * field `device`; the path alone decides here, so that the two can never disagree. */
const DEVICE: Field = {
	property: locator({
		displayName: 'Device',
		name: 'deviceId',
		description: 'The connected WhatsApp number that publishes the status',
		what: 'device',
		search: 'searchDevices',
		typed: [byId('e.g. 66d1a54430541033aa01bb02', 'As the Wassenger console shows it')],
	}),
	schema: anyText
		.transform((value) => value.trim())
		.pipe(z.string().regex(/^[0-9a-f]+$/i))
		.describe('a device ID: hexadecimal digits'),
	in: 'path',
};

const message = (
	displayName: string,
	schema: Field['schema'],
	required: boolean,
	description: string,
): Field => ({
	property: {
		displayName,
		name: required ? 'text' : 'caption',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required,
		placeholder: 'e.g. Open until 10 pm today',
		description,
	},
	schema,
	in: 'body',
	as: 'message',
});

const mediaUrl = (example: string): Field => ({
	property: {
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description: 'A public URL that the file is downloaded from',
	},
	schema: anyText
		.transform((value) => value.trim())
		.pipe(z.string().regex(/^https?:\/\/\S+$/i))
		.describe('a URL that begins with https:// or http://'),
	in: 'body',
	as: 'media.url',
});

/** Said where only Wassenger's documents of messages know of something. */
const UNSURE = "Not in Wassenger's documentation of statuses; may do nothing";

/** When it is published. `deliverAt` and `delay` are documented for messages and inferred for statuses. */
const WHEN: Field[] = [
	{
		property: {
			displayName: 'Publish',
			name: 'when',
			type: 'options',
			options: [
				{ name: 'After a Delay', value: 'delay' },
				{ name: 'At a Date', value: 'date' },
				{ name: 'Now', value: 'now' },
			],
			default: 'now',
			description: 'When the status is published',
		},
		schema: oneOf(['now', 'date', 'delay']),
		in: 'local',
	},
	{
		property: {
			displayName: 'Date',
			name: 'deliverAt',
			type: 'dateTime',
			displayOptions: { show: { when: ['date'] } },
			default: '',
			required: true,
			description: 'When the status is published',
			hint: UNSURE,
		},
		schema: isoTime,
		in: 'body',
	},
	{
		property: {
			displayName: 'Delay (Seconds)',
			name: 'delay',
			type: 'number',
			typeOptions: { minValue: 1 },
			displayOptions: { show: { when: ['delay'] } },
			default: 60,
			description: 'How long to wait before the status is published',
			hint: UNSURE,
		},
		schema: numberIn({
			min: 1,
			max: Number.MAX_SAFE_INTEGER,
			whole: true,
			expected: 'a whole number of seconds from 1 up',
		}),
		in: 'body',
	},
];

const STRICT_ORDER: Field = {
	property: {
		displayName: 'Strict Order',
		name: 'order',
		type: 'boolean',
		default: false,
		description: 'Whether scheduled statuses are published strictly one after the other',
	},
	schema: onOff.transform((on) => (on ? true : undefined)).describe('true or false'),
	in: 'body',
};

/** Scheduled, delayed, or behind another one in strict order: not published yet. */
function isWaiting({ deliverAt, status }: IDataObject): boolean {
	return deliverAt !== undefined || asText(status) === 'queued';
}

/** The fields that other services give too, under the same names, and the state of a scheduled one. */
function simplifyPost(type: string) {
	return (body: IDataObject): IDataObject => ({
		service: 'wassenger',
		statusId: body.id,
		type,
		timestamp: body.deliveredAt ?? body.sentAt ?? (isWaiting(body) ? undefined : body.createdAt),
		scheduledFor: body.deliverAt,
		state: body.status ?? body.deliveryStatus,
		deviceId: asText(body.device) || undefined,
	});
}

/** What every post has in common. */
const post: Pick<Operation, 'route' | 'repeatable' | 'evidence' | 'optional'> = {
	route: 'POST /chat/{deviceId}/status',
	repeatable: false,
	evidence: 'id',
	optional: [STRICT_ORDER],
};

/** Source: Wassenger, "Automate your WhatsApp status". */
export const status: Resource = {
	value: 'status',
	name: 'Status',
	description: 'The 24-hour status (story) of a connected number',
	operations: [
		{
			...post,
			value: 'postText',
			name: 'Post Text',
			action: 'Post a text status with Wassenger',
			description: 'Publish a text as 24-hour status',
			fields: [DEVICE, message('Text', text, true, 'What the status says'), ...WHEN],
			simplify: simplifyPost('text'),
		},
		{
			...post,
			value: 'postImage',
			name: 'Post Image',
			action: 'Post an image status with Wassenger',
			description: 'Publish a picture as 24-hour status',
			fields: [
				DEVICE,
				mediaUrl('https://example.com/offer.jpg'),
				message('Caption', optionalText, false, 'The text under the file'),
				...WHEN,
			],
			simplify: simplifyPost('image'),
		},
		{
			...post,
			value: 'postVideo',
			name: 'Post Video',
			action: 'Post a video status with Wassenger',
			description: 'Publish a video as 24-hour status',
			fields: [
				DEVICE,
				mediaUrl('https://example.com/clip.mp4'),
				message('Caption', optionalText, false, 'The text under the file'),
				...WHEN,
			],
			simplify: simplifyPost('video'),
		},
	],
};
