import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import type { Document, Operation, ParsedRequest, Request } from 'openapi-backend';
import { parse } from 'yaml';

/** Where the API lives on a Wawp server. */
export const API_ROOT = '/wp-json/awp/v1';

/** The contract: what the sandbox accepts and answers. */
export const CONTRACT_FILE = path.join(__dirname, 'contract', 'wawp.openapi.yaml');

/** The part of JSON schema the sandbox reads itself, to understand values from a query. */
export interface ParameterSchema {
	type?: string | string[];
	properties?: Record<string, ParameterSchema>;
	items?: ParameterSchema;
	'x-comma-separated'?: boolean;
}

/** One route of the contract. */
export type Route = Operation & { operationId: string };

let loaded: Promise<OpenAPIBackend> | undefined;

/**
 * Reads the contract, once per process.
 * `quick` leaves out the library's own check of the document, which only knows OpenAPI 3.0; the tests check it.
 */
export function loadContract(): Promise<OpenAPIBackend> {
	loaded ??= new OpenAPIBackend({
		definition: parse(readFileSync(CONTRACT_FILE, 'utf8')) as Document,
		apiRoot: API_ROOT,
		quick: true,
		ajvOpts: { allErrors: true, strict: false },
	}).init();
	return loaded;
}

/** The route of a request, or undefined where the API has none. */
export function matchRoute(contract: OpenAPIBackend, request: Request): Route | undefined {
	const operation = contract.router.matchOperation(request);
	return operation?.operationId === undefined ? undefined : (operation as Route);
}

/** The JSON schema of a route's payload, or undefined for a route without one. */
export function payloadSchema(route: Route): ParameterSchema | undefined {
	const body = route.requestBody;
	if (body === undefined || '$ref' in body) return undefined;
	return body.content['application/json']?.schema as ParameterSchema | undefined;
}

/** The request as the contract reads it, with decoded path parameters and converted query values. */
export function parseRequest(contract: OpenAPIBackend, request: Request, route: Route): ParsedRequest {
	return contract.router.parseRequest(request, route);
}
