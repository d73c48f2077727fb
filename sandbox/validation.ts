import type { OpenAPIBackend, Request } from 'openapi-backend';
import type { Route } from './contract';
import { ApiError } from './errors';
import type { Parameters } from './parameters';

interface Violation {
	instancePath: string;
	keyword: string;
	message?: string;
	params: unknown;
}

/**
 * Checks a request against the contract. Throws 400: `rest_missing_callback_param` with the names that are missing, else
 * `rest_invalid_param` with a sentence per name.
 */
export function validateParameters(
	contract: OpenAPIBackend,
	route: Route,
	request: Request,
	{ query, payload }: Parameters,
): void {
	const checked: Request = {
		...request,
		headers: {},
		query: query as Record<string, string>,
		...(route.requestBody && { body: payload }),
	};
	const errors = (contract.validator.validateRequest(checked, route).errors ?? []) as Violation[];
	if (errors.length === 0) return;
	throw missing(errors.filter(isMissing)) ?? invalid(errors);
}

function isMissing(error: Violation): boolean {
	return error.keyword === 'required';
}

function missing(errors: Violation[]): ApiError | undefined {
	if (errors.length === 0) return undefined;
	const params = [...new Set(errors.map(nameOf))];
	return new ApiError('rest_missing_callback_param', {
		message: `Missing parameter(s): ${params.join(', ')}`,
		params,
	});
}

function invalid(errors: Violation[]): ApiError {
	const params = Object.fromEntries(errors.map((error) => [nameOf(error), sentence(error)]));
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
