/** Webhook deliveries as Wawp and others send them, good ones and every kind of forgery. */
import { createHmac, randomBytes } from 'node:crypto';

/** One delivery before it is sent. */
export interface Delivery {
	/** What is wrong with it, or how it proves itself. */
	kind: string;
	good: boolean;
	eventId: string;
	body: string;
	headers: Record<string, string>;
	/** Added to the webhook's address. */
	query?: Record<string, string>;
}

type Scheme = (body: string, secret: string) => Pick<Delivery, 'headers' | 'query'>;

/** Every way in which a delivery can prove that it knows the secret. */
const SCHEMES: Record<string, Scheme> = {
	'X-Webhook-Hmac': (body, secret) => ({ headers: signed(body, secret) }),
	'X-Webhook-Hmac with its algorithm': (body, secret) => ({
		headers: {
			'X-Webhook-Hmac': hex('sha256', body, secret),
			'X-Webhook-Hmac-Algorithm': 'sha256',
		},
	}),
	'X-Wawp-Signature, SHA-256': (body, secret) => ({
		headers: { 'X-Wawp-Signature': hex('sha256', body, secret) },
	}),
	'X-Wawp-Signature, SHA-512': (body, secret) => ({
		headers: { 'X-Wawp-Signature': hex('sha512', body, secret) },
	}),
	'X-Wawp-Signature, sha256=': (body, secret) => ({
		headers: { 'X-Wawp-Signature': `sha256=${hex('sha256', body, secret)}` },
	}),
	'X-Wawp-Signature, the plain secret': (_, secret) => ({ headers: { 'X-Wawp-Signature': secret } }),
	'secret in the URL': (_, secret) => ({ headers: {}, query: { secret } }),
};

/** The schemes that prove the body. */
const SIGNING = Object.keys(SCHEMES).filter((name) => name.startsWith('X-') && !name.includes('plain'));

/** What a forger may try. */
const FORGERIES: ((secret: string) => Delivery)[] = [
	...SIGNING.map((scheme) => (secret: string) => changedByte(deliver(scheme, secret))),
	...Object.keys(SCHEMES).map((scheme) => () => ({
		...deliver(scheme, randomBytes(24).toString('hex')),
		kind: `${scheme}: wrong secret`,
		good: false,
	})),
	...SIGNING.map((scheme) => (secret: string) => ({
		...deliver(scheme, secret, Date.now() - 61 * 60_000),
		kind: `${scheme}: stale`,
		good: false,
	})),
	...SIGNING.map((scheme) => (secret: string) => ({
		...deliver(scheme, secret, Date.now() + 61 * 60_000),
		kind: `${scheme}: from the future`,
		good: false,
	})),
	() => ({ ...deliver('secret in the URL', ''), kind: 'no proof', query: {}, good: false }),
	() => ({
		...deliver('X-Webhook-Hmac', ''),
		kind: 'empty proof',
		headers: { 'X-Webhook-Hmac': '' },
		good: false,
	}),
];

/** As many good deliveries as forged ones, mixed, each kind about as often as the others. */
export function halfForged(secret: string, count: number): Delivery[] {
	return Array.from({ length: count }, (_, index) => {
		const turn = Math.floor(index / 2);
		return index % 2 === 0 ? proven(secret, turn) : forged(secret, turn);
	});
}

/** A good delivery: each turn proves itself in another way. */
export function proven(secret: string, turn: number): Delivery {
	const schemes = Object.keys(SCHEMES);
	return deliver(schemes[turn % schemes.length] ?? '', secret);
}

/** A forgery: each turn is another kind. */
export function forged(secret: string, turn: number): Delivery {
	return FORGERIES[turn % FORGERIES.length]?.(secret) ?? deliver('', secret);
}

/** The headers of a body that the owner of the secret has signed, whatever it is. */
export function signed(body: string, secret: string): Record<string, string> {
	return { 'X-Webhook-Hmac': hex('sha512', body, secret) };
}

/** A good delivery. */
export function deliver(scheme: string, secret: string, time = Date.now()): Delivery {
	const eventId = `evt_${randomBytes(13).toString('hex')}`;
	const body = JSON.stringify(messageEvent(eventId, time));
	const proof = SCHEMES[scheme]?.(body, secret) ?? { headers: {} };
	return { kind: scheme, good: true, eventId, body, ...proof };
}

/** The documented envelope of an incoming message. */
export function messageEvent(eventId: string, timestamp: number, text = 'Hello'): object {
	return {
		id: eventId,
		timestamp,
		event: 'message',
		session: 'corner-shop',
		metadata: { instance_id: 'A1B2C3D4E5F6' },
		me: { id: '447441429009@c.us', pushName: 'Corner Shop' },
		payload: {
			id: `false_201001234567@c.us_${eventId.slice(4, 24).toUpperCase()}`,
			timestamp: Math.floor(timestamp / 1000),
			from: '201001234567@c.us',
			fromMe: false,
			source: 'app',
			to: '447441429009@c.us',
			body: text,
			hasMedia: false,
		},
		engine: 'GOWS',
		environment: { version: '2026.1.1', engine: 'GOWS', tier: 'PLUS' },
	};
}

function changedByte(delivery: Delivery): Delivery {
	const body = delivery.body.replace('"Hello"', '"Hella"');
	return { ...delivery, kind: `${delivery.kind}: changed byte`, good: false, body };
}

function hex(algorithm: string, body: string, secret: string): string {
	return createHmac(algorithm, secret).update(body).digest('hex');
}
