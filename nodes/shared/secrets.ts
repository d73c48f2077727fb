import { secretForms } from './secretForms';

/** What stands where a secret stood inside a longer text. */
const HIDDEN = '[hidden]';

/** No answer of an API is deeper; one that is would exhaust the stack. */
const DEEPEST = 200;
const TOO_DEEP = '[too deep]';

/** Keys under which answers carry secrets, without case, dots, dashes and underscores. */
const SECRET_KEYS = new Set(['accesstoken', 'webhooksecret', 'previouswebhooksecret', 'hmac']);

/** How such a key begins; most others are told apart by this alone. */
const BEGINNINGS = /^[-_.\s]*[awph]/i;

/** Longer keys are nobody's names. */
const LONGEST_KEY = 100;

/**
 * `value` with no secret left in it, and as it came where it held none: fields with a secret's name are gone, and every occurrence
 * of one of the `secrets` (in any form in which servers repeat what they were sent) inside a text or a key is hidden.
 *
 * By name as well, since APIs repeat tokens in places of their own (a session's `metadata.access_token`).
 *
 * @param value any JSON value; binary values pass through
 * @param secrets texts that must not be seen; those under 6 characters are hidden by name only, since they stand in
 * innocent texts too
 */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
	return clean(value, patternOf(secrets), 0) as T;
}

/** All secrets in all their forms, and those of digits as the numbers that JSON may make of them; undefined without any. */
type Pattern = { text: RegExp; numbers: ReadonlySet<number> } | undefined;

/** Patterns by the list that they were made of; a list may grow while it is in use. */
const PATTERNS = new WeakMap<readonly string[], { count: number; pattern: Pattern }>();

function patternOf(secrets: readonly string[]): Pattern {
	const known = PATTERNS.get(secrets);
	if (known?.count === secrets.length) return known.pattern;
	const text = secretForms(secrets);
	const pattern = text && { text, numbers: new Set(secrets.filter(isLongNumber).map(Number)) };
	PATTERNS.set(secrets, { count: secrets.length, pattern });
	return pattern;
}

function clean(value: unknown, secrets: Pattern, depth: number): unknown {
	if (depth > DEEPEST) return TOO_DEEP;
	if (typeof value === 'string') return hide(value, secrets);
	if (typeof value === 'number') return secrets?.numbers.has(value) === true ? HIDDEN : value;
	if (Array.isArray(value)) return cleanList(value as unknown[], secrets, depth);
	if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
	return cleanFields(value as Record<string, unknown>, secrets, depth);
}

/** The list itself where nothing in it was hidden: a large body costs a look, no copy. */
function cleanList(list: unknown[], secrets: Pattern, depth: number): unknown[] {
	let copy: unknown[] | undefined;
	for (let index = 0; index < list.length; index++) {
		const cleaned = clean(list[index], secrets, depth + 1);
		if (cleaned !== list[index]) copy ??= list.slice(0, index);
		copy?.push(cleaned);
	}
	return copy ?? list;
}

function cleanFields(fields: Record<string, unknown>, secrets: Pattern, depth: number): object {
	const keys = Object.keys(fields);
	let copy: [string, unknown][] | undefined;
	for (const [index, key] of keys.entries()) {
		const isSecret = isSecretKey(key);
		const name = hide(key, secrets);
		const field = isSecret ? undefined : clean(fields[key], secrets, depth + 1);
		if (isSecret || name !== key || field !== fields[key]) {
			copy ??= keys.slice(0, index).map((earlier) => [earlier, fields[earlier]]);
		}
		if (!isSecret) copy?.push([name, field]);
	}
	return copy === undefined ? fields : Object.fromEntries(copy);
}

function hide(text: string, secrets: Pattern): string {
	return secrets === undefined ? text : text.replace(secrets.text, HIDDEN);
}

/** Of six digits that count: smaller numbers stand in innocent places too. */
function isLongNumber(secret: string): boolean {
	return /^0*[1-9]\d{5,200}$/.test(secret);
}

function isSecretKey(key: string): boolean {
	if (key.length > LONGEST_KEY || !BEGINNINGS.test(key)) return false;
	return SECRET_KEYS.has(key.toLowerCase().replace(/[-_.\s]/g, ''));
}
