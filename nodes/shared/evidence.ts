import { asObject, asText } from './json';
import type { ApiError, Evidence } from './operation';

/** Where engines and APIs put the ID of what was sent or created. */
const ID_NAMES = [
	'id',
	'messageId',
	'message_id',
	'statusId',
	'ID',
	'JID',
	'gid',
	'_serialized',
	'job_id',
	'jobId',
];

/** What may stand around the thing that has the ID. */
const AROUND = [
	'data',
	'key',
	'_data',
	'Info',
	'id',
	'gid',
	'message',
	'groupMetadata',
	'response',
	'result',
];

/** Deeper, an ID is that of something else. */
const DEEPEST = 3;

const YES_WORDS = ['success', 'sent', 'queued', 'ok'];
const NO_WORDS = ['error', 'fail', 'failed', 'failure'];

/**
 * Whether an answer shows what an operation needs to count as done.
 *
 * @param body the parsed body; an empty one is null, one that is no JSON is a text
 */
export function shows(evidence: Evidence, body: unknown): boolean {
	switch (evidence) {
		case 'any':
			return typeof body !== 'string' || body.trim() === '';
		case 'id':
		case 'yes':
			if (isUnsent(body, 0)) return false;
			return hasId(body, 0) || isYes(body);
		case 'data':
			return isData(body) && !(Array.isArray(body) && body.length === 0);
		case 'read':
			return isData(body);
	}
}

/** An object with something in it, a list, a number, a switch, or a text that is no piece of markup or JSON. */
function isData(body: unknown): boolean {
	if (Array.isArray(body) || typeof body === 'number' || typeof body === 'boolean') return true;
	if (typeof body === 'string') return /^[^<>{}[\]"]+$/.test(body.trim());
	return Object.keys(asObject(body)).length > 0;
}

function hasId(body: unknown, depth: number): boolean {
	const [only] = Array.isArray(body) ? (body as unknown[]) : [body];
	const fields = asObject(only);
	if (ID_NAMES.some((name) => isId(fields[name]))) return true;
	return depth < DEEPEST && AROUND.some((name) => name in fields && hasId(fields[name], depth + 1));
}

/**
 * Whether WhatsApp says of a message that it could not be sent, whatever its ID: WAHA's and WEBJS's level -1, Baileys' word beside
 * the key, or the number of it.
 */
function isUnsent(body: unknown, depth: number): boolean {
	const fields = asObject(onlyOf(body));
	const { ack, ackName, key, status } = fields;
	const isFailed = ack === -1 || ackName === 'ERROR';
	if (isFailed || (Object.keys(asObject(key)).length > 0 && (status === 'ERROR' || status === 0)))
		return true;
	return depth < DEEPEST && AROUND.some((name) => name in fields && isUnsent(fields[name], depth + 1));
}

/** What stands where nothing was made: databases give 0, and programs write the word for nothing. */
const NO_ID = ['', '0', '-1', 'null', 'undefined', 'false'];

function isId(value: unknown): boolean {
	return typeof value !== 'boolean' && !NO_ID.includes(asText(value).trim());
}

function isYes(body: unknown): boolean {
	if (body === true) return true;
	const { success, sent, status, code } = asObject(body);
	return success === true || sent === true || isWord(YES_WORDS, status) || code === 'success';
}

/**
 * What of an answer may say no: itself, and, of a change, the one thing that it wraps. What a read wraps is the data that was
 * asked for, and of several things some may be done.
 */
export function partsOf(body: unknown, evidence: Evidence): unknown[] {
	if (evidence === 'read') return [body];
	const whole = onlyOf(body);
	const { data, response, result } = asObject(whole);
	return [whole, ...[data, response, result].map(onlyOf)];
}

function onlyOf(value: unknown): unknown {
	return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
}

/**
 * The no in an answer that an API gives in words of no special shape: `success: false`, `sent: false`, an `error`, a status
 * of 400 and more in the body, whatever the status of HTTP.
 */
export function refusalIn(body: unknown): ApiError | undefined {
	const { success, sent, error, status, code, message } = asObject(body);
	const saidNo = isNo(success) || isNo(sent) || isWord(NO_WORDS, status) || isFilled(error);
	const embedded = statusIn(body);
	if (!saidNo && (embedded ?? 0) < 400) return undefined;
	const nested = asObject(error);
	return {
		code: asText(code ?? nested.code) || (embedded === undefined ? 'refused' : `http_${embedded}`),
		message: asText(message ?? nested.message) || asText(error) || 'no reason given',
	};
}

/** The status of HTTP that stands inside an answer: `statusCode`, a numeric `status`, or `data.status` of WordPress. */
export function statusIn(body: unknown): number | undefined {
	const { statusCode, status, data } = asObject(body);
	return [statusCode, status, asObject(data).status].find(
		(value): value is number => typeof value === 'number' && value >= 100 && value < 600,
	);
}

function isWord(words: string[], value: unknown): boolean {
	return typeof value === 'string' && words.includes(value);
}

function isNo(value: unknown): boolean {
	return value === false || value === 'false';
}

/** Some APIs say in `error` that there was none. */
function isFilled(error: unknown): boolean {
	if (Array.isArray(error)) return error.length > 0;
	if (typeof error === 'number') return error !== 0;
	if (typeof error === 'string') return !/^(none|null|false|no|0|ok)?$/i.test(error.trim());
	return error === true || Object.keys(asObject(error)).length > 0;
}
