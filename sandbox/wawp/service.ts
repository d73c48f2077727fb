import type { Request, Response } from 'express';
import type { Request as ContractRequest } from 'openapi-backend';
import { parseRequest } from '../http/contract';
import type { Route } from '../http/contract';
import { ApiError } from './errors';
import { credential, placeParameters } from './parameters';
import type { Parameters } from './parameters';
import { ACCOUNT_ROUTES, INSTANCE_ROUTES } from './routes';
import type { AccountCall } from './routes/call';
import { isObject, serve } from '../http/server';
import type { Incoming } from '../http/server';
import { validateParameters } from '../http/validation';
import type { World } from '../world';

/** Answers the calls of Wawp's API. */
export function createApi(world: World): (request: Request, response: Response) => Promise<void> {
	return serve(world, {
		service: 'wawp',
		contract: world.contracts.wawp,
		answer: (incoming, route) => answer(world, route, incoming),
		internalError: () => new ApiError('internal_server_error'),
		plannedBody: (status) => ({
			code: 'wawp_api_error',
			message: 'A planned failure.',
			data: { status },
		}),
	});
}

function checkBody(body: unknown = {}): Record<string, unknown> {
	if (!isObject(body)) throw new ApiError('rest_invalid_json');
	return body;
}

/** The checks in their order: route, token, parameters, instance; the handlers check the state of the session. */
function answer(world: World, route: Route | undefined, { contract, query, body: raw }: Incoming): unknown {
	if (route === undefined) throw new ApiError('rest_no_route');
	const accessToken = credential('access_token', query, isObject(raw) ? raw : {});
	if (!world.instances.knowsToken(accessToken)) throw new ApiError('invalid_access_token');
	const parameters = placeParameters(route, query, checkBody(raw));
	const inPath = pathParameters(world, contract, route);
	validateParameters(world.contracts.wawp, route, contract, parameters);
	const params = { ...inPath, ...parameters.payload, ...parameters.query };
	return perform({ world, accessToken, params }, route, parameters);
}

function pathParameters(world: World, contract: ContractRequest, route: Route): Record<string, unknown> {
	try {
		return parseRequest(world.contracts.wawp, contract, route).params as Record<string, unknown>;
	} catch {
		throw new ApiError('rest_no_route');
	}
}

function perform(call: AccountCall, route: Route, { query }: Parameters): unknown {
	const forAccount = ACCOUNT_ROUTES[route.operationId];
	if (forAccount !== undefined) return forAccount(call);
	const instance = call.world.instances.owned(call.accessToken, query['instance_id']);
	if (instance === undefined) throw new ApiError('invalid_instance');
	const handler = INSTANCE_ROUTES[route.operationId];
	if (handler === undefined) throw new ApiError('internal_server_error');
	return handler({ ...call, instance });
}
