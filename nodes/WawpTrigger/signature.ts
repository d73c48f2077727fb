import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { asObject } from '../shared/json';
import { toMilliseconds } from '../Wawp/whatsapp/times';

/**
 * What a delivery may show to prove that it comes from the owner of the webhook secret.
 * `hmac` and `signature` prove the body; `plain` and `url` only prove that the sender knows the secret.
 */
export type Proof = 'hmac' | 'signature' | 'plain' | 'url';

/** `auto` takes the strongest proof that a delivery brings; any other scheme takes that one proof only. */
export type Scheme = 'auto' | Proof;

export interface SignedDelivery {
	rawBody: Buffer;
	/** Names in lower case, as Node.js gives them. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	query: Readonly<Record<string, unknown>>;
	secret: string;
	scheme: Scheme;
}

/** Why a delivery is not accepted, without any value of it. */
type Refusal = { ok: false; reason: string };

type Verdict = { ok: true; proof: Proof } | Refusal;

const HMAC_HEADER = 'x-webhook-hmac';
const ALGORITHM_HEADER = 'x-webhook-hmac-algorithm';
const SIGNATURE_HEADER = 'x-wawp-signature';
const TIME_HEADER = 'x-webhook-timestamp';
const SECRET_QUERY = 'secret';

/** No proof is longer: an HMAC has 128 digits, and nobody types a longer secret. */
const LONGEST_PROOF = 10_000;

const refused = (reason: string): Refusal => ({ ok: false, reason });

/**
 * Decides whether a delivery is authentic. Never throws; the reason holds no value of the delivery.
 *
 * The rules come from three places that contradict each other: WAHA signs with `X-Webhook-Hmac` (SHA-512),
 * Wawp's webhook page names `X-Wawp-Signature`, and Wawp's own n8n node tells users to put the secret into the
 * URL. With `auto` the strongest proof that is there decides alone: a wrong HMAC is not saved by a right URL.
 */
export function verifyDelivery(delivery: SignedDelivery): Verdict {
	if (delivery.secret === '') return refused('there is no webhook secret in the credential');
	switch (delivery.scheme) {
		case 'hmac':
			return checkHmac(delivery);
		case 'signature':
			return checkSignature(delivery);
		case 'plain':
			return checkPlain(delivery);
		case 'url':
			return checkUrl(delivery);
		case 'auto':
			return checkStrongest(delivery);
		default:
			// A scheme from a hand-edited workflow: refuse instead of accepting what was never asked for.
			return refused('the verification scheme is unknown');
	}
}

function checkStrongest(delivery: SignedDelivery): Verdict {
	if (delivery.headers[HMAC_HEADER] !== undefined) return checkHmac(delivery);
	if (delivery.headers[SIGNATURE_HEADER] !== undefined) {
		const signed = checkSignature(delivery);
		return signed.ok ? signed : checkPlain(delivery);
	}
	if (delivery.query[SECRET_QUERY] !== undefined) return checkUrl(delivery);
	return refused('no proof came with the delivery');
}

function checkHmac({ headers, rawBody, secret }: SignedDelivery): Verdict {
	const algorithm = algorithmOf(headers[ALGORITHM_HEADER]);
	if (algorithm === undefined)
		return refused('X-Webhook-Hmac-Algorithm names an algorithm that is not accepted');
	const hex = headers[HMAC_HEADER];
	if (typeof hex !== 'string') return refused('X-Webhook-Hmac is missing');
	if (!sameDigest(hex.trim(), algorithm, secret, rawBody)) return refused('X-Webhook-Hmac does not match');
	return { ok: true, proof: 'hmac' };
}

function algorithmOf(header: string | string[] | undefined): 'sha256' | 'sha512' | undefined {
	if (header === undefined) return 'sha512';
	if (typeof header !== 'string' || header.length > LONGEST_PROOF) return undefined;
	const name = header.trim().toLowerCase().replace('-', '');
	return name === 'sha512' || name === 'sha256' ? name : undefined;
}

function checkSignature({ headers, rawBody, secret }: SignedDelivery): Verdict {
	const value = headers[SIGNATURE_HEADER];
	if (typeof value !== 'string') return refused('X-Wawp-Signature is missing');
	if (value.length > LONGEST_PROOF) return refused('X-Wawp-Signature does not match');
	const parts = /^(?:(sha256|sha512)=)?([0-9a-f]+)$/i.exec(value.trim());
	const hex = parts?.[2] ?? '';
	const algorithm = parts?.[1]?.toLowerCase() ?? (hex.length === 128 ? 'sha512' : 'sha256');
	if (!sameDigest(hex, algorithm, secret, rawBody)) return refused('X-Wawp-Signature does not match');
	return { ok: true, proof: 'signature' };
}

function checkPlain({ headers, secret }: SignedDelivery): Verdict {
	const value = headers[SIGNATURE_HEADER];
	if (typeof value !== 'string') return refused('X-Wawp-Signature is missing');
	if (!sameText(value, secret)) return refused('X-Wawp-Signature does not match');
	return { ok: true, proof: 'plain' };
}

function checkUrl({ query, secret }: SignedDelivery): Verdict {
	const value = query[SECRET_QUERY];
	if (typeof value !== 'string') return refused('the secret in the URL is missing');
	if (!sameText(value, secret)) return refused('the secret in the URL does not match');
	return { ok: true, proof: 'url' };
}

function sameDigest(hex: string, algorithm: string, secret: string, rawBody: Buffer): boolean {
	const expected = createHmac(algorithm, secret).update(rawBody).digest();
	if (hex.length !== expected.length * 2 || !/^[0-9a-f]*$/i.test(hex)) return false;
	return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}

/** Both sides are hashed first, so that neither the length nor the place of a difference shows in the time. */
function sameText(given: string, secret: string): boolean {
	if (given.length > LONGEST_PROOF) return false;
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(secret));
}

/** How far clocks may be apart: nothing comes from further in the future. */
const FUTURE_MS = 5 * 60_000;

/**
 * Decides whether a proven delivery is fresh: by the time in its body (`timestamp` of WAHA's envelope, `ts` of Wawp's flat
 * session.status), with which the header's must agree.
 *
 * @param body the parsed body
 * @param maxAgeMs how old a delivery may be, and how far from the future up to five minutes; 0 switches the check off
 * @param now the receiver's clock in milliseconds
 * @returns the refusal, or undefined when the time is right
 */
export function checkAge(
	body: unknown,
	headers: SignedDelivery['headers'],
	maxAgeMs: number,
	now: number,
): Refusal | undefined {
	if (maxAgeMs <= 0) return undefined;
	const { timestamp, ts } = asObject(body);
	const sent = toMilliseconds(timestamp ?? ts);
	if (sent === undefined) {
		// The header's time is not signed, so it cannot stand in: anybody could write a fresh one.
		return refused('the body has no timestamp (set Maximum Age to 0 to accept such deliveries)');
	}
	if (!isWithin(now - sent, maxAgeMs)) return refused('the timestamp is outside the accepted window');
	const header = headers[TIME_HEADER];
	if (header === undefined) return undefined;
	const claimed = toMilliseconds(header);
	if (claimed === undefined) return refused('X-Webhook-Timestamp is not a time');
	if (!isWithin(claimed - sent, maxAgeMs)) return refused('X-Webhook-Timestamp disagrees with the body');
	return undefined;
}

/** A repeated delivery may carry the time of its repetition in the header: later than the body's, never much earlier. */
function isWithin(age: number, maxAgeMs: number): boolean {
	return age <= maxAgeMs && age >= -Math.min(maxAgeMs, FUTURE_MS);
}
