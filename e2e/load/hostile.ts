/** Deliveries that must not run the workflow: malformed, oversized, adversarial and replayed ones beside the forged. */
import { forged, messageEvent, signed } from '../suites/deliveries';
import type { Delivery } from '../suites/deliveries';
import type { Sendable } from './send';

/** A delivery, and the answers that are right for it. */
export interface Hostile extends Sendable {
	kind: string;
	answers: readonly number[];
}

const JSON_TYPE = { 'content-type': 'application/json' };
const MEGABYTE = 1024 * 1024;
const ENDLESS_LENGTH = 100_000;
/** n8n's own parser refuses what is no JSON (422); our node what is no event (400). */
const UNREADABLE = [400, 422];
const UNPROVEN = [401];
const DROPPED = [200];

const MALFORMED: Record<string, { body: string; type?: string }> = {
	'a list': { body: '[{"event":"message"}]' },
	'a text': { body: '"message"' },
	'a number': { body: '42' },
	null: { body: 'null' },
	nothing: { body: '' },
	'no event': { body: '{"hello":"world"}' },
	'an event that is no text': { body: '{"event":{"a":1},"payload":{}}' },
	'cut off': { body: '{"event":"message","payload":{"id":"fal' },
	'not JSON': { body: '<xml><event>message</event></xml>' },
	deep: { body: `{"event":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
	'plain text': { body: '{"event":"message","payload":{}}', type: 'text/plain' },
	'a form': { body: 'event=message&payload=1', type: 'application/x-www-form-urlencoded' },
	multipart: {
		body: '--x\r\nContent-Disposition: form-data; name="event"\r\n\r\nmessage\r\n--x--\r\n',
		type: 'multipart/form-data; boundary=x',
	},
	'another alphabet': { body: '{"event":"message"}', type: 'application/json; charset=utf-32' },
};

/** Texts on which careless expressions take for ever; nine times in a message of less than 1 MB. */
const ENDLESS: Record<string, string> = {
	'a@a@…': endless('a@', 'true_'),
	'@@@…': endless('@', 'false_'),
	'1:1:…@': endless('1:', '', '@'),
	'_____…': endless('_'),
	blanks: endless(' ', 'false_', 'x'),
	zeros: endless('0', '', '@c.us\n'),
	Base64: endless('A', 'data:image/png;base64,', '!'),
	semicolons: endless(';a=', 'image/png'),
};

/** Headers on which careless expressions take for ever; Node.js itself refuses more than 16 KB. */
const ENDLESS_HEADERS: Record<string, Record<string, string>> = {
	'a long digest': { 'X-Webhook-Hmac': 'a'.repeat(8000) },
	'a long signature': { 'X-Wawp-Signature': `sha256=${'a'.repeat(8000)}!` },
	'a long algorithm': { 'X-Webhook-Hmac': 'ab', 'X-Webhook-Hmac-Algorithm': 'sha-'.repeat(2000) },
	'a long type': { 'X-Webhook-Hmac': 'ab', 'content-type': `application/json${' '.repeat(8000)};` },
	'a long time': { 'X-Webhook-Hmac': 'ab', 'X-Webhook-Timestamp': '1'.repeat(8000) },
};

/** Every kind but the oversized, in its turn; a replay repeats a good delivery that n8n has answered. */
export function hostile(secret: string, turn: number, earlier: Delivery): Hostile {
	const families = [forgery, malformed, adversarial, adversarialHeaders, replay];
	const family = families[turn % families.length] ?? forgery;
	return family(secret, Math.floor(turn / families.length), earlier);
}

/** 2 MB, with a proof in every second turn. */
export function oversized(secret: string, turn: number): Hostile {
	const body = JSON.stringify(messageEvent(`evt_large${turn}`, Date.now(), 'x'.repeat(2 * MEGABYTE)));
	const isProven = turn % 2 === 0;
	const headers = isProven ? { ...JSON_TYPE, ...signed(body, secret) } : JSON_TYPE;
	return { kind: 'oversized', body, headers, answers: isProven ? [413] : [401, 413] };
}

function forgery(secret: string, turn: number): Hostile {
	return { ...forged(secret, turn), answers: UNPROVEN };
}

/** With a right signature: only its shape is wrong. */
function malformed(secret: string, turn: number): Hostile {
	const [kind, { body, type }] = nth(Object.entries(MALFORMED), turn);
	const headers = { 'content-type': type ?? 'application/json', ...signed(body, secret) };
	// What n8n unpacks or leaves unread has no body to prove.
	return { kind, body, headers, answers: [...UNREADABLE, ...UNPROVEN, 415] };
}

/** A proven message of our own, hostile wherever a text is read: looked at in all details, then dropped. */
function adversarial(secret: string, turn: number): Hostile {
	const [kind, text] = nth(Object.entries(ENDLESS), turn);
	const event = messageEvent(`evt_endless${turn}`, Date.now(), text) as { payload: object };
	const everywhere = { id: text, from: text, to: text, participant: text, replyTo: { id: text } };
	const media = { url: text, mimetype: text, filename: text };
	const payload = { ...event.payload, ...everywhere, media, hasMedia: true, fromMe: true };
	const body = JSON.stringify({ ...event, payload });
	return { kind, body, headers: { ...JSON_TYPE, ...signed(body, secret) }, answers: DROPPED };
}

function adversarialHeaders(_secret: string, turn: number): Hostile {
	const [kind, headers] = nth(Object.entries(ENDLESS_HEADERS), turn);
	const body = JSON.stringify(messageEvent(`evt_headers${turn}`, Date.now()));
	return { kind, body, headers: { ...JSON_TYPE, ...headers }, answers: [...UNPROVEN, ...UNREADABLE] };
}

/** Byte by byte what was good before. */
function replay(_secret: string, _turn: number, earlier: Delivery): Hostile {
	return { ...earlier, kind: 'replayed', answers: DROPPED };
}

function endless(unit: string, before = '', after = ''): string {
	return before + unit.repeat(Math.floor(ENDLESS_LENGTH / unit.length)) + after;
}

function nth<T>(list: T[], turn: number): T {
	return list[turn % list.length] as T;
}
