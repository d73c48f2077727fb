import type { IDataObject } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import type { Field, Values } from '../../nodes/shared/field';
import { asText } from '../../nodes/shared/json';
import type { ApiRequest, Operation, Service } from '../../nodes/shared/operation';
import { Problem } from '../../nodes/shared/problem';
import { validate } from '../../nodes/shared/request';
import type { ServiceName } from '../../sandbox';
import { matchRoute, pathParameters } from '../../sandbox/http/contract';
import { flatQuery } from '../../sandbox/http/query';
import { mistakesIn } from '../../sandbox/http/validation';
import { placeParameters, validateParameters } from '../../sandbox/wawp/parameters';
import { loadContract, ROOTS } from '../../sandbox/world';

/** The instance of the credential. */
export const OWN_INSTANCE = 'A1B2C3D4E5F6';

/** What the credential of a service adds to a query. */
const ACCOUNTS: Record<ServiceName, IDataObject> = {
	wawp: { instance_id: OWN_INSTANCE, access_token: 'token' },
	wawpV2: { instance_id: OWN_INSTANCE, access_token: 'token' },
	wassenger: {},
	wuts: {},
};

/** The operations of a service that are one request, by resource and name. */
export function casesOf({ resources }: Service): [string, Operation][] {
	return resources.flatMap((resource) =>
		resource.operations
			.filter(({ perform }) => perform === undefined)
			.map((operation): [string, Operation] => [`${resource.value}/${operation.value}`, operation]),
	);
}

/** The API of a service that has an operation. */
function apiOf(name: ServiceName, { api }: Operation): ServiceName {
	return api === undefined ? name : 'wawpV2';
}

/** The contract that holds for an operation of a service. */
export async function contractOf(name: ServiceName, operation: Operation): Promise<OpenAPIBackend> {
	return await loadContract(apiOf(name, operation));
}

/** The checked values, or nothing where they are refused in words. */
export function accepted(fields: Field[], raw: Values): Values | undefined {
	try {
		return validate(fields, raw);
	} catch (error) {
		if (error instanceof Problem) return undefined;
		throw error;
	}
}

/** As it travels: the query as text, the body as JSON. */
function onTheWire({ query, body }: ApiRequest, account: IDataObject) {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...account, ...query })) {
		if (value === null) continue;
		for (const one of Array.isArray(value) ? value : [value]) search.append(name, asText(one));
	}
	return {
		query: flatQuery(search),
		body: JSON.parse(JSON.stringify(body ?? {})) as Record<string, unknown>,
	};
}

/** What a request says: what stands in its path and its query. */
export interface Leaving {
	path: Record<string, unknown>;
	query: Record<string, unknown>;
}

/**
 * Makes sure that a request reaches the route of its operation, as a server reads its address, with nothing that the
 * contract of the service refuses.
 */
export function assertAllowed(
	name: ServiceName,
	contract: OpenAPIBackend,
	operation: Operation,
	request: ApiRequest,
): Leaving {
	const api = apiOf(name, operation);
	const { query, body } = onTheWire(request, ACCOUNTS[api]);
	// As every HTTP client and server does: `..` climbs.
	const { pathname } = new URL(`http://localhost${ROOTS[api]}${request.path}`);
	const incoming = { method: request.method, path: pathname, headers: {}, query: {} };
	const route = matchRoute(contract, incoming);
	if (!route) throw new Error(`no route for ${request.method} ${pathname}`);
	expect(`${route.method.toUpperCase()} ${route.path}`).toBe(operation.route);
	if (name === 'wawp') validateParameters(contract, route, incoming, placeParameters(route, query, body));
	else expect(mistakesIn(contract, route, incoming, { query, payload: body })).toEqual([]);
	return { path: pathParameters(contract, incoming, route), query };
}
