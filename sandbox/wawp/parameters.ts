import type { OpenAPIBackend, Request } from 'openapi-backend';
import { payloadSchema, querySchemas } from '../http/contract';
import type { Route } from '../http/contract';
import { nest, understood } from '../http/query';
import type { FlatQuery } from '../http/query';
import { mistakesIn } from '../http/validation';
import type { Mistake, Parameters } from '../http/validation';
import { ApiError } from './errors';

const CREDENTIALS = ['access_token', 'instance_id'];

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
	const [credentials, queryPayload] = splitCredentials(fromQuery);
	const [bodyCredentials, bodyPayload] = splitCredentials(body);
	if (schema === undefined)
		refuse([...Object.keys(queryPayload), ...Object.keys(bodyPayload)], 'is unknown here');
	return {
		query: { ...credentials, ...bodyCredentials },
		payload: { ...understood(queryPayload, schema), ...bodyPayload },
	};
}

function refuse(names: string[], why: string): void {
	if (names.length === 0) return;
	throw invalid(Object.fromEntries(names.map((name) => [name, `${name} ${why}.`])));
}

/** Credentials, and what is not. */
export function splitCredentials(
	values: Record<string, unknown>,
): [Record<string, unknown>, Record<string, unknown>] {
	const entries = Object.entries(values);
	const isCredential = ([name]: [string, unknown]): boolean => CREDENTIALS.includes(name);
	return [
		Object.fromEntries(entries.filter(isCredential)),
		Object.fromEntries(entries.filter((entry) => !isCredential(entry))),
	];
}

/**
 * Checks parameters against the contract. Throws 400: `rest_missing_callback_param` with the names that are missing, else
 * `rest_invalid_param` with a sentence per name.
 */
export function validateParameters(
	contract: OpenAPIBackend,
	route: Route,
	request: Request,
	parameters: Parameters,
): void {
	const mistakes = mistakesIn(contract, route, request, parameters);
	if (mistakes.length === 0) return;
	const absent = mistakes.filter(({ isMissing }) => isMissing);
	throw absent.length > 0 ? missingParameters(absent) : invalidParameters(mistakes);
}

function missingParameters(mistakes: Mistake[]): ApiError {
	const params = [...new Set(mistakes.map(({ name }) => name))];
	return new ApiError('rest_missing_callback_param', {
		message: `Missing parameter(s): ${params.join(', ')}`,
		params,
	});
}

function invalidParameters(mistakes: Mistake[]): ApiError {
	return invalid(Object.fromEntries(mistakes.map(({ name, sentence }) => [name, sentence])));
}

function invalid(params: Record<string, string>): ApiError {
	const message = `Invalid parameter(s): ${Object.keys(params).join(', ')}`;
	return new ApiError('rest_invalid_param', { message, params });
}
