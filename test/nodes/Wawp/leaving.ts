import type { IDataObject } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import type { Field, Values } from '../../../nodes/shared/field';
import { asText } from '../../../nodes/shared/json';
import type { ApiRequest, Operation } from '../../../nodes/shared/operation';
import { Problem } from '../../../nodes/shared/problem';
import { validate } from '../../../nodes/shared/request';
import { wawp } from '../../../nodes/Wawp/service';
import { matchRoute } from '../../../sandbox/http/contract';
import { flatQuery } from '../../../sandbox/http/query';
import { placeParameters, validateParameters } from '../../../sandbox/wawp/parameters';
import { loadContract, ROOTS } from '../../../sandbox/world';

/** The instance of the credential. */
export const OWN_INSTANCE = 'A1B2C3D4E5F6';

/** The operations that are one request, by resource and name. */
export const cases = wawp.resources.flatMap((resource) =>
	resource.operations
		.filter(({ perform }) => perform === undefined)
		.map((operation): [string, Operation] => [`${resource.value}/${operation.value}`, operation]),
);

/** The version of the API that has an operation. */
const versionOf = ({ api }: Operation) => (api === undefined ? 'wawp' : 'wawpV2');

/** The contract that holds for an operation. */
export async function contractOf(operation: Operation): Promise<OpenAPIBackend> {
	return await loadContract(versionOf(operation));
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
function onTheWire({ query, body }: ApiRequest) {
	const search = new URLSearchParams();
	const account: IDataObject = { instance_id: OWN_INSTANCE, ...query, access_token: 'token' };
	for (const [name, value] of Object.entries(account)) {
		if (value === null) continue;
		for (const one of Array.isArray(value) ? value : [value]) search.append(name, asText(one));
	}
	return {
		query: flatQuery(search),
		body: JSON.parse(JSON.stringify(body ?? {})) as Record<string, unknown>,
	};
}

/**
 * Makes sure that a request reaches the route of its operation, as a server reads its address, with nothing that the
 * contract refuses.
 *
 * @returns what travels in the query
 */
export function assertAllowed(
	contract: OpenAPIBackend,
	operation: Operation,
	request: ApiRequest,
): Record<string, unknown> {
	const { query, body } = onTheWire(request);
	// As every HTTP client and server does: `..` climbs.
	const { pathname } = new URL(`http://localhost${ROOTS[versionOf(operation)]}${request.path}`);
	const incoming = { method: request.method, path: pathname, headers: {}, query: {} };
	const route = matchRoute(contract, incoming);
	if (!route) throw new Error(`no route for ${request.method} ${pathname}`);
	expect(`${route.method.toUpperCase()} ${route.path}`).toBe(operation.route);
	validateParameters(contract, route, incoming, placeParameters(route, query, body));
	return query;
}
