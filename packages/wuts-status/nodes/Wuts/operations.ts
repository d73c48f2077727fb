import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../../../../nodes/shared/json';
import type { MediaRule } from '../../../../nodes/shared/media';
import {
	CAPTION,
	contentOptions,
	FILE_KINDS,
	type FileKind,
	mediaSource,
} from '../../../../nodes/shared/mediaFields';
import type { Field } from '../../../../nodes/shared/field';
import type { ApiRequest, Operation, Resource } from '../../../../nodes/shared/operation';
import { invalidInput } from '../../../../nodes/shared/problem';
import { isoText, oneOf, onOff, text } from '../../../../nodes/shared/schemas';

const IMAGE: MediaRule = {
	accepts: ['image/'],
	accepted: 'a picture such as JPEG or PNG',
	fileName: 'image.jpg',
	unknown: { ask: 'image/jpeg' },
	maxMegabytes: 16,
	bodyName: 'file',
};

const VIDEO: MediaRule = {
	accepts: ['video/'],
	accepted: 'a video such as MP4 (H.264)',
	fileName: 'video.mp4',
	unknown: { ask: 'video/mp4' },
	maxMegabytes: 64,
	bodyName: 'file',
};

const TEXT: Field = {
	property: {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Open until 10 pm today',
		description: 'What the status says',
	},
	schema: text,
	in: 'body',
};

const OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Media Type',
			name: 'mediaType',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'auto' },
				{ name: 'Image', value: 'image' },
				{ name: 'Video', value: 'video' },
			],
			default: 'auto',
			description: 'What WUTS takes the file for. Automatic goes by the MIME type of the file.',
		},
		schema: oneOf(['auto', 'image', 'video'])
			.transform((value: unknown) => (value === 'auto' ? undefined : value))
			.describe('one of: auto, image, video'),
		in: 'body',
		as: 'media_type',
	},
	{
		property: {
			displayName: 'View Once',
			name: 'viewOnce',
			type: 'boolean',
			default: false,
			description: 'Whether people can look at it only once',
		},
		schema: onOff,
		in: 'body',
		as: 'view_once',
	},
];

/**
 * WUTS has no file object: its parts stand in the body itself, and it takes no file name.
 *
 * @throws Problem when the media type is not that of the file: WUTS would send it as something that it is not
 */
function flatFile({ body, ...request }: ApiRequest): ApiRequest {
	const { file, ...rest } = body ?? {};
	const { url, data, mimetype } = asObject(file);
	const given = asText(rest.media_type);
	if (!asText(mimetype).toLowerCase().startsWith(given)) {
		throw invalidInput(
			'Media Type',
			`the file is ${asText(mimetype)}, which is no ${given}`,
			'Remove the option "Media Type": WUTS goes by the MIME type.',
		);
	}
	return {
		...request,
		body: { ...rest, mime_type: mimetype, ...(url === undefined ? { data } : { url }) },
	};
}

/** The fields that other services give too, under the same names. */
function simplifyPost(body: IDataObject): IDataObject {
	return {
		service: 'wuts',
		statusId: body.message_id,
		type: body.status_type,
		timestamp: isoText(body.timestamp),
		media: body.mime_type === undefined ? undefined : { mimetype: body.mime_type },
	};
}

/** What every post has in common. */
const post: Pick<Operation, 'repeatable' | 'evidence' | 'simplify'> = {
	repeatable: false,
	evidence: 'id',
	simplify: simplifyPost,
};

/** What every post of a file has in common. */
function media(kind: FileKind): Pick<Operation, 'route' | 'fields' | 'optional' | 'shape'> {
	return {
		route: 'POST /status/media',
		fields: [...mediaSource(kind), { ...CAPTION, in: 'body' }],
		optional: [...OPTIONS, ...contentOptions(kind)],
		shape: flatFile,
	};
}

/** Source: WUTS, "Publish an image or video status" and "Publish a text status". */
export const status: Resource = {
	value: 'status',
	name: 'Status',
	description: 'The 24-hour status (story) of the connected number',
	operations: [
		{
			...post,
			value: 'postText',
			name: 'Post Text',
			action: 'Post a text status with WUTS',
			description: 'Publish a text as 24-hour status',
			route: 'POST /status/text',
			fields: [TEXT],
		},
		{
			...post,
			...media(FILE_KINDS.picture),
			value: 'postImage',
			name: 'Post Image',
			action: 'Post an image status with WUTS',
			description: 'Publish a picture as 24-hour status',
			media: IMAGE,
		},
		{
			...post,
			...media(FILE_KINDS.video),
			value: 'postVideo',
			name: 'Post Video',
			action: 'Post a video status with WUTS',
			description: 'Publish a video as 24-hour status',
			media: VIDEO,
		},
	],
};
