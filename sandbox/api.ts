import type { Request, Response } from 'express';
import type { Request as ContractRequest } from 'openapi-backend';
import { API_ROOT, matchRoute, parseRequest } from './contract';
import type { Route } from './contract';
import { ApiError } from './errors';
import { failCall } from './faults';
import { credential, flatQuery, placeParameters } from './parameters';
import type { FlatQuery, Parameters } from './parameters';
import { ACCOUNT_ROUTES, INSTANCE_ROUTES } from './routes';
import type { AccountCall } from './routes/call';
import type { RecordedRequest } from './types';
import { validateParameters } from './validation';
import type { World } from './world';

interface Incoming {
	contract: ContractRequest;
	query: FlatQuery;
	body: unknown;
}

interface Outcome {
	status: number;
	body: unknown;
}

/** Answers API calls: records each, fails the planned ones, checks and does the others. */
export function createApi(world: World): (request: Request, response: Response) => Promise<void> {
	return async (request, response) => {
		const incoming = readRequest(request);
		const record = recordOf(world, request, incoming);
		world.requests.push(record);
		const route = matchRoute(world.contract, incoming.contract);
		const fault = world.faults.take(request.method, [record.path, route?.path]);
		if (fault !== undefined && fault.kind !== 'resetAfter') {
			record.status = failCall(fault, response);
			return;
		}
		const outcome = await settle(() => answer(world, route, incoming));
		if (fault !== undefined) {
			failCall(fault, response);
			return;
		}
		record.status = outcome.status;
		response.status(outcome.status).json(outcome.body);
	};
}

function readRequest(request: Request): Incoming {
	const url = new URL(request.originalUrl, 'http://sandbox');
	const query = flatQuery(url.searchParams);
	return {
		contract: { method: request.method, path: url.pathname, headers: {}, query: {} },
		query,
		body: readBody(request),
	};
}

/** The JSON of the body; other content stays text, and `checkBody` refuses it. */
function readBody(request: Request): unknown {
	const raw: unknown = request.body;
	if (!Buffer.isBuffer(raw) || raw.length === 0) return undefined;
	const text = raw.toString('utf8');
	if (request.is('json') === false) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function isObject(body: unknown): body is Record<string, unknown> {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function checkBody(body: unknown = {}): Record<string, unknown> {
	if (!isObject(body)) throw new ApiError('rest_invalid_json');
	return body;
}

function recordOf(world: World, request: Request, { contract, query, body }: Incoming): RecordedRequest {
	return {
		method: request.method,
		path: contract.path.slice(API_ROOT.length) || '/',
		query,
		body,
		headers: request.headers,
		status: 0,
		at: world.clock.now(),
	};
}

async function settle(work: () => unknown): Promise<Outcome> {
	try {
		return { status: 200, body: await work() };
	} catch (error) {
		const known = error instanceof ApiError ? error : new ApiError('internal_server_error');
		return { status: known.status, body: known.body() };
	}
}

/** The checks in their order: route, token, parameters, instance; the handlers check the state of the session. */
function answer(world: World, route: Route | undefined, { contract, query, body: raw }: Incoming): unknown {
	if (route === undefined) throw new ApiError('rest_no_route');
	const accessToken = credential('access_token', query, isObject(raw) ? raw : {});
	if (!world.instances.knowsToken(accessToken)) throw new ApiError('invalid_access_token');
	const parameters = placeParameters(route, query, checkBody(raw));
	const inPath = pathParameters(world, contract, route);
	validateParameters(world.contract, route, contract, parameters);
	const params = { ...inPath, ...parameters.payload, ...parameters.query };
	return perform({ world, accessToken, params }, route, parameters);
}

function pathParameters(world: World, contract: ContractRequest, route: Route): Record<string, unknown> {
	try {
		return parseRequest(world.contract, contract, route).params as Record<string, unknown>;
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
	if (handler !== undefined) return handler({ ...call, instance });
	return call.world.contract.mockResponseForOperation(route.operationId).mock;
}
