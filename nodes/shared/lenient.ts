import { isFields, isObject } from './json';

/**
 * A reader of foreign JSON: gives a value as far as it fits, and undefined where it is missing or of another type. The engines
 * disagree in details, and a message with one odd field must not be lost. Never throws. What users enter is checked by zod; for
 * each delivery that would take several times as long.
 */
export type Lenient<T> = (value: unknown) => T | undefined;

/** What a lenient reader gives. */
export type Read<L> = L extends Lenient<infer T> ? T : never;

/** Lenient readers by the names of fields. */
export type Fields = Record<string, Lenient<unknown>>;

/** An object of which some fields are known: those that were there, and fitted. */
export type Shape<F extends Fields> = { [Name in keyof F]?: Read<F[Name]> };

export const text: Lenient<string> = (value) => (typeof value === 'string' ? value : undefined);
/** A text with something in it. */
export const filledText: Lenient<string> = (value) => (value === '' ? undefined : text(value));
export const flag: Lenient<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
/** Any number that JSON can hold. */
export const count: Lenient<number> = (value) =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;
export const numberOrText: Lenient<number | string> = (value) => count(value) ?? text(value);
/** A value that is not looked at. */
export const anything: Lenient<unknown> = (value) => value;
/** An object whose parts are not looked at; one of more fields than anything of WhatsApp has is none. */
export const anyFields: Lenient<Record<string, unknown>> = (value) => (isFields(value) ? value : undefined);
/** A list whose parts are not looked at. */
export const entries: Lenient<unknown[]> = (value) => (Array.isArray(value) ? value : undefined);

/** An object read field by field; most fields are missing, and their readers are not asked. */
export function shape<F extends Fields>(fields: F): Lenient<Shape<F>> {
	const known = Object.entries(fields);
	return (value) => {
		if (!isObject(value)) return undefined;
		const shown: Record<string, unknown> = {};
		for (const [name, read] of known) {
			const given = value[name];
			const field = given === undefined ? undefined : read(given);
			if (field !== undefined) shown[name] = field;
		}
		return shown as Shape<F>;
	};
}
