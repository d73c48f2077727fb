import { z } from 'zod';

import type { Field, Operation, Service } from './operation';

/** Seconds until a call is given up when the user sets nothing. A status for many contacts takes long. */
export const DEFAULT_TIMEOUT_SECONDS = 120;

/** How many elements of a list are read when the user sets nothing; n8n's own default. */
export const DEFAULT_LIMIT = 50;

/** Asks for a whole list, or its first elements; read by the machinery itself. */
export const LIST_FIELDS: Field[] = [
	{
		property: {
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		schema: z.boolean().describe('true or false'),
		in: 'local',
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
		schema: z.coerce.number().int().min(1).describe('a whole number from 1 up'),
		in: 'local',
	},
];

/** Asks for the file that an answer only names; read by the machinery itself. */
export const DOWNLOAD_FIELDS: Field[] = [
	{
		property: {
			displayName: 'Download',
			name: 'download',
			type: 'boolean',
			default: false,
			description: 'Whether to download the file and put it into the output as binary data',
		},
		schema: z.boolean().describe('true or false'),
		in: 'local',
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
		in: 'local',
	},
];

/** An option of every operation, read by the machinery itself. */
export const TIMEOUT: Field = {
	property: {
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description: 'How many seconds to wait for an answer',
	},
	schema: z.coerce.number().min(1).max(3600).describe('a number of seconds from 1 to 3600'),
	in: 'local',
};

/** All fields of an operation: its own and those that the machinery gives to operations of its kind. */
export function fieldsOf(operation: Operation, service: Service): { shown: Field[]; options: Field[] } {
	return {
		shown: [...operation.fields, ...(operation.list ? LIST_FIELDS : [])],
		options: [
			...(operation.optional ?? []),
			...(operation.fileUrl ? DOWNLOAD_FIELDS : []),
			...service.commonOptions(operation),
		],
	};
}
