import { z } from 'zod';

import type { ControlField, Controls } from './field';
import type { Operation } from './operation';
import { numberIn, onOff } from './schemas';

/** What holds where the user sets nothing; the time-out depends on the operation (`timeoutOf`). */
export const DEFAULTS: Readonly<Omit<Controls, 'timeout'>> = {
	returnAll: false,
	limit: 50,
	download: false,
	outputField: 'data',
	simplify: true,
	retries: 2,
	atATime: 5,
	sendOn: false,
	sendAgain: false,
	pauseMin: 0,
	pauseMax: 0,
	perMinute: 0,
	newChatsPerDay: 0,
	stopAfter: 0,
	verify: false,
	confirm: false,
};

/** Seconds: reads are short, a status for many contacts takes long, and a server may have to fetch and convert a file first. */
const TIMEOUTS = { read: 30, change: 120, file: 300 };

/** How long an answer to an operation may take, in seconds, where the user sets nothing. */
export function timeoutOf({ evidence, media }: Pick<Operation, 'evidence' | 'media'>): number {
	if (media) return TIMEOUTS.file;
	return evidence === 'read' ? TIMEOUTS.read : TIMEOUTS.change;
}

/** Asks for a whole list, or its first elements. */
export const LIST_FIELDS: ControlField[] = [
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
export const DOWNLOAD_FIELDS: ControlField[] = [
	{
		property: {
			displayName: 'Download File',
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
			placeholder: 'e.g. data',
			description: 'The name of the output binary field to put the file in. Only used with Download File.',
		},
		schema: z.string().min(1).describe('the name of a binary field'),
		in: 'control',
		control: 'outputField',
	},
];

/** An option of every operation. */
export function timeout(seconds: number): ControlField {
	return {
		property: {
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: seconds,
			description: 'How long to wait for an answer before giving up',
		},
		schema: numberIn({ min: 1, max: 3600, expected: 'a number of seconds from 1 to 3600' }),
		in: 'control',
		control: 'timeout',
	};
}

/** A number that is a control. */
export function amount(
	control: keyof Controls,
	displayName: string,
	{ first, min = 0, max }: { first: number; min?: number; max: number },
	description: string,
	whole = true,
): ControlField {
	const expected = `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
	return {
		property: {
			displayName,
			name: control,
			type: 'number',
			typeOptions: { minValue: min, maxValue: max },
			default: first,
			description,
		},
		schema: numberIn({ min, max, whole, expected }),
		in: 'control',
		control,
	};
}

/** A switch that is a control, off by itself. */
export function flagControl(
	control: keyof Controls,
	displayName: string,
	name: string,
	description: string,
): ControlField {
	return {
		property: { displayName, name, type: 'boolean', default: false, description },
		schema: onOff,
		in: 'control',
		control,
	};
}

/** An option of every operation. */
export const RETRIES = amount(
	'retries',
	'Retries',
	{ first: DEFAULTS.retries, max: 10 },
	'How often to try again after a failure that passes by itself. What sends or changes something is tried again only when it certainly was not carried out.',
);

/** Offered by every operation that only reads. */
export const AT_A_TIME = amount(
	'atATime',
	'Requests at a Time',
	{ first: DEFAULTS.atATime, min: 1, max: 20 },
	'How many items to work on at once; the results keep the order of the items',
);

/** Offered by every operation whose answers can be simplified. */
export const SIMPLIFY: ControlField = {
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
