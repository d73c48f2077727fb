import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object of JSON: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of unknown shape as an object to read from; an empty one where it is none. */
export function asObject(value: unknown): IDataObject {
	return isObject(value) ? (value as IDataObject) : {};
}

/** More fields than any object of an API has whose names are known. */
const MOST_FIELDS = 1000;

/** Whether a value is an object of at most 1,000 fields: what has more is not looked at, since that takes its time. */
export function isFields(value: unknown): value is Record<string, unknown> {
	return isObject(value) && Object.keys(value).length <= MOST_FIELDS;
}

/** A value of unknown shape as text; empty where it is no text, number or boolean. */
export function asText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same fields without those that are undefined, so that an output shows only what there is. */
export function present<T extends object>(fields: T): Partial<Defined<T>> {
	const shown: Record<string, unknown> = {};
	for (const name of Object.keys(fields)) {
		const value = fields[name as keyof T];
		if (value !== undefined) shown[name] = value;
	}
	return shown as Partial<Defined<T>>;
}
