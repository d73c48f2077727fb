import type { OpenAPIBackend, Request } from 'openapi-backend';
import type { Route } from './contract';
import { ApiError } from '../wawp/errors';
import type { Parameters } from '../wawp/parameters';

interface Violation {
	instancePath: string;
	keyword: string;
	message?: string;
	params: unknown;
}

/** What a request has that the contract does not allow. */
export interface Mistake {
	/** `file[url]` */
	name: string;
	/** It is not there, though it must be. */
	isMissing: boolean;
	/** What is wrong, with the name. */
	sentence: string;
}

/**
 * Checks a request against the contract. Throws 400: `rest_missing_callback_param` with the names that are missing, else
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
	throw missing(mistakes.filter(({ isMissing }) => isMissing)) ?? invalid(mistakes);
}

/** All mistakes of a request by the contract. */
export function mistakesIn(
	contract: OpenAPIBackend,
	route: Route,
	request: Request,
	{ query, payload }: Parameters,
): Mistake[] {
	const checked: Request = {
		...request,
		headers: {},
		query: query as Record<string, string>,
		...(route.requestBody && { body: payload }),
	};
	const errors = (contract.validator.validateRequest(checked, route).errors ?? []) as Violation[];
	return errors.map((error) => ({
		name: nameOf(error),
		isMissing: error.keyword === 'required',
		sentence: sentence(error),
	}));
}

function missing(mistakes: Mistake[]): ApiError | undefined {
	if (mistakes.length === 0) return undefined;
	const params = [...new Set(mistakes.map(({ name }) => name))];
	return new ApiError('rest_missing_callback_param', {
		message: `Missing parameter(s): ${params.join(', ')}`,
		params,
	});
}

function invalid(mistakes: Mistake[]): ApiError {
	const params = Object.fromEntries(mistakes.map(({ name, sentence }) => [name, sentence]));
	return new ApiError('rest_invalid_param', {
		message: `Invalid parameter(s): ${Object.keys(params).join(', ')}`,
		params,
	});
}

/** `/requestBody/file` + missing `url` → `file[url]`. */
function nameOf(error: Violation): string {
	const details = error.params as { missingProperty?: string; additionalProperty?: string };
	const [, , ...place] = error.instancePath.split('/');
	const last = details.missingProperty ?? details.additionalProperty;
	const [first = 'request', ...rest] = last === undefined ? place : [...place, last];
	return first + rest.map((part) => `[${part}]`).join('');
}

function sentence(error: Violation): string {
	const what = error.keyword === 'additionalProperties' ? 'is unknown here' : (error.message ?? 'is invalid');
	return `${nameOf(error)} ${what}.`;
}
