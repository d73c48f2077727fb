import type { OpenAPIBackend, Request as ContractRequest } from 'openapi-backend';
import type { Ground } from '../ground/ground';
import { exampleOf } from './contract';
import type { Route } from './contract';
import type { AnswerError } from './errors';
import type { ErrorBody } from './faults/answers';
import type { DroppedState } from './faults/types';
import type { FlatQuery } from './query';

/** A call as it was read, for a route of the contract; nothing else is checked yet. */
export interface Incoming {
	contract: OpenAPIBackend;
	request: ContractRequest;
	route: Route;
	/** The decoded parameters in the path. */
	inPath: Record<string, unknown>;
	query: FlatQuery;
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON; text for anything else; undefined without a body. */
	body: unknown;
}

/** A call before it is known to have a route. */
export type Arrived = Omit<Incoming, 'route' | 'inPath'> & { route: Route | undefined };

/** What a call is about, without any credential. */
export interface CallContent {
	/** What the service calls the number; undefined where the call names none. */
	instance: string | undefined;
	parameters: Record<string, unknown>;
}

/** What a service is, whatever it does. `State` is what it keeps, `Options` are those of `startSandbox` that it reads. */
interface Frame<State, Options> {
	/** What people call it. */
	title: string;
	/** Where its API lives, from a slash on. */
	root: string;
	/** The file of its contract, in OpenAPI. */
	contract: string;
	/** What stands before its paths in the route of a planned failure. */
	faultPrefix: string;
	/** What it keeps at the start of a sandbox; `saved` is what `save` gave in an earlier one. */
	begin(ground: Ground, options: Options, saved?: unknown): State;
	/** What stays of it when the sandbox ends; a service without it begins anew each time. */
	save?(state: State): unknown;
	/** Ends what it does by itself. */
	close?(state: State): void;
	/** Whatever was thrown, as this service answers it. A `NoRouteError` is a call of no route of the contract. */
	errorOf(state: State, error: unknown): AnswerError;
	/** The body of a planned failure that brings none, with what the failure says of itself. */
	plannedBody: ErrorBody;
	/** What the ledger tells of a call. */
	contentOf(incoming: Incoming): CallContent;
	/**
	 * The number that a call is for loses its connection. Gives what a call that needs it is answered from then on,
	 * undefined when no such number was connected.
	 */
	drop(state: State, incoming: Incoming, to: DroppedState): AnswerError | undefined;
}

/** A service as its folder describes it; `Call` is what its handlers get. */
interface Description<State, Call, Options> extends Frame<State, Options> {
	/** The checks in their order: credentials, parameters. Throws what `errorOf` knows. */
	check: (state: State, incoming: Incoming) => Call;
	/** What its operations do, by operationId. One that is missing here answers with the example of the contract. */
	routes: Record<string, (call: Call) => unknown>;
}

/** A service as the sandbox mounts it. */
export interface Service<State, Options> extends Frame<State, Options> {
	/** The operationIds that have behaviour of their own. */
	operations: string[];
	/** Gives the JSON answer of a call, or throws what `errorOf` knows. */
	answer(state: State, incoming: Incoming): unknown;
}

/** Makes a service of its description. */
export function defineService<State, Call, Options>(
	description: Description<State, Call, Options>,
): Service<State, Options> {
	const { check, routes, ...frame } = description;
	return {
		...frame,
		operations: Object.keys(routes),
		answer: (state, incoming) => {
			const call = check(state, incoming);
			const { contract, route } = incoming;
			const handler = Object.hasOwn(routes, route.operationId) ? routes[route.operationId] : undefined;
			return handler === undefined ? exampleOf(contract, route) : handler(call);
		},
	};
}

/** Is this a JSON object? */
export function isObject(body: unknown): body is Record<string, unknown> {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}
