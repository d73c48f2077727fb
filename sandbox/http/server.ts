import express from 'express';
import type { Request, Router } from 'express';
import type { OpenAPIBackend, Request as ContractRequest } from 'openapi-backend';
import type { SandboxClock } from '../ground/clock';
import { matchRoute, pathParameters } from './contract';
import type { Route } from './contract';
import { answerErrors, NoRouteError } from './errors';
import type { AnswerError } from './errors';
import { failCall } from './faults';
import type { Faults } from './faults';
import { flatQuery } from './query';
import type { Incoming, Service } from './service';

/** One API call as it arrived and as it was answered. */
export interface RecordedRequest {
	/** The name of the service. */
	service: string;
	method: string;
	/** Below the base URL of the service, still percent-encoded. */
	path: string;
	/** Flat names such as `file[url]`, decoded; a repeated name has an array of its values. */
	query: Record<string, unknown>;
	/** The parsed JSON body; undefined without one. */
	body: unknown;
	headers: Record<string, string | string[] | undefined>;
	/** The answered HTTP status; 0 when the connection was dropped or left hanging. */
	status: number;
	/** Milliseconds on the sandbox clock. */
	at: number;
}

/** What all services of a sandbox share: the calls there were, and those that shall fail. */
export interface Traffic {
	clock: SandboxClock;
	requests: RecordedRequest[];
	faults: Faults;
}

/** A service with its state in this sandbox. */
export interface Mounted<State, Options> {
	name: string;
	service: Service<State, Options>;
	state: State;
	contract: OpenAPIBackend;
}

interface Answer {
	status: number;
	body: unknown;
}

/** A call before it is known to have a route. */
type Arrived = Omit<Incoming, 'route' | 'inPath'> & { route: Route | undefined };

const LARGEST_BODY = '100mb';

/** Serves an API below its root: records each call, fails the planned ones, answers the others. */
export function serve<State, Options>(mounted: Mounted<State, Options>, traffic: Traffic): Router {
	const { name, service, state, contract } = mounted;
	const errorOf = (error: unknown) => service.errorOf(state, error);
	const router = express.Router();
	router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
	router.use(async (request, response) => {
		const incoming = readRequest(request, contract);
		const record = recordOf(incoming, name, service.root, traffic.clock.now());
		traffic.requests.push(record);
		const paths = [record.path, incoming.route?.path].map((path) => path && service.faultPrefix + path);
		const fault = traffic.faults.take(request.method, paths);
		const work = () => settle(() => answerOf(mounted, incoming), errorOf);
		if (fault !== undefined) {
			if (fault.kind === 'resetAfter') await work();
			record.status = failCall(fault, response, service.plannedBody);
			return;
		}
		const answer = await work();
		record.status = answer.status;
		response.status(answer.status).json(answer.body);
	});
	router.use(answerErrors(errorOf));
	return router;
}

function answerOf<State, Options>(
	{ service, state, contract }: Mounted<State, Options>,
	incoming: Arrived,
): unknown {
	const { route } = incoming;
	if (route === undefined) throw new NoRouteError();
	const inPath = pathParameters(contract, incoming.request, route);
	return service.answer(state, { ...incoming, route, inPath });
}

function readRequest(request: Request, contract: OpenAPIBackend): Arrived {
	const url = new URL(request.originalUrl, 'http://sandbox');
	const forContract: ContractRequest = { method: request.method, path: url.pathname, headers: {}, query: {} };
	return {
		contract,
		request: forContract,
		route: matchRoute(contract, forContract),
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
	{ request, query, headers, body }: Arrived,
	service: string,
	root: string,
	at: number,
): RecordedRequest {
	const path = request.path.slice(root.length) || '/';
	return { service, method: request.method, path, query, body, headers, status: 0, at };
}

async function settle(work: () => unknown, errorOf: (error: unknown) => AnswerError): Promise<Answer> {
	try {
		return { status: 200, body: await work() };
	} catch (error) {
		const known = errorOf(error);
		return { status: known.status, body: known.body() };
	}
}
