import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import type { Document, Operation, ParsedRequest, Request } from 'openapi-backend';
import { parse } from 'yaml';
import type { ServiceName } from '../types';

/** Where the API lives on a Wawp server. */
export const API_ROOT = '/wp-json/awp/v1';

/** Where each API lives in the sandbox. */
export const ROOTS: Record<ServiceName, string> = {
	wawp: API_ROOT,
	wassenger: '/wassenger/v1',
	wuts: '/wuts',
};

/** The contracts: what the sandbox accepts and answers. */
export const CONTRACT_FILES: Record<ServiceName, string> = {
	wawp: fileOf('wawp'),
	wassenger: fileOf('wassenger'),
	wuts: fileOf('wuts'),
};

/** The part of JSON schema the sandbox reads itself, to understand values from a query. */
export interface ParameterSchema {
	type?: string | string[];
	properties?: Record<string, ParameterSchema>;
	items?: ParameterSchema;
	'x-comma-separated'?: boolean;
}

/** One route of the contract. */
export type Route = Operation & { operationId: string };

const loaded = new Map<ServiceName, Promise<OpenAPIBackend>>();

/**
 * Reads the contract of a service, once per process.
 * `quick` leaves out the library's own check of the document, which only knows OpenAPI 3.0; the tests check it.
 */
export function loadContract(service: ServiceName = 'wawp'): Promise<OpenAPIBackend> {
	const contract = loaded.get(service) ?? readContract(service);
	loaded.set(service, contract);
	return contract;
}

function fileOf(service: ServiceName): string {
	return path.join(__dirname, '..', service, 'openapi.yaml');
}

function readContract(service: ServiceName): Promise<OpenAPIBackend> {
	return new OpenAPIBackend({
		definition: parse(readFileSync(CONTRACT_FILES[service], 'utf8')) as Document,
		apiRoot: ROOTS[service],
		quick: true,
		ajvOpts: { allErrors: true, strict: false },
	}).init();
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

/** The JSON schemas of a route's query parameters by name. */
export function querySchemas(route: Route): Record<string, ParameterSchema> {
	const declared = (route.parameters ?? []) as { name?: string; schema?: ParameterSchema }[];
	return Object.fromEntries(declared.map(({ name = '', schema = {} }) => [name, schema]));
}

/** The request as the contract reads it, with decoded path parameters and converted query values. */
export function parseRequest(contract: OpenAPIBackend, request: Request, route: Route): ParsedRequest {
	return contract.router.parseRequest(request, route);
}
