import qs from 'qs';
import type { ParameterSchema } from './contract';

/** Decoded query by flat names; a repeated name has all its values. */
export type FlatQuery = Record<string, string | string[]>;

/** More values of one list than any API takes. */
const LONGEST_LIST = 10_000;

/** The query of a URL as flat names such as `file[url]`, decoded once. */
export function flatQuery(search: URLSearchParams): FlatQuery {
	const names = [...new Set(search.keys())];
	return Object.fromEntries(
		names.map((name) => {
			const values = search.getAll(name);
			return [name, values.length === 1 ? (values[0] ?? '') : values];
		}),
	);
}

/** `{'file[url]': 'x', 'ids[]': ['1', '2']}` → `{file: {url: 'x'}, ids: ['1', '2']}`, as PHP reads a query. */
export function nest(flat: FlatQuery): Record<string, unknown> {
	return qs.parse(flat as Record<string, string>, { allowPrototypes: true, arrayLimit: LONGEST_LIST });
}

/** Turns the texts of a query into what the schema means; what it cannot mean stays as it is and fails validation. */
export function understood(
	values: Record<string, unknown>,
	schema: ParameterSchema | undefined,
): Record<string, unknown> {
	return understand(values, schema) as Record<string, unknown>;
}

function understand(value: unknown, schema: ParameterSchema | undefined): unknown {
	const types = [schema?.type ?? []].flat();
	if (value === 'null' && types.includes('null')) return null;
	if (types.includes('array')) return list(value, schema).map((item) => understand(item, schema?.items));
	if (typeof value === 'string') return scalar(value, types);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, understand(inner, schema?.properties?.[name])]),
	);
}

function list(value: unknown, schema: ParameterSchema | undefined): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string' || schema?.['x-comma-separated'] !== true) return [value];
	return value
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

function scalar(value: string, types: string[]): unknown {
	if (types.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
	const isNumber = types.includes('number') || types.includes('integer');
	if (isNumber && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
	return value;
}
