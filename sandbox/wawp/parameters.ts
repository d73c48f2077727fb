import { payloadSchema, querySchemas } from '../http/contract';
import type { ParameterSchema, Route } from '../http/contract';
import { ApiError } from './errors';

/** Decoded query by flat names; a repeated name has all its values. */
export type FlatQuery = Record<string, string | string[]>;

/** Parameters by their place, as the contract is checked against them. */
export interface Parameters {
	query: Record<string, unknown>;
	payload: Record<string, unknown>;
}

const CREDENTIALS = ['access_token', 'instance_id'];

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

/** A credential from wherever it travels; the query wins (both at once is refused later). */
export function credential(name: string, query: FlatQuery, body: Record<string, unknown>): unknown {
	return query[name] ?? body[name];
}

/**
 * Sorts what a request brings into the places of the contract: credentials and declared query parameters into `query`,
 * the rest into `payload`, with query spellings (`file[url]`, `messageIds[]`, `true`, `5`) turned into values.
 * Throws 400 for a parameter that comes in query and body both, and for a body where none belongs.
 */
export function placeParameters(route: Route, flat: FlatQuery, body: Record<string, unknown>): Parameters {
	const fromQuery = nest(flat);
	refuse(
		Object.keys(body).filter((name) => name in fromQuery),
		'is given in the query and in the body',
	);
	if (route.method === 'get' || route.method === 'delete') {
		refuse(Object.keys(body), 'belongs in the query');
		return { query: understood(fromQuery, { properties: querySchemas(route) }), payload: {} };
	}
	const schema = payloadSchema(route);
	const [credentials, queryPayload] = split(fromQuery);
	const [bodyCredentials, bodyPayload] = split(body);
	if (schema === undefined)
		refuse([...Object.keys(queryPayload), ...Object.keys(bodyPayload)], 'is unknown here');
	return {
		query: { ...credentials, ...bodyCredentials },
		payload: { ...understood(queryPayload, schema), ...bodyPayload },
	};
}

function understood(
	values: Record<string, unknown>,
	schema: ParameterSchema | undefined,
): Record<string, unknown> {
	return understand(values, schema) as Record<string, unknown>;
}

function refuse(names: string[], why: string): void {
	if (names.length === 0) return;
	const params = Object.fromEntries(names.map((name) => [name, `${name} ${why}.`]));
	throw new ApiError('rest_invalid_param', { message: `Invalid parameter(s): ${names.join(', ')}`, params });
}

function split(values: Record<string, unknown>): [Record<string, unknown>, Record<string, unknown>] {
	const entries = Object.entries(values);
	const isCredential = ([name]: [string, unknown]): boolean => CREDENTIALS.includes(name);
	return [
		Object.fromEntries(entries.filter(isCredential)),
		Object.fromEntries(entries.filter((entry) => !isCredential(entry))),
	];
}

type Branch = Map<string, Branch | string>;

/** `{'file[url]': 'x', 'ids[]': ['1', '2']}` → `{file: {url: 'x'}, ids: ['1', '2']}`, as PHP reads a query. */
export function nest(flat: FlatQuery): Record<string, unknown> {
	const root: Branch = new Map();
	for (const [name, value] of Object.entries(flat)) {
		const keys = keysOf(name);
		if (Array.isArray(value) && keys.at(-1) !== '') keys.push('');
		for (const single of [value].flat()) plant(root, keys, single);
	}
	return Object.fromEntries([...root].map(([name, branch]) => [name, harvest(branch)]));
}

function keysOf(name: string): string[] {
	const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
	if (match === null) return [name];
	const [, first = name, rest = ''] = match;
	return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '')];
}

function plant(branch: Branch, keys: string[], value: string): void {
	const [first = '', ...rest] = keys;
	const key = first === '' ? String(branch.size) : first;
	if (rest.length === 0) {
		branch.set(key, value);
		return;
	}
	const found = branch.get(key);
	const next: Branch = found instanceof Map ? found : new Map<string, Branch | string>();
	branch.set(key, next);
	plant(next, rest, value);
}

function harvest(branch: Branch | string): unknown {
	if (typeof branch === 'string') return branch;
	const entries = [...branch].map(([key, value]) => [key, harvest(value)] as const);
	const isList = entries.every(([key]) => /^\d+$/.test(key));
	return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Turns the text of a query into what the schema means; what it cannot mean stays as it is and fails validation. */
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
