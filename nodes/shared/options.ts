import { z } from 'zod';

import type { ControlField, Controls, Field, SentField, Values } from './field';
import type { Operation, Service } from './operation';
import { numberIn, onOff } from './schemas';

/** What holds where the user sets nothing. A status for many contacts takes long; the limit is n8n's own. */
export const DEFAULTS: Readonly<Controls> = {
	returnAll: false,
	limit: 50,
	timeout: 120,
	download: false,
	outputField: 'data',
	simplify: true,
	sendOn: false,
};

/** Asks for a whole list, or its first elements. */
const LIST_FIELDS: ControlField[] = [
	{
		property: {
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		schema: onOff,
		in: 'control',
		control: 'returnAll',
	},
	{
		property: {
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			displayOptions: { show: { returnAll: [false] } },
			default: 50,
			description: 'Max number of results to return',
		},
		schema: numberIn({
			min: 1,
			max: Number.MAX_SAFE_INTEGER,
			whole: true,
			expected: 'a whole number from 1 up',
		}),
		in: 'control',
		control: 'limit',
	},
];

/** Asks for the file that an answer only names. */
const DOWNLOAD_FIELDS: ControlField[] = [
	{
		property: {
			displayName: 'Download',
			name: 'download',
			type: 'boolean',
			default: false,
			description: 'Whether to download the file and put it into the output as binary data',
		},
		schema: onOff,
		in: 'control',
		control: 'download',
	},
	{
		property: {
			displayName: 'Put Output File in Field',
			name: 'outputBinaryProperty',
			type: 'string',
			default: 'data',
			description: 'The name of the output binary field to put the file in',
		},
		schema: z.string().min(1).describe('the name of a binary field'),
		in: 'control',
		control: 'outputField',
	},
];

/** An option of every operation. */
const TIMEOUT: ControlField = {
	property: {
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 120,
		description: 'How many seconds to wait for an answer',
	},
	schema: numberIn({ min: 1, max: 3600, expected: 'a number of seconds from 1 to 3600' }),
	in: 'control',
	control: 'timeout',
};

/** Offered by every operation that writes to chats. */
const SEND_ON: ControlField = {
	property: {
		displayName: 'Send On When Restricted',
		name: 'sendOnWhenRestricted',
		type: 'boolean',
		default: false,
		description:
			'Whether the items after one that WhatsApp refused because it restricts the number are sent all the same. More sending can make a restriction longer.',
	},
	schema: onOff,
	in: 'control',
	control: 'sendOn',
};

/** Offered by every operation whose answers can be simplified. */
const SIMPLIFY: ControlField = {
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	schema: onOff,
	in: 'control',
	control: 'simplify',
};

/** The fields of an operation in the order of the editor. */
export interface OperationFields {
	/** Its own, and those that the machinery gives to operations of its kind. */
	shown: Field[];
	/** The switch Simplify, if it has one. */
	simplify: Field[];
	/** What can be added under Options. */
	options: Field[];
}

/** All fields of an operation: its own and those that the machinery gives to operations of its kind. */
export function fieldsOf(operation: Operation, service: Service): OperationFields {
	const account: SentField[] = operation.accountless ? [] : service.accountFields;
	return {
		shown: [...operation.fields, ...(operation.list ? LIST_FIELDS : [])],
		simplify: operation.simplify ? [SIMPLIFY] : [],
		options: [
			...(operation.optional ?? []),
			...(operation.fileUrl ? DOWNLOAD_FIELDS : []),
			...(operation.toChats ? [SEND_ON] : []),
			...account,
			TIMEOUT,
		],
	};
}

/** What the user said to the machinery, or what holds where nothing was said. */
export function controlsOf(fields: Field[], values: Values): Controls {
	const set = fields.filter((field): field is ControlField => field.in === 'control');
	const said = set
		.filter(({ property }) => property.name in values)
		.map(({ control, property }) => [control, values[property.name]]);
	return { ...DEFAULTS, ...(Object.fromEntries(said) as Partial<Controls>) };
}
