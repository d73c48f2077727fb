import { MediaError } from '../ground/media';
import { querySchemas } from '../http/contract';
import { AnswerError, isTooLarge, NoRouteError } from '../http/errors';
import type { ErrorBody } from '../http/faults/answers';
import type { DroppedState } from '../http/faults/types';
import { nest } from '../http/query';
import { isObject } from '../http/service';
import type { CallContent, Incoming } from '../http/service';
import { ApiError, mediaError, wrongState } from './errors';
import { credential, placeParameters, splitCredentials, validateParameters } from './parameters';
import type { WawpCall } from './routes/call';
import { beginWawp } from './state';
import type { Wawp } from './state';

/** What both versions of the API have in common: one server with one memory, its checks and its errors. */
export const FRAME = { begin: beginWawp, check, errorOf, plannedBody, contentOf, drop };

function errorOf(_wawp: Wawp, error: unknown): AnswerError {
	if (error instanceof AnswerError) return error;
	if (error instanceof NoRouteError) return new ApiError('rest_no_route');
	if (error instanceof MediaError) return mediaError(error);
	return new ApiError(isTooLarge(error) ? 'payload_too_large' : 'internal_server_error');
}

function plannedBody(...[status, said = {}]: Parameters<ErrorBody>): object {
	const { code = 'wawp_api_error', message = 'A planned failure.' } = said;
	return { code, message, data: { status } };
}

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

/** Credentials travel among the other parameters, and stay out. */
function contentOf({ query, body, inPath }: Incoming): CallContent {
	const given = { ...(isObject(body) ? body : {}), ...nest(query) };
	const [{ instance_id: instance }, parameters] = splitCredentials(given);
	return {
		instance: typeof instance === 'string' ? instance : undefined,
		parameters: { ...inPath, ...parameters },
	};
}

function drop(
	{ instances, sessions }: Wawp,
	{ query, body }: Incoming,
	to: DroppedState,
): ApiError | undefined {
	const given = isObject(body) ? body : {};
	const accessToken = credential('access_token', query, given);
	const instance = instances.owned(String(accessToken), credential('instance_id', query, given));
	if (instance?.status !== 'WORKING') return undefined;
	sessions.disconnect(instance, to);
	return wrongState(instance.status, 'WORKING');
}
