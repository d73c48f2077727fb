import type { Request, Response } from 'express';
import type { OpenAPIBackend, Request as ContractRequest } from 'openapi-backend';
import { matchRoute, ROOTS } from './contract';
import type { Route } from './contract';
import { AnswerError } from '../wawp/errors';
import { failCall } from './faults';
import { flatQuery } from '../wawp/parameters';
import type { FlatQuery } from '../wawp/parameters';
import type { RecordedRequest, ServiceName } from '../types';
import type { World } from '../world';

/** A request as it was read. */
export interface Incoming {
	contract: ContractRequest;
	query: FlatQuery;
	headers: RecordedRequest['headers'];
	/** Parsed JSON; text for anything else; undefined without a body. */
	body: unknown;
}

/** One of the APIs: how it answers, and how it fails. */
export interface ServedApi {
	service: ServiceName;
	contract: OpenAPIBackend;
	/** Gives the JSON answer, or throws an `AnswerError`. */
	answer: (incoming: Incoming, route: Route | undefined) => unknown;
	/** The error for what nobody thought of. */
	internalError: () => AnswerError;
	/** The body of a planned failure that brings none. */
	plannedBody: (status: number) => object;
}

interface Outcome {
	status: number;
	body: unknown;
}

/** Serves an API: records each call, fails the planned ones, answers the others. */
export function serve(world: World, api: ServedApi): (request: Request, response: Response) => Promise<void> {
	return async (request, response) => {
		const incoming = readRequest(request);
		const record = recordOf(world, api, incoming);
		world.requests.push(record);
		const route = matchRoute(api.contract, incoming.contract);
		const place = api.service === 'wawp' ? '' : ROOTS[api.service];
		const paths = [record.path, route?.path].map((path) => path && place + path);
		const fault = world.faults.take(request.method, paths);
		if (fault !== undefined && fault.kind !== 'resetAfter') {
			record.status = failCall(fault, response, api.plannedBody);
			return;
		}
		const outcome = await settle(api, () => api.answer(incoming, route));
		if (fault !== undefined) {
			failCall(fault, response, api.plannedBody);
			return;
		}
		record.status = outcome.status;
		response.status(outcome.status).json(outcome.body);
	};
}

/** Is this a JSON object? */
export function isObject(body: unknown): body is Record<string, unknown> {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function readRequest(request: Request): Incoming {
	const url = new URL(request.originalUrl, 'http://sandbox');
	return {
		contract: { method: request.method, path: url.pathname, headers: {}, query: {} },
		query: flatQuery(url.searchParams),
		headers: request.headers,
		body: readBody(request),
	};
}

/** The JSON of the body; other content stays text, and the API refuses it. */
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

function recordOf(
	world: World,
	{ service }: ServedApi,
	{ contract, query, headers, body }: Incoming,
): RecordedRequest {
	return {
		service,
		method: contract.method,
		path: contract.path.slice(ROOTS[service].length) || '/',
		query,
		body,
		headers,
		status: 0,
		at: world.clock.now(),
	};
}

async function settle({ internalError }: ServedApi, work: () => unknown): Promise<Outcome> {
	try {
		return { status: 200, body: await work() };
	} catch (error) {
		const known = error instanceof AnswerError ? error : internalError();
		return { status: known.status, body: known.body() };
	}
}
