import { createHmac } from 'node:crypto';

import type { Call } from '../../../engine';
import { WEBHOOK_SECRET } from '../account';

export const MONA = '201001234567@c.us';

/** What somebody writes. */
export function written(body: string): object {
	const timestamp = Math.floor(Date.now() / 1000) + 1;
	return { id: `false_${MONA}_3EB0ANSWER`, timestamp, from: MONA, fromMe: false, body, hasMedia: false };
}

/** What is wrong with a delivery. */
interface Forgery {
	secret?: string;
	headers?: Record<string, string>;
	timestamp?: number;
	body?: string;
	/** So many characters more. */
	padding?: number;
}

/** A delivery of a message, signed as WAHA does. */
export function deliver(
	payload: object,
	{ secret = WEBHOOK_SECRET, timestamp = Date.now(), padding = 0, ...given }: Forgery = {},
): Call {
	const envelope = {
		id: 'evt_1',
		timestamp,
		event: 'message',
		session: 's',
		payload,
		pad: 'x'.repeat(padding),
	};
	const body = given.body ?? JSON.stringify(envelope);
	const hmac = createHmac('sha512', secret).update(body).digest('hex');
	return {
		method: 'POST',
		query: { wawp: 'reply' },
		body,
		headers: given.headers ?? { 'x-webhook-hmac': hmac },
	};
}
