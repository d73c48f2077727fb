import path from 'node:path';
import { MediaError } from '../ground/media';
import { AnswerError, NoRouteError } from '../http/errors';
import { defineService, isObject } from '../http/service';
import type { Incoming } from '../http/service';
import { mistakesIn } from '../http/validation';
import { defaultAccount, Wassenger } from './account';
import type { WaitingStatus } from './account';
import { WassengerError } from './errors';
import { WASSENGER_ROUTES } from './routes';
import type { WassengerCall } from './routes';
import type { WassengerOptions } from './types';

const ROOT = '/wassenger/v1';

/** The Wassenger API. */
export const wassenger = defineService<Wassenger, WassengerCall, WassengerOptions>({
	title: 'Wassenger',
	root: ROOT,
	contract: path.join(__dirname, 'openapi.yaml'),
	faultPrefix: ROOT,
	begin: ({ numbers, clock, feed }, { wassenger: account = defaultAccount(numbers) }, waiting) =>
		new Wassenger(account, clock, feed, waiting as WaitingStatus[] | undefined),
	save: (wassenger) => wassenger.save(),
	check,
	routes: WASSENGER_ROUTES,
	errorOf: (_wassenger, error) => {
		if (error instanceof AnswerError) return error;
		if (error instanceof NoRouteError) return new WassengerError('not_found');
		if (error instanceof MediaError) return new WassengerError('media_error', error.message);
		return new WassengerError('internal_error');
	},
	plannedBody: (status, { code = 'planned', message = 'A planned failure.' } = {}) => ({
		status,
		errorCode: code,
		message,
	}),
	contentOf: (incoming) => ({
		instance: deviceIdOf(incoming),
		parameters: { ...(isObject(incoming.body) ? incoming.body : {}) },
	}),
	drop: (wassenger, incoming) => {
		const isLost = wassenger.lose(deviceIdOf(incoming));
		return isLost ? new WassengerError('device_offline') : undefined;
	},
});

/** The checks in their order: key, parameters; the handlers check device and plan. */
function check(wassenger: Wassenger, incoming: Incoming): WassengerCall {
	const { contract, route, request, inPath, headers, query, body = {} } = incoming;
	if (headers['token'] !== wassenger.account.apiKey) throw new WassengerError('invalid_token');
	if (!isObject(body)) throw new WassengerError('invalid_request', 'The body must be a JSON object.');
	const mistakes = mistakesIn(contract, route, request, { query, payload: body });
	if (mistakes.length > 0) {
		throw new WassengerError('invalid_request', mistakes.map(({ sentence }) => sentence).join(' '));
	}
	return { wassenger, params: { ...body, ...inPath } };
}

function deviceIdOf({ inPath }: Incoming): string | undefined {
	const { deviceId } = inPath;
	return typeof deviceId === 'string' ? deviceId : undefined;
}
