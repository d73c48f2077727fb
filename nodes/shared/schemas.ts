import { z, type ZodTypeAny } from 'zod';

import {
	CHAT_EXPECTED,
	chatId,
	entryText,
	idList,
	latinDigits,
	PERSON_EXPECTED,
	personId,
	PHONE_EXPECTED,
	phoneDigits,
	withoutServer,
} from './recipient';
import { unixMilliseconds } from './unixTime';

/** Text as expressions give it: numbers and booleans become text, halves of cut emoji become U+FFFD. */
export const anyText = z
	.union([z.string(), z.number(), z.boolean()])
	.transform((value) => Buffer.from(String(value)).toString());

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

/** How a number is held to what the API takes. */
interface Range {
	min: number;
	max: number;
	/** Whole numbers only. */
	whole?: boolean;
	/** Ends the sentence "expected …". */
	expected: string;
}

/**
 * A number, also as the text of one. What a computer makes 0 of (null, an empty text, a switch, a list) is none: nobody
 * meant it.
 */
export function numberIn({ min, max, whole = false, expected }: Range): ZodTypeAny {
	return z
		.unknown()
		.transform(numberOf)
		.refine((value) => value >= min && value <= max && (!whole || Number.isInteger(value)), {
			message: `expected ${expected}`,
		})
		.describe(expected);
}

function numberOf(value: unknown): number {
	if (typeof value === 'number') return value;
	const text = typeof value === 'string' ? latinDigits(value).trim() : '';
	return /^[+-]?\d{1,20}(\.\d{1,20})?$/.test(text) ? Number(text) : NaN;
}

/** The last second of the year 9999. */
const LATEST_SECOND = 253_402_300_799;

/**
 * A date and time as the API wants it, seconds since 1970: from a date field, a date of an expression, or a number of
 * seconds or milliseconds. A text must name its time zone: a date field has it from the workflow by now.
 */
export const unixSeconds = z
	.unknown()
	.transform(secondsOf)
	.refine((value) => value > 0 && value <= LATEST_SECOND, { message: 'expected a date and time' })
	.describe('a date and time');

function secondsOf(value: unknown): number {
	const number = numberOf(value);
	if (!Number.isNaN(number)) return Math.round(unixMilliseconds(number) / 1000);
	// Luxon's dates, which expressions give, become ISO texts too.
	const text = value instanceof Date ? value.toISOString() : String(value);
	const zoned = /^\d{4}-\d\d-\d\d[T ][\d:.]{4,12} ?(Z|[+-]\d\d:?\d\d)$/.test(text);
	return zoned ? Math.round(new Date(text).getTime() / 1000) : NaN;
}

/** JSON from a JSON field: its text, or the value itself where an expression gives it. */
export const json = z
	.unknown()
	.transform((value, context) => {
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value) as unknown;
		} catch {
			context.addIssue({ code: z.ZodIssueCode.custom, message: 'expected valid JSON' });
			return z.NEVER;
		}
	})
	.describe('JSON');

/**
 * A list that names at least one: an empty one would mean everybody, which is never what somebody who fills in a list
 * wants.
 *
 * @param read the ID that an entry means, if it is one
 * @param expected of an entry, ends the sentence "expected …"
 */
export function listOf(read: (entry: string) => string | undefined, expected: string): ZodTypeAny {
	return z
		.unknown()
		.transform((list, context) => {
			const { ids, wrong } = idList(list, read);
			if (wrong === undefined && ids.length > 0) return ids;
			const got = wrong === undefined ? 'the list names nobody' : `got "${wrong.slice(0, 100)}"`;
			context.addIssue({ code: z.ZodIssueCode.custom, message: `expected ${expected}; ${got}` });
			return z.NEVER;
		})
		.describe(`one or more, each ${expected}`);
}

/** People from a text list or an array of an expression. */
export const people = listOf(personId, PERSON_EXPECTED);

/** People as the API's list of participants. */
export const participants = people
	.transform((ids: string[]) => ids.map((id) => ({ id })))
	.describe(people.description ?? '');

/** Chats from a text list or an array of an expression. */
export const chatIds = listOf(chatId, CHAT_EXPECTED);

/** Codes from a text list or an array of an expression. */
export const codeList = listOf((entry) => /^\w{1,50}$/.exec(entry)?.[0], 'a code of letters and digits');

/** A date and time from an n8n date field or an expression, as ISO 8601 text. */
export const isoTime = unixSeconds
	.transform((seconds) => new Date(seconds * 1000).toISOString())
	.describe('a date and time');

/** A time in an answer as ISO 8601 text in UTC; undefined where it is none. */
export function isoText(time: unknown): string | undefined {
	if (typeof time === 'string' && time.length > 100) return undefined;
	const date = new Date(typeof time === 'string' || typeof time === 'number' ? time : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Text, a number from an expression, or an object that names somebody, as what `read` understands it to be. */
export function understood(read: (text: string) => string | undefined, expected: string): ZodTypeAny {
	return z
		.unknown()
		.transform((value) => read(entryText(value)) ?? '')
		.refine((value) => value !== '', { message: `expected ${expected}` })
		.describe(expected);
}

/** A phone number as people write it, or the ID of a person that has one, as its digits. */
export const phone = understood((text) => phoneDigits(withoutServer(text)), PHONE_EXPECTED);
