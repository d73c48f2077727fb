import path from 'node:path';
import { MediaError } from '../ground/media';
import { AnswerError, NoRouteError } from '../http/errors';
import { defineService, isObject } from '../http/service';
import type { Incoming } from '../http/service';
import { mistakesIn } from '../http/validation';
import { Wuts } from './account';
import { GateError, WutsError } from './errors';
import { WUTS_ROUTES } from './routes';
import type { WutsCall } from './routes';
import type { WutsOptions } from './types';

const ROOT = '/wuts';

/** The WUTS API. */
export const wuts = defineService<Wuts, WutsCall, WutsOptions>({
	title: 'WUTS',
	root: ROOT,
	contract: path.join(__dirname, 'openapi.yaml'),
	faultPrefix: ROOT,
	begin: (ground, { wuts: account }) => new Wuts(ground, account),
	check,
	routes: WUTS_ROUTES,
	errorOf: (wuts, error) => {
		if (error instanceof AnswerError) return error;
		if (error instanceof NoRouteError) return new GateError('NOT_FOUND', wuts.now());
		if (error instanceof MediaError) return new WutsError('invalid_media', error.message);
		return new WutsError('internal_error');
	},
	plannedBody: (_status, { code = 'planned', message = 'a planned failure' } = {}) => ({
		success: false,
		error: { code, message },
	}),
	contentOf: ({ body }) => ({ instance: undefined, parameters: { ...(isObject(body) ? body : {}) } }),
	drop: (wuts) => (wuts.lose() ? new WutsError('device_disconnected') : undefined),
});

/** The checks in their order: token, parameters; the handlers check the connection. */
function check(wuts: Wuts, { contract, route, request, headers, query, body = {} }: Incoming): WutsCall {
	const now = wuts.now();
	if (headers['authorization'] !== `Bearer ${wuts.account.apiToken}`)
		throw new GateError('UNAUTHORIZED', now);
	if (!isObject(body)) throw new WutsError('invalid_request', 'the body must be a JSON object');
	const mistakes = mistakesIn(contract, route, request, { query, payload: body });
	if (mistakes.some(({ name, isMissing }) => isMissing && name === 'text')) {
		throw new WutsError('invalid_request');
	}
	if (mistakes.length > 0) throw new GateError('VALIDATION_ERROR', now);
	return { wuts, params: body };
}
