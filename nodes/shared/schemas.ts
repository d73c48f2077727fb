import { z, type ZodTypeAny } from 'zod';

import { CHAT_EXPECTED, chatId, idList, people, PHONE_EXPECTED, phoneDigits } from './recipient';

/** Text as expressions give it: numbers and booleans become text, halves of cut emoji become U+FFFD. */
export const anyText = z
	.union([z.string(), z.number(), z.boolean()])
	.transform((value) => String(value).replace(/\p{Surrogate}/gu, '\ufffd'));

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

/** A date and time as the API wants it, seconds since 1970: from a date field, or a number of seconds or milliseconds. */
export const unixSeconds = z
	.unknown()
	.transform((value) => {
		if (typeof value === 'number') return value < 1e11 ? Math.round(value) : Math.round(value / 1000);
		const time = new Date(value instanceof Date ? value : String(value)).getTime();
		return Math.round(time / 1000);
	})
	.refine((value) => Number.isInteger(value), { message: 'expected a date and time' })
	.describe('a date and time');

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

/** People from a text list or an array of an expression, as the API's list of participants. */
export const participants = z
	.unknown()
	.transform((list, context) => {
		const { ids, wrong } = people(list);
		if (wrong === undefined && ids.length > 0) return ids.map((id) => ({ id }));
		const got = wrong === undefined ? '' : `; got "${wrong}"`;
		context.addIssue({ code: z.ZodIssueCode.custom, message: `expected ${PHONE_EXPECTED}${got}` });
		return z.NEVER;
	})
	.describe('a list of phone numbers or chat IDs');

/** Chats from a text list or an array of an expression. */
export const chatIds = z
	.unknown()
	.transform((list, context) => {
		const { ids, wrong } = idList(list, chatId);
		if (wrong === undefined) return ids.length > 0 ? ids : undefined;
		context.addIssue({ code: z.ZodIssueCode.custom, message: `expected ${CHAT_EXPECTED}; got "${wrong}"` });
		return z.NEVER;
	})
	.describe('a list of phone numbers or chat IDs');

/** Codes from a text list or an array of an expression. */
export const codeList = z
	.unknown()
	.transform((list) => idList(list, (entry) => /^\w+$/.exec(entry)?.[0]))
	.refine(({ wrong }) => wrong === undefined, { message: 'expected codes separated by commas' })
	.transform(({ ids }) => (ids.length > 0 ? ids : undefined))
	.describe('codes separated by commas');

/** A date and time from an n8n date field or an expression, as ISO 8601 text. */
export const isoTime = unixSeconds
	.transform((seconds) => new Date(seconds * 1000).toISOString())
	.describe('a date and time');

/** A time in an answer as ISO 8601 text in UTC; undefined where it is none. */
export function isoText(time: unknown): string | undefined {
	const date = new Date(typeof time === 'string' || typeof time === 'number' ? time : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Text, or a number from an expression, as what `read` understands it to be. */
export function understood(read: (text: string) => string | undefined, expected: string): ZodTypeAny {
	return z
		.union([z.string(), z.number()])
		.transform((value) => read(String(value)) ?? '')
		.pipe(z.string().min(1))
		.describe(expected);
}

/** A phone number as people write it, as its digits. */
export const phone = understood(phoneDigits, 'a phone number with its country code, such as +44 7441 429009');
