import { asObject } from './json';

/** Marks that come along when a number is copied from a phone: bidirectional controls and zero-width characters. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Longer texts name nobody: a link to a chat with a text in it is far shorter. */
const LONGEST = 5000;

/** Arabic-Indic, then Persian digits: each row begins at its zero. */
const DIGIT_ROWS = [0x0660, 0x06f0];

/** A whole number that a spreadsheet or a program took for another one: its fraction would become digits. */
const FRACTION = /^\+?\d{5,}\.\d{1,2}$/;

/** Shown wherever a number is refused. */
export const PHONE_EXPECTED = 'a phone number with its country code, such as +44 7441 429009';

/** Shown wherever a person is refused. */
export const PERSON_EXPECTED = `${PHONE_EXPECTED}, or an ID such as 447441429009@c.us or 123456@lid`;

/**
 * The digits of a phone number as people write it: `+44 7441 429009`, `0044 (0)7441-429009`, `447441429009`.
 *
 * @returns 7 to 15 digits that begin with the country code (E.164), or undefined when it is no such number
 */
export function phoneDigits(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const written = latinDigits(text).replace(INVISIBLE, '').trim();
	if (FRACTION.test(written)) return undefined;
	const digits = written
		.replace(/^(\+|00)/, '')
		// A trunk zero in brackets stands behind a country code, never before a number.
		.replace(/^(\d{1,3}[\s.-]?)\(0\)/, '$1')
		.replace(/\(0\)/, '?')
		.replace(/[\s().\-/\u00a0\u2010-\u2015]/g, '');
	return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/** What stands before the server in the ID of a person that has a number; any other text as it is. */
export function withoutServer(text: string): string {
	return text.replace(/(:\d+)?@(c\.us|s\.whatsapp\.net)$/, '');
}

/**
 * The WhatsApp ID of one person: `<digits>@c.us`, or a `@lid` as it is (a hidden number, never made into a
 * phone number).
 *
 * @returns undefined when the text names no person (a group, a channel, something else)
 */
export function personId(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const clean = text.replace(INVISIBLE, '').trim();
	if (/^\d+@lid$/.test(clean)) return clean;
	const digits = phoneDigits(withoutServer(clean));
	return digits && `${digits}@c.us`;
}

/** Shown wherever a chat is refused. */
export const CHAT_EXPECTED =
	'a phone number with its country code such as +44 7441 429009, a wa.me link, or an ID that ends in @c.us, @g.us, @newsletter or @lid';

const PHONE_LINK =
	/^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?(?:.*&)?phone=)(?<phone>\+?\d+)(?![^/?&#])/i;

/**
 * The ID of a chat of any kind: a person as `personId` reads it (or a `wa.me` link to one), a group, a channel.
 *
 * @returns undefined when the text names no chat
 */
export function chatId(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const clean = text.replace(INVISIBLE, '').trim();
	if (/^\d+(-\d+)?@g\.us$|^\d+@newsletter$/.test(clean)) return clean;
	return personId(PHONE_LINK.exec(clean)?.groups?.phone ?? clean);
}

/** A list of IDs as workflows have it, or the first entry that is none. */
interface IdList {
	ids: string[];
	wrong?: string;
}

/**
 * The IDs in a list as workflows have it: an array (of texts, numbers, or objects that name one), one of these by itself,
 * the JSON text of an array, or a text with commas, semicolons or line breaks between the entries.
 *
 * @param read the ID that an entry means, if it is one
 * @returns unique IDs in the order given, and the first entry that is none, if there is one
 */
export function idList(list: unknown, read: (entry: string) => string | undefined): IdList {
	const ids = new Set<string>();
	for (const entry of entries(list)) {
		const id = read(entry);
		if (id === undefined) return { ids: [], wrong: entry };
		ids.add(id);
	}
	return { ids: [...ids] };
}

/**
 * The text of one entry: itself, or the ID in an object such as the trigger's `from` (`{phone, lid, name}`). An `id` without
 * a server is that of a row of some database where a phone number stands beside it, and a LID without one is no number.
 *
 * @returns an empty text for what names nobody
 */
export function entryText(entry: unknown): string {
	if (isWritten(entry)) return String(entry);
	const { id, chatId, phone, lid } = asObject(entry);
	for (const part of [fullId(id), chatId, phone, fullId(lid), id]) {
		if (isWritten(part) && part !== '') return String(part);
	}
	return '';
}

function isWritten(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

function fullId(value: unknown): unknown {
	return typeof value === 'string' && value.includes('@') ? value : undefined;
}

/** One after the other: whoever meets a wrong one looks at no more. */
function* entries(list: unknown): Generator<string> {
	const text = Array.isArray(list) ? '' : entryText(list);
	const array = Array.isArray(list) ? (list as unknown[]) : parseArray(text);
	if (array !== undefined) for (const entry of array) yield entryText(entry);
	else {
		for (const [part] of text.matchAll(/[^,;\n\r]+/g)) if (part.trim() !== '') yield part.trim();
	}
}

function parseArray(text: string): unknown[] | undefined {
	const trimmed = text.trim();
	if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

/** A text with the digits that computers read, for those of Arabic and Persian; a very long one, no number, stays. */
export function latinDigits(text: string): string {
	if (text.length > LONGEST) return text;
	return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
		const code = digit.charCodeAt(0);
		const zero = DIGIT_ROWS.find((row) => code >= row && code < row + 10) ?? code;
		return String(code - zero);
	});
}
