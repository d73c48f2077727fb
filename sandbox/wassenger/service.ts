import type { Request, Response } from 'express';
import { parseRequest } from '../http/contract';
import type { Route } from '../http/contract';
import { isObject, serve } from '../http/server';
import type { Incoming } from '../http/server';
import { mistakesIn } from '../http/validation';
import type { World } from '../world';
import { WassengerError } from './errors';
import { WASSENGER_ROUTES } from './routes';

/** Answers the calls of Wassenger's API. */
export function createWassengerApi(world: World): (request: Request, response: Response) => Promise<void> {
	return serve(world, {
		service: 'wassenger',
		contract: world.contracts.wassenger,
		answer: (incoming, route) => answer(world, route, incoming),
		internalError: () => new WassengerError('internal_error'),
		plannedBody: (status) => ({ status, errorCode: 'planned', message: 'A planned failure.' }),
	});
}

/** The checks in their order: route, key, parameters; the handlers check device and plan. */
function answer(world: World, route: Route | undefined, incoming: Incoming): unknown {
	const handler = WASSENGER_ROUTES[route?.operationId ?? ''];
	if (route === undefined || handler === undefined) throw new WassengerError('not_found');
	if (incoming.headers['token'] !== world.wassenger.account.apiKey) {
		throw new WassengerError('invalid_token');
	}
	const { contract, query, body = {} } = incoming;
	if (!isObject(body)) throw new WassengerError('invalid_request', 'The body must be a JSON object.');
	const mistakes = mistakesIn(world.contracts.wassenger, route, contract, { query, payload: body });
	if (mistakes.length > 0) {
		throw new WassengerError('invalid_request', mistakes.map(({ sentence }) => sentence).join(' '));
	}
	const inPath = parseRequest(world.contracts.wassenger, contract, route).params as Record<string, unknown>;
	return handler({ world, params: { ...body, ...inPath } });
}
