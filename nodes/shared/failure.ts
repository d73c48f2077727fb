import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { addressOf } from './address';
import { partsOf, refusalIn, shows, statusIn } from './evidence';
import { asText, present } from './json';
import type { ApiError, Judged, Remedy, Service } from './operation';
import { Problem, type Outcome } from './problem';

/** What a failed call is judged by, beside the failure itself. */
export interface CallFacts {
	service: Service;
	judged: Judged;
	timeoutMs: number;
}

const UNKNOWN_HINT =
	'It may have been carried out all the same. Look at the phone or the API before you run this again, so that nothing is sent twice.';

const AGAIN_HINT = 'It may have been carried out all the same; running it again is safe.';

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

/** Redirects after which the request was certainly not carried out: it has to be made at the other address. */
const NOT_CARRIED_OUT = [301, 307, 308];

/** The API passed the request on and lost the answer, whatever status it says that with. */
const LOST_UPSTREAM = /curl error|upstream|bad gateway|gateway time-?out|operation timed out/i;

/** WhatsApp's restriction of accounts that write to strangers, and its kin (HTTP 463, or in words). */
const RESTRICTED =
	/(error|status|code)\W{0,3}463\b|reach-?out time-?lock|account (is |was )?(temporarily )?(restricted|banned)/i;

/** The code of a restriction, for every service. */
const RESTRICTED_CODE = 'restricted';

/** What to do about a restriction, for every service. */
const RESTRICTED_REMEDY: Remedy = {
	message: 'WhatsApp restricts this number at the moment',
	hint: 'WhatsApp does this to numbers that write to many people who never wrote to them. Do not send to new chats for a day or more, and answer those who write to you.',
	outcome: 'refused',
};

/**
 * The problem behind a call that brought no answer. Only the kind of failure is read from the error: its text
 * and its cause hold the request, and with it the access token.
 */
export function networkProblem(error: unknown, { service, judged, timeoutMs }: CallFacts): Problem {
	const kind = errorCodes(error);
	const never = kind.find((code) => code in NEVER_LEFT);
	if (never !== undefined) {
		return new Problem(`${service.name} ${NEVER_LEFT[never] ?? ''}`, {
			code: never,
			httpStatus: null,
			hint: `Check the ${addressFieldOf(service)} in the credential and the network. Nothing was sent.`,
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
		...unclear(judged),
	});
}

/**
 * The problem an answer states: a redirect, an error status, an error inside a 2xx, or nothing that shows that it was done.
 *
 * @returns undefined for an answer that can be used
 */
export function answerProblem(response: IN8nHttpFullResponse, facts: CallFacts): Problem | undefined {
	const { statusCode, headers, body } = response;
	if (statusCode >= 300 && statusCode < 400) return redirectProblem(statusCode, headers.location, facts);
	const stated = statedNo(body, facts);
	if (statusCode >= 300 || stated !== undefined) return refusal(response, stated, facts);
	if (typeof body === 'string' && body !== '' && !isJson(headers)) return notJsonProblem(response, facts);
	if (body === false && facts.judged.evidence !== 'read') return notDone();
	return shows(facts.judged.evidence, body === '' ? null : body)
		? undefined
		: noEvidenceProblem(response, facts);
}

function statedNo(body: unknown, { service, judged }: CallFacts): ApiError | undefined {
	const nos = partsOf(body, judged.evidence).map(refusalIn);
	return service.readError(body) ?? nos.find((no) => no !== undefined);
}

/** Whether a call failed because WhatsApp restricts the number. */
export function isRestriction(error: unknown): boolean {
	return error instanceof Problem && error.details.code === RESTRICTED_CODE;
}

/** What an item is told that is not sent, because an earlier one met a restriction. */
export function restrictedBefore(): Problem {
	return new Problem('Not sent: WhatsApp restricts this number, as an earlier item showed', {
		code: RESTRICTED_CODE,
		httpStatus: null,
		hint: `${RESTRICTED_REMEDY.hint} The option "Send On When Restricted" sends all the same.`,
		outcome: 'notSent',
	});
}

/** The problem in an answer that says no, by its error code or only by its status. */
function refusal(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	stated: ApiError | undefined,
	{ service, judged }: CallFacts,
): Problem {
	const { code, message: said } = stated ?? unstated(statusCode, body);
	const codes = [code, ...(stated === undefined ? [`http_${statusCode}`] : []), String(statusCode)];
	const remedy = remedyOf(service, codes, said);
	const statuses = [statusCode, ...partsOf(body, judged.evidence).map(statusIn)];
	const isLost = LOST_UPSTREAM.test(`${code} ${said}`) || statuses.some(isUnanswered);
	const outcome = remedy?.outcome ?? (isLost ? unclear(judged).outcome : 'refused');
	const hint = [...advice(service, remedy, said), outcome === 'unknown' ? unclear(judged).hint : ''];
	return new Problem(remedy?.message ?? `${service.name} refused: ${said}`, {
		code: remedy === RESTRICTED_REMEDY ? RESTRICTED_CODE : code,
		httpStatus: statusCode,
		hint: hint.join(' ').trim() || `Compare what was entered with what ${service.name} said.`,
		outcome,
		...present({ retryAfter: secondsToWait(headers['retry-after']) }),
		...(stated === undefined && Boolean(body) && { answer: body }),
	});
}

/** The seconds in a header Retry-After, which is a number of them or a date (RFC 9110, section 10.2.3). */
function secondsToWait(header: unknown): number | undefined {
	const text = asText(header).trim();
	if (/^\d{1,9}$/.test(text)) return Number(text);
	const left = Math.ceil((Date.parse(text) - Date.now()) / 1000);
	return left > 0 ? left : undefined;
}

/** The remedy, and the server's own words where they do not stand in the message. */
function advice({ name }: Service, remedy: Remedy | undefined, said: string): string[] {
	if (remedy === undefined) return [];
	return remedy.message === undefined || remedy.message === said
		? [remedy.hint]
		: [remedy.hint, `${name} said: ${said}`];
}

/** @param codes what the remedy may stand under, the closest first; the HTTP status is one of them */
function remedyOf({ remedies }: Service, codes: string[], said: string): Remedy | undefined {
	if (codes.includes('463') || RESTRICTED.test(said)) return RESTRICTED_REMEDY;
	return codes.map((code) => remedies[code]).find((remedy) => remedy !== undefined);
}

/** Somebody on the way gave up, while the one behind may go on. */
function isUnanswered(status: number | undefined): boolean {
	return status !== undefined && (status >= 500 || status === 408 || status === 499);
}

/** What there is to say of an answer that does not say it itself. */
function unstated(statusCode: number, body: unknown): ApiError {
	const page = typeof body === 'string' && body !== '' ? 'a page instead of data, ' : '';
	return {
		code: typeof body === 'string' ? 'not_json' : `http_${statusCode}`,
		message: `it answered with ${page}HTTP status ${statusCode}`,
	};
}

/** What the credential calls the address of an API. */
function addressFieldOf({ addressField = 'Base URL' }: Service): string {
	return addressField;
}

/** A JSON answer may be a bare text: then only its type tells it from a page. */
function isJson(headers: IN8nHttpFullResponse['headers']): boolean {
	return asText(headers['content-type']).includes('json');
}

function redirectProblem(statusCode: number, location: unknown, { service, judged }: CallFacts): Problem {
	const target = addressOf(asText(location))?.host ?? 'elsewhere';
	const advice = `Enter the final address of ${service.name}'s API as ${addressFieldOf(service)} in the credential (often https:// instead of http://, or with www).`;
	const { hint, outcome } = unclear(judged);
	const safe = NOT_CARRIED_OUT.includes(statusCode) || outcome === 'notSent';
	return new Problem(
		`Wrong ${addressFieldOf(service)}: the address redirects to ${target}${safe ? '; nothing was sent' : ''}`,
		{
			code: 'redirect',
			httpStatus: statusCode,
			hint: safe ? advice : `${advice} ${hint}`,
			outcome: safe ? 'notSent' : outcome,
		},
	);
}

function notJsonProblem({ statusCode, body }: IN8nHttpFullResponse, { service, judged }: CallFacts): Problem {
	const { hint, outcome } = unclear(judged);
	return new Problem(`${service.name} answered with a page instead of data`, {
		code: 'not_json',
		httpStatus: statusCode,
		hint: `The ${addressFieldOf(service)} in the credential is probably not that of the API. ${hint}`,
		outcome,
		answer: body,
	});
}

/** A 2xx that does not show that anything was done, or does not bring what was asked for. */
function noEvidenceProblem(
	{ statusCode, body }: IN8nHttpFullResponse,
	{ service, judged }: CallFacts,
): Problem {
	const { hint, outcome } = unclear(judged);
	const read = judged.evidence === 'read';
	return new Problem(
		read
			? `${service.name} answered without the data that was asked for`
			: `${service.name} answered, but not that it was done`,
		{ code: read ? 'no_data' : 'no_evidence', httpStatus: statusCode, hint, outcome, answer: body },
	);
}

/** A bare `false` is how an engine says that it did not do it; it gives no reason. */
function notDone(): Problem {
	return new Problem('WhatsApp did not carry this out', {
		code: 'not_done',
		httpStatus: 200,
		hint: 'Usually the linked number lacks the right to do it, for example because it is no admin of the group.',
		outcome: 'refused',
	});
}

/** What is left to say where a request left and no usable answer came. */
function unclear({ repeatable, evidence }: Judged): { hint: string; outcome: Outcome } {
	if (evidence === 'read') return { hint: 'Running it again is safe.', outcome: 'notSent' };
	return { hint: repeatable ? AGAIN_HINT : UNKNOWN_HINT, outcome: 'unknown' };
}

function errorCodes(error: unknown): string[] {
	const codes: string[] = [];
	for (let level: unknown = error, depth = 0; level instanceof Object && depth < 5; depth++) {
		const { code, httpCode, cause } = level as Record<string, unknown>;
		codes.push(...[code, httpCode].filter(isErrorCode));
		level = cause;
	}
	return codes;
}

/** Where an answer breaks off, n8n gives its status as the code. */
function isErrorCode(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Z]/.test(value);
}
