import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from './json';
import type { ApiFile } from './media';
import type { Field, Place, SentField, Values } from './field';
import type { ApiRequest, Method, Operation, Service } from './operation';
import { invalidInput } from './problem';

/** Longer queries are cut or refused on the way (proxies, logs); the payload then goes as a JSON body. */
const SAFE_QUERY_BYTES = 2000;

/** What each field's value was when it was checked last, and what came of it. */
export type Checked = Map<Field, { raw: unknown; data: unknown }>;

/**
 * Checks one item's values against their fields' schemas.
 *
 * @param raw by parameter name, as the user entered them
 * @param checked what is remembered from item to item: the same value is not checked again
 * @returns the values as the API wants them; empty optional ones are left out
 * @throws Problem that names the first field that is wrong and what it accepts
 */
export function validate(fields: Field[], raw: Values, checked: Checked = new Map()): Values {
	const values: Values = {};
	for (const field of fields) {
		const { name } = field.property;
		if (!(name in raw)) continue;
		const last = checked.get(field);
		const isSame = last !== undefined && Object.is(last.raw, raw[name]);
		const one = isSame ? last : { raw: raw[name], data: check(field, raw[name]) };
		checked.set(field, one);
		if (one.data !== undefined) values[name] = one.data;
	}
	return values;
}

function check({ property, schema }: Field, value: unknown): unknown {
	const result = parse(schema, value);
	if (result?.success) return result.data as unknown;
	const issue = result?.error.issues[0];
	const own = issue?.code === 'custom' ? issue.message : undefined;
	const expected = own ?? `expected ${schema.description ?? 'another value'}`;
	const isEmpty = value === '' || value === null || value === undefined;
	throw invalidInput(property.displayName, expected, isEmpty ? emptyHint(property) : undefined);
}

/** The editor may have shown a value of an earlier item: what an expression finds is another thing with each of them. */
function emptyHint({ displayName }: Field['property']): string {
	return `Correct the field "${displayName}", which is empty. If it has an expression, that found nothing in this item: look at the input of the node.`;
}

/** A value that cannot even be read (an object whose `toString` is no function) is refused like any other wrong one. */
function parse(schema: Field['schema'], value: unknown) {
	try {
		return schema.safeParse(value);
	} catch {
		return undefined;
	}
}

/**
 * The request for validated values: path values percent-encoded, parameters in the query as the API documents
 * them, or as a JSON body where a file's content travels or the query would grow too long (WordPress reads both).
 *
 * @param account the query parameters that choose the account (`accountOf`)
 * @param file the operation's file, if it has one
 * @param page which part of a list, as the API's parameters
 */
export function buildRequest(
	operation: Pick<Operation, 'route' | 'media' | 'shape'>,
	fields: Field[],
	values: Values,
	{ account = {}, file, page = {} }: { account?: IDataObject; file?: ApiFile; page?: Values } = {},
): ApiRequest {
	const [method, template] = operation.route.split(' ') as [Method, string];
	const placed = (place: Place) => onWire(fields, place, values);
	const parameters = { ...placed('query'), ...page };
	const { inQuery, inBody } = divide(method, parameters, file, operation.media?.bodyName);
	const body = { ...nest(placed('body')), ...inBody } as IDataObject;
	const request: ApiRequest = {
		method,
		path: fillPath(template, fields, values),
		query: { ...account, ...encode(inQuery) },
		...(Object.keys(body).length > 0 && { body }),
	};
	return operation.shape?.(request, values) ?? request;
}

/**
 * Parameters and file in the query, or in the body where they are too long for it.
 *
 * @param bodyName the name under which the file goes in a body always
 */
function divide(
	method: Method,
	parameters: Values,
	file: ApiFile | undefined,
	bodyName: string | undefined,
): { inQuery: Values; inBody: Values } {
	const fileAsBody = file && { [bodyName ?? 'file']: file };
	const inQuery = { ...parameters, ...(file && bodyName === undefined && flat(file)) };
	const canHaveBody = method !== 'GET' && method !== 'DELETE';
	if (canHaveBody && mustBeBody(inQuery, file)) {
		return { inQuery: {}, inBody: { ...withoutBrackets(parameters), ...fileAsBody } };
	}
	return { inQuery, inBody: bodyName === undefined ? {} : { ...fileAsBody } };
}

/** The values of the fields that go to one place, by their names on the wire. */
function onWire(fields: Field[], place: Place, values: Values): Values {
	const present = fields.filter(
		(field): field is SentField => field.in === place && field.property.name in values,
	);
	return Object.fromEntries(present.map(({ as, property }) => [as ?? property.name, values[property.name]]));
}

/** Names with dots in a body are paths: `poll.name` is the name in the object `poll`. */
function nest(values: Values): Values {
	const body: Values = {};
	for (const [name, value] of Object.entries(values)) {
		const [outer = name, inner] = name.split('.');
		body[outer] = inner === undefined ? value : { ...asObject(body[outer]), [inner]: value };
	}
	return body;
}

/** In a query a list's name ends in `[]`; in a body the list speaks for itself. */
function withoutBrackets(values: Values): Values {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name.replace(/\[\]$/, ''), value]),
	);
}

function flat(file: ApiFile): Values {
	return Object.fromEntries(Object.entries(file).map(([name, value]) => [`file[${name}]`, value as unknown]));
}

function mustBeBody(query: Values, file?: ApiFile): boolean {
	if (file?.data !== undefined) return true;
	const pairs = Object.entries(encode(query)).flatMap(([name, value]) => [name, asText(value)]);
	return pairs.reduce((bytes, text) => bytes + encodeURIComponent(text).length + 1, 0) > SAFE_QUERY_BYTES;
}

/**
 * The query parameters that choose the account, for calls that an operation makes beside its own too. What the user did
 * not set is the credential's to add; `null` keeps it from that.
 */
export function accountOf(
	{ accountless }: Pick<Operation, 'accountless'>,
	{ accountFields }: Pick<Service, 'accountFields'>,
	values: Values,
): IDataObject {
	if (!accountless) return encode(onWire(accountFields, 'account', values));
	return Object.fromEntries(accountFields.map(({ as, property }) => [as ?? property.name, null]));
}

/** Query values are text; a list is comma-separated, or repeated where its name ends in `[]`. */
function encode(query: Values): IDataObject {
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => {
			if (Array.isArray(value)) return [name, name.endsWith('[]') ? value.map(String) : value.join(',')];
			return [name, asText(value)];
		}),
	);
}

/**
 * A path with its values, percent-encoded.
 *
 * @throws Problem for a value that servers do not take for a name: `..` would climb to another route
 */
function fillPath(template: string, fields: Field[], values: Values): string {
	const named = onWire(fields, 'path', values);
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = asText(named[name]);
		if (!/^\.{0,2}$/.test(value)) return encodeURIComponent(value);
		const field = fields.find((one) => one.in === 'path' && (one.as ?? one.property.name) === name);
		throw invalidInput(field?.property.displayName ?? name, 'expected an ID');
	});
}
