import type { Request, Response } from 'express';
import type { Route } from '../http/contract';
import { isObject, serve } from '../http/server';
import type { Incoming } from '../http/server';
import { mistakesIn } from '../http/validation';
import type { World } from '../world';
import { GateError, WutsError } from './errors';
import { WUTS_ROUTES } from './routes';

/** Answers the calls of WUTS' API. */
export function createWutsApi(world: World): (request: Request, response: Response) => Promise<void> {
	return serve(world, {
		service: 'wuts',
		contract: world.contracts.wuts,
		answer: (incoming, route) => answer(world, route, incoming),
		internalError: () => new WutsError('internal_error'),
		plannedBody: () => ({ success: false, error: { code: 'planned', message: 'a planned failure' } }),
	});
}

/** The checks in their order: route, token, parameters; the handlers check the connection. */
function answer(
	world: World,
	route: Route | undefined,
	{ contract, headers, query, body }: Incoming,
): unknown {
	const now = world.clock.now();
	const handler = WUTS_ROUTES[route?.operationId ?? ''];
	if (route === undefined || handler === undefined) throw new GateError('NOT_FOUND', now);
	if (headers['authorization'] !== `Bearer ${world.wuts.account.apiToken}`) {
		throw new GateError('UNAUTHORIZED', now);
	}
	const params = body ?? {};
	if (!isObject(params)) throw new WutsError('invalid_request', 'the body must be a JSON object');
	const mistakes = mistakesIn(world.contracts.wuts, route, contract, { query, payload: params });
	if (mistakes.some(({ name, isMissing }) => isMissing && name === 'text')) {
		throw new WutsError('invalid_request');
	}
	if (mistakes.length > 0) throw new GateError('VALIDATION_ERROR', now);
	return handler({ world, params });
}
