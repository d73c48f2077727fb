import express from 'express';
import type { Response, Router } from 'express';
import type { OpenAPIBackend } from 'openapi-backend';
import type { SandboxClock } from '../ground/clock';
import { exampleOf, pathParameters } from './contract';
import { answerErrors, NoRouteError } from './errors';
import type { AnswerError } from './errors';
import { jsonAnswer } from './faults/answers';
import type { WireAnswer } from './faults/answers';
import { sendWhole } from './faults/delivery';
import { failCall } from './faults/fail';
import type { FailingCall } from './faults/kinds';
import type { Faults } from './faults/plan';
import type { Fault } from './faults/types';
import type { Ledger } from './ledger';
import { readRequest } from './reading';
import type { Arrived, Incoming, Service } from './service';

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

/** What all services of a sandbox share: the calls there were, those that were processed, and those that shall fail. */
export interface Traffic {
	clock: SandboxClock;
	requests: RecordedRequest[];
	ledger: Ledger;
	faults: Faults;
}

/** A service with its state in this sandbox. */
export interface Mounted<State, Options> {
	name: string;
	service: Service<State, Options>;
	state: State;
	contract: OpenAPIBackend;
}

const LARGEST_BODY = '100mb';

/** Serves an API below its root: records each call, fails the planned ones, answers the others. */
export function serve<State, Options>(mounted: Mounted<State, Options>, traffic: Traffic): Router {
	const { name, service, state, contract } = mounted;
	const router = express.Router();
	router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
	router.use(async (request, response) => {
		const arrived = readRequest(request, contract);
		const record = recordOf(arrived, name, service.root, traffic.clock.now());
		traffic.requests.push(record);
		const paths = [record.path, arrived.route?.path].map((path) => path && service.faultPrefix + path);
		const fault = traffic.faults.take('call', request.method, paths);
		const call = failing(mounted, traffic, arrived, { response, fault });
		record.status = await (fault === undefined
			? call.work().then((answer) => sendWhole(response, answer))
			: failCall(fault, call));
	});
	router.use(answerErrors((error) => service.errorOf(state, error)));
	return router;
}

/** What can happen to a call of this service. */
function failing<State, Options>(
	mounted: Mounted<State, Options>,
	traffic: Traffic,
	arrived: Arrived,
	{ response, fault }: { response: Response; fault: Fault | undefined },
): FailingCall {
	const { service, state, contract } = mounted;
	const errorOf = (error: unknown) => service.errorOf(state, error);
	return {
		response,
		clock: traffic.clock,
		bodyOf: service.plannedBody,
		work: () =>
			settle(async () => {
				const incoming = routed(arrived);
				const answer = await service.answer(state, incoming);
				writeDown(mounted, traffic, { incoming, answer, fault });
				return answer;
			}, errorOf),
		example: () => settle(() => exampleOf(contract, routed(arrived).route), errorOf),
		drop: (to) => (arrived.route === undefined ? undefined : service.drop(state, routed(arrived), to)),
	};
}

/** A call of a route of the contract. Throws a `NoRouteError` for any other. */
function routed(arrived: Arrived): Incoming {
	const { route, contract, request } = arrived;
	if (route === undefined) throw new NoRouteError();
	return { ...arrived, route, inPath: pathParameters(contract, request, route) };
}

/** Puts a call into the ledger when its operation has behaviour; an example of the contract is no work. */
function writeDown<State, Options>(
	{ name, service }: Mounted<State, Options>,
	{ ledger, clock }: Traffic,
	{ incoming, answer, fault }: { incoming: Incoming; answer: unknown; fault: Fault | undefined },
): void {
	const { route } = incoming;
	if (!service.operations.includes(route.operationId)) return;
	const { instance, parameters } = service.contentOf(incoming);
	const entry = {
		service: name,
		operation: route.operationId,
		route: `${route.method.toUpperCase()} ${service.faultPrefix}${route.path}`,
		...(instance !== undefined && { instance }),
		at: clock.now(),
		...(fault && { fault: fault.kind }),
	};
	ledger.add(entry, parameters, answer);
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

async function settle(work: () => unknown, errorOf: (error: unknown) => AnswerError): Promise<WireAnswer> {
	try {
		return jsonAnswer(200, await work());
	} catch (error) {
		const known = errorOf(error);
		return jsonAnswer(known.status, known.body());
	}
}
