import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { EffectOf } from './types';

/** An answer as it goes over the wire. */
export interface WireAnswer {
	status: number;
	headers: Record<string, string>;
	text: string;
}

/** What an error says; a service has its own words for what is missing. */
export interface Complaint {
	code?: string;
	message?: string;
}

/** The body of an error in the shape of a service. */
export type ErrorBody = (status: number, complaint?: Complaint) => object;

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };
const ENGINE_463 = '2 UNKNOWN: server returned error 463';
const PHP_WARNING =
	'<br />\n<b>Warning</b>:  Undefined array key "id" in <b>/var/www/html/wp-content/plugins/awp/api.php</b> on line <b>42</b><br />\n';

/** An ordinary JSON answer; without a body it has no content. */
export function jsonAnswer(status: number, body: unknown): WireAnswer {
	return { status, headers: JSON_TYPE, text: body === undefined ? '' : JSON.stringify(body) };
}

/** What was planned, or the service's own error; a text goes as it is. */
export function statusAnswer(
	{ status, body, contentType = 'application/json', headers = {} }: EffectOf<'status'>,
	bodyOf: ErrorBody,
): WireAnswer {
	const planned = body ?? bodyOf(status);
	const text = typeof planned === 'string' ? planned : JSON.stringify(planned);
	return { status, headers: { ...headers, 'content-type': contentType }, text };
}

/** A redirect, without any content. */
export function redirectAnswer({ location, status = 301 }: EffectOf<'redirect'>): WireAnswer {
	return { status, headers: { location }, text: '' };
}

/** A page: of a proxy about an error, or to log in. */
export function pageAnswer({ status = 502 }: EffectOf<'html'>): WireAnswer {
	const title = status < 300 ? 'Log In' : `${String(status)} ${STATUS_CODES[status] ?? ''}`.trim();
	const head = `<html>\r\n<head><title>${title}</title></head>\r\n`;
	const text = `${head}<body><center><h1>${title}</h1></center></body>\r\n</html>`;
	return { status, headers: HTML_TYPE, text };
}

/** The ordinary answer, spoilt so that it is no JSON; its length is right. */
export function wrongJsonAnswer({ form = 'warning' }: EffectOf<'wrongJson'>, usual: WireAnswer): WireAnswer {
	const { text } = usual;
	return { ...usual, text: form === 'warning' ? PHP_WARNING + text : firstHalf(text) };
}

/** 200 with an error in the shape of the service. */
export function errorIn2xxAnswer({ code, message }: EffectOf<'errorIn2xx'>, bodyOf: ErrorBody): WireAnswer {
	return jsonAnswer(200, bodyOf(200, { code, message }));
}

/** 200 without evidence; the empty text is no content at all. */
export function noEvidenceAnswer({ body = {} }: EffectOf<'noEvidence'>): WireAnswer {
	return jsonAnswer(200, body === '' ? undefined : body);
}

/** 200 for what waits in a queue, in the two shapes that clients have met. */
export function queuedAnswer({ form = 'job' }: EffectOf<'queued'>): WireAnswer {
	return jsonAnswer(200, form === 'job' ? { code: 'success', job_id: randomUUID() } : { status: 'queued' });
}

/** 429 with the time to wait. */
export function tooManyAnswer({ retryAfter }: EffectOf<'tooMany'>, bodyOf: ErrorBody): WireAnswer {
	const answer = jsonAnswer(429, bodyOf(429, { message: 'Too many requests.' }));
	return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

/** WhatsApp's restriction of a number that writes to strangers, as the engine words it. */
export function restrictedAnswer(
	{ status = 500, message = ENGINE_463 }: EffectOf<'restricted'>,
	bodyOf: ErrorBody,
): WireAnswer {
	return jsonAnswer(status, bodyOf(status, { message }));
}

/** The first half of a text, at least one character short. */
function firstHalf(text: string): string {
	return text.slice(0, Math.floor(text.length / 2));
}
