import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { asText } from './json';
import type { ApiError, Service } from './operation';
import { Problem, type Outcome } from './problem';

/** What a failed call is judged by, beside the failure itself. */
export interface CallFacts {
	service: Service;
	repeatable: boolean;
	timeoutMs: number;
}

const UNKNOWN_HINT =
	'It may have been carried out all the same. Look at the phone or the API before you run this again, so that nothing is sent twice.';

/** Failures before a connection stood: nothing left. */
const NEVER_LEFT: Record<string, string> = {
	ECONNREFUSED: 'refuses the connection',
	ENOTFOUND: 'cannot be found under this address',
	EAI_AGAIN: 'cannot be looked up at the moment',
	EHOSTUNREACH: 'cannot be reached',
	ENETUNREACH: 'cannot be reached from this network',
	CERT_HAS_EXPIRED: 'shows an expired certificate',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'shows a certificate that cannot be trusted',
	ERR_TLS_CERT_ALTNAME_INVALID: 'shows a certificate for another name',
};

/**
 * The problem behind a call that brought no answer. Only the kind of failure is read from the error: its text
 * and its cause hold the request, and with it the access token.
 */
export function networkProblem(error: unknown, { service, repeatable, timeoutMs }: CallFacts): Problem {
	const kind = errorCodes(error);
	const never = kind.find((code) => code in NEVER_LEFT);
	if (never !== undefined) {
		return new Problem(`${service.name} ${NEVER_LEFT[never] ?? ''}`, {
			code: never,
			httpStatus: null,
			hint: 'Check the Base URL in the credential and the network. Nothing was sent.',
			outcome: 'notSent',
		});
	}
	const timedOut = kind.some((code) => code === 'ECONNABORTED' || code === 'ETIMEDOUT');
	const reason = timedOut
		? `did not answer within ${Math.round(timeoutMs / 1000)} seconds`
		: 'broke the connection before it answered';
	return new Problem(`${service.name} ${reason}`, {
		code: timedOut ? 'timeout' : (kind[0] ?? 'connection_lost'),
		httpStatus: null,
		...unclear(repeatable),
	});
}

/**
 * The problem an answer states: a redirect, an error status, an error inside a 2xx, or no JSON.
 *
 * @returns undefined for an answer that can be used
 */
export function answerProblem(response: IN8nHttpFullResponse, facts: CallFacts): Problem | undefined {
	const { statusCode, headers, body } = response;
	if (statusCode >= 300 && statusCode < 400) return redirectProblem(statusCode, headers.location, facts);
	const stated = facts.service.readError(body);
	if (statusCode < 300 && stated === undefined) {
		const page = typeof body === 'string' && body !== '' && !isJson(headers);
		return page ? notJsonProblem(statusCode, facts) : undefined;
	}
	return refusal(response, stated, facts);
}

/** The problem in an answer that says no, by its error code or only by its status. */
function refusal(
	{ statusCode, body }: IN8nHttpFullResponse,
	stated: ApiError | undefined,
	{ service, repeatable }: CallFacts,
): Problem {
	const { code, message: said } = stated ?? unstated(statusCode, body);
	const remedy = service.remedies[code] ?? service.remedies[String(statusCode)];
	const outcome = remedy?.outcome ?? outcomeOf(statusCode, repeatable);
	const hints = [
		remedy?.hint,
		remedy?.message === undefined ? undefined : `${service.name} said: ${said}`,
		outcome === 'unknown' ? UNKNOWN_HINT : undefined,
	];
	return new Problem(remedy?.message ?? `${service.name} refused: ${said}`, {
		code,
		httpStatus: statusCode,
		hint: hints.filter(Boolean).join(' '),
		outcome,
	});
}

/** What there is to say of an answer that does not say it itself. */
function unstated(statusCode: number, body: unknown): ApiError {
	const page = typeof body === 'string' && body !== '' ? 'a page instead of data, ' : '';
	return {
		code: typeof body === 'string' ? 'not_json' : `http_${statusCode}`,
		message: `it answered with ${page}HTTP status ${statusCode}`,
	};
}

function outcomeOf(statusCode: number, repeatable: boolean): Outcome {
	const unanswered = statusCode >= 500 || statusCode === 408;
	return unanswered && !repeatable ? 'unknown' : 'refused';
}

/** A JSON answer may be a bare text: then only its type tells it from a page. */
function isJson(headers: IN8nHttpFullResponse['headers']): boolean {
	return asText(headers['content-type']).includes('json');
}

function redirectProblem(statusCode: number, location: unknown, { service }: CallFacts): Problem {
	const target =
		typeof location === 'string' && URL.canParse(location) ? new URL(location).host : 'elsewhere';
	return new Problem(`Wrong Base URL: the address redirects to ${target}; nothing was sent`, {
		code: 'redirect',
		httpStatus: statusCode,
		hint: `Enter the final address of ${service.name}'s API as Base URL in the credential (often https:// instead of http://, or with www).`,
		outcome: 'notSent',
	});
}

function notJsonProblem(statusCode: number, { service, repeatable }: CallFacts): Problem {
	const { hint, outcome } = unclear(repeatable);
	return new Problem(`${service.name} answered with a page instead of data`, {
		code: 'not_json',
		httpStatus: statusCode,
		hint: `The Base URL in the credential is probably not that of the API. ${hint}`,
		outcome,
	});
}

function unclear(repeatable: boolean): { hint: string; outcome: Outcome } {
	if (repeatable) return { hint: 'Running it again is safe.', outcome: 'notSent' };
	return { hint: UNKNOWN_HINT, outcome: 'unknown' };
}

function errorCodes(error: unknown): string[] {
	const codes: string[] = [];
	for (let level: unknown = error, depth = 0; level instanceof Object && depth < 5; depth++) {
		const { code, httpCode, cause } = level as Record<string, unknown>;
		codes.push(...[code, httpCode].filter((value): value is string => typeof value === 'string'));
		level = cause;
	}
	return codes;
}
