import { readFileSync } from 'node:fs';
import { OpenAPIBackend } from 'openapi-backend';
import type { Document, Operation, Request } from 'openapi-backend';
import { parse } from 'yaml';
import { NoRouteError } from './errors';

/** The part of JSON schema the sandbox reads itself, to understand values from a query. */
export interface ParameterSchema {
	type?: string | string[];
	properties?: Record<string, ParameterSchema>;
	items?: ParameterSchema;
	'x-comma-separated'?: boolean;
}

/** One route of a contract. */
export type Route = Operation & { operationId: string };

const loaded = new Map<string, Promise<OpenAPIBackend>>();

/**
 * Reads a contract, once per process; `root` is where its API lives.
 * `quick` leaves out the library's own check of the document, which only knows OpenAPI 3.0; the tests check it.
 */
export function readContract(file: string, root: string): Promise<OpenAPIBackend> {
	const key = `${root} ${file}`;
	const contract = loaded.get(key) ?? newContract(file, root);
	loaded.set(key, contract);
	return contract;
}

async function newContract(file: string, root: string): Promise<OpenAPIBackend> {
	const contract = await new OpenAPIBackend({
		definition: parse(readFileSync(file, 'utf8')) as Document,
		apiRoot: root,
		quick: true,
		ajvOpts: { allErrors: true, strict: false },
	}).init();
	// The library lists all operations anew for each request: more than half of what a request costs.
	const operations = contract.router.getOperations();
	contract.router.getOperations = () => operations;
	return contract;
}

/** The route of a request, or undefined where the API has none. */
export function matchRoute(contract: OpenAPIBackend, request: Request): Route | undefined {
	const operation = contract.router.matchOperation(request);
	return operation?.operationId === undefined ? undefined : (operation as Route);
}

/** The decoded parameters in the path of a request. Throws a `NoRouteError` when they cannot be decoded. */
export function pathParameters(
	contract: OpenAPIBackend,
	request: Request,
	route: Route,
): Record<string, unknown> {
	try {
		return contract.router.parseRequest(request, route).params as Record<string, unknown>;
	} catch {
		throw new NoRouteError();
	}
}

/** The answer that the contract gives as its example of an operation. */
export function exampleOf(contract: OpenAPIBackend, { operationId }: Route): unknown {
	return contract.mockResponseForOperation(operationId).mock;
}

/** The JSON schema of a route's payload, or undefined for a route without one. */
export function payloadSchema(route: Route): ParameterSchema | undefined {
	const body = route.requestBody;
	if (body === undefined || '$ref' in body) return undefined;
	return body.content['application/json']?.schema as ParameterSchema | undefined;
}

/** The JSON schemas of a route's query parameters by name. */
export function querySchemas(route: Route): Record<string, ParameterSchema> {
	const declared = (route.parameters ?? []) as { name?: string; schema?: ParameterSchema }[];
	return Object.fromEntries(declared.map(({ name = '', schema = {} }) => [name, schema]));
}
