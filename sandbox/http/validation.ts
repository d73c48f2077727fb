import type { OpenAPIBackend, Request } from 'openapi-backend';
import type { Route } from './contract';

interface Violation {
	instancePath: string;
	keyword: string;
	message?: string;
	params: unknown;
}

/** Parameters by their place, as the contract is checked against them. */
export interface Parameters {
	query: Record<string, unknown>;
	payload: Record<string, unknown>;
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
