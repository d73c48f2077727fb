import path from 'node:path';
import { MediaError } from '../ground/media';
import { querySchemas } from '../http/contract';
import { AnswerError, isTooLarge, NoRouteError } from '../http/errors';
import { defineService, isObject } from '../http/service';
import type { Incoming } from '../http/service';
import { ApiError, mediaError } from './errors';
import { credential, placeParameters, validateParameters } from './parameters';
import { ROUTES } from './routes';
import type { WawpCall } from './routes/call';
import { beginWawp } from './state';
import type { Wawp } from './state';
import type { WawpOptions } from './types';

/** Where the API lives on a Wawp server. */
export const API_ROOT = '/wp-json/awp/v1';

/** The Wawp API. */
export const wawp = defineService<Wawp, WawpCall, WawpOptions>({
	title: 'Wawp',
	root: API_ROOT,
	contract: path.join(__dirname, 'openapi.yaml'),
	faultPrefix: '',
	begin: beginWawp,
	close: ({ webhooks }) => webhooks.close(),
	check,
	routes: ROUTES,
	errorOf: (_wawp, error) => {
		if (error instanceof AnswerError) return error;
		if (error instanceof NoRouteError) return new ApiError('rest_no_route');
		if (error instanceof MediaError) return mediaError(error);
		return new ApiError(isTooLarge(error) ? 'payload_too_large' : 'internal_server_error');
	},
	plannedBody: (status) => ({ code: 'wawp_api_error', message: 'A planned failure.', data: { status } }),
});

/** The checks in their order: token, parameters, instance; the handlers check the state of the session. */
function check(wawp: Wawp, { contract, request, route, inPath, query, body = {} }: Incoming): WawpCall {
	const accessToken = credential('access_token', query, isObject(body) ? body : {});
	if (!wawp.instances.knowsToken(accessToken)) throw new ApiError('invalid_access_token');
	if (!isObject(body)) throw new ApiError('rest_invalid_json');
	const parameters = placeParameters(route, query, body);
	validateParameters(contract, route, request, parameters);
	const params = { ...inPath, ...parameters.payload, ...parameters.query };
	const instance = wawp.instances.owned(accessToken, parameters.query['instance_id']);
	if (instance === undefined && 'instance_id' in querySchemas(route)) throw new ApiError('invalid_instance');
	return { wawp, accessToken, params, instance };
}
