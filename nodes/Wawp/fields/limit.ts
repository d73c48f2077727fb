import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { LocalField } from '../../shared/field';
import { asObject, asText } from '../../shared/json';

/** When a wait ends by itself: after so long, or at a date and time as it was entered. */
export type Limit = { ms: number } | { at: string };

const UNITS_MS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };
const LONGEST_MS = 3653 * 86_400_000;

/** With the names of n8n's own nodes that send and wait. */
const PARTS: INodeProperties[] = [
	{
		displayName: 'Limit Type',
		name: 'limitType',
		type: 'options',
		default: 'afterTimeInterval',
		description: 'Whether to wait for so long, or until a date and time',
		options: [
			{ name: 'After Time Interval', value: 'afterTimeInterval' },
			{ name: 'At Specified Time', value: 'atSpecifiedTime' },
		],
	},
	{
		displayName: 'Amount',
		name: 'resumeAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 1,
		description: 'How many of the unit below to wait',
		displayOptions: { show: { limitType: ['afterTimeInterval'] } },
	},
	{
		displayName: 'Unit',
		name: 'resumeUnit',
		type: 'options',
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		default: 'hours',
		description: 'What the amount counts',
		displayOptions: { show: { limitType: ['afterTimeInterval'] } },
	},
	{
		displayName: 'Max Date and Time',
		name: 'maxDateAndTime',
		type: 'dateTime',
		default: '',
		description: 'When to go on without an answer',
		displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
	},
];

/** Ends a wait without an answer. */
export const LIMIT: LocalField = {
	property: {
		displayName: 'Limit Wait Time',
		name: 'limitWaitTime',
		type: 'fixedCollection',
		description:
			'Whether to go on without an answer after some time. The output says reason "timeout" and approved false then; n8n looks once a minute.',
		default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
		options: [{ displayName: 'Values', name: 'values', values: PARTS }],
	},
	schema: z
		.unknown()
		.transform(limitOf)
		.refine((limit) => ('at' in limit ? limit.at !== '' : limit.ms >= 0 && limit.ms <= LONGEST_MS), {
			message: 'expected a time of at most ten years, or a date and time',
		})
		.describe('a time of at most ten years, or a date and time'),
	in: 'local',
};

function limitOf(value: unknown): Limit {
	const values = asObject(asObject(value).values);
	const { limitType, resumeAmount = 1, resumeUnit = 'hours', maxDateAndTime } = values;
	if (limitType === 'atSpecifiedTime') return { at: asText(maxDateAndTime) };
	const amount = asText(resumeAmount).trim() || 'none';
	return { ms: Number(amount) * (UNITS_MS[asText(resumeUnit)] ?? NaN) };
}
