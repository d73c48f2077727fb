import type { MediaError } from '../ground/media';
import { AnswerError } from '../http/errors';

/** The errors of the API. Codes marked (inferred) are proved by no document. */
const ERRORS = {
	invalid_access_token: [401, 'The access token is missing or wrong.'],
	invalid_instance: [404, 'This account has no such instance.'],
	invalid_url: [400, 'The media could not be downloaded from this URL.'],
	subscription_required: [403, 'Webhooks are part of the paid plans.'],
	/** (inferred) */
	webhook_not_found: [404, 'This instance has no webhook with this URL.'],
	/** (inferred: the documents name the case, not the code) */
	unsupported_mimetype: [400, 'WhatsApp accepts only PNG and JPEG pictures.'],
	rest_no_route: [404, 'No route was found matching the URL and request method.'],
	rest_missing_callback_param: [400, 'Missing parameter(s)'],
	rest_invalid_param: [400, 'Invalid parameter(s)'],
	rest_invalid_json: [400, 'Invalid JSON body passed.'],
	/** (inferred) */
	payload_too_large: [413, 'The request is larger than 100 MB.'],
	/** The engine refused; the HTTP status says why (inferred). */
	wawp_api_error: [422, 'The engine refused the request.'],
	internal_server_error: [500, 'The sandbox failed.'],
} as const satisfies Record<string, readonly [number, string]>;

type ErrorCode = keyof typeof ERRORS;

interface Details {
	message?: string;
	status?: number;
	params?: string[] | Record<string, string>;
}

/** An answer in Wawp's error shape: `{code, message, data: {status, params?}}`. */
export class ApiError extends AnswerError {
	readonly status: number;
	private readonly params: Details['params'];

	constructor(
		readonly code: ErrorCode,
		details: Details = {},
	) {
		const [status, message] = ERRORS[code];
		super(details.message ?? message);
		this.status = details.status ?? status;
		this.params = details.params;
	}

	/** The JSON body of the answer. */
	body(): object {
		const data = { status: this.status, ...(this.params && { params: this.params }) };
		return { code: this.code, message: this.message, data };
	}
}

/** What the engine says of a call that the state of the session does not allow (inferred). */
export function wrongState(status: string, expected: string): ApiError {
	return new ApiError('wawp_api_error', {
		message: `Session status is not as expected. Try again later or restart the session: status is ${status}, expected ${expected}.`,
	});
}

/** What an engine answers to something it cannot do (inferred). */
export function notSupported(what: string, engine: string): ApiError {
	return new ApiError('wawp_api_error', {
		message: `${what} is not supported by the ${engine} engine.`,
		status: 501,
	});
}

/** What the engine answers about something it does not know (inferred). */
export function missing(what: string, id: string): ApiError {
	return new ApiError('wawp_api_error', { status: 404, message: `There is no ${what} ${id}.` });
}

/** What the engine answers to something it will not do (inferred). */
export function refused(message: string): ApiError {
	return new ApiError('wawp_api_error', { message });
}

/** What WhatsApp answers to something only others may do (inferred). */
export function forbidden(message: string): ApiError {
	return new ApiError('wawp_api_error', { status: 403, message });
}

/** What the API answers to media that it cannot use. */
export function mediaError({ problem, message }: MediaError): ApiError {
	if (problem === 'noPicture') return new ApiError('unsupported_mimetype');
	if (problem === 'unreachable') return new ApiError('invalid_url');
	if (problem === 'empty') return new ApiError('invalid_url', { message });
	return new ApiError('rest_invalid_param', {
		message: 'Invalid parameter(s): file[data]',
		params: { 'file[data]': 'file[data] must be Base64.' },
	});
}
