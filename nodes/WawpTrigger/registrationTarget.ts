import { Problem } from '../shared/problem';
import { bareUrl } from '../Wawp/answers/webhooks';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0)$/;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/;

/** Whether two addresses are those of one webhook; what stands in the query (a secret) makes no other one of it. */
export function isSameWebhook(one: string, other: string | undefined): boolean {
	return other !== undefined && bareUrl(one) !== '' && bareUrl(one) === bareUrl(other);
}

/** The address to register: with the secret at its end where deliveries prove themselves by that. */
export function targetUrl(url: string, secretInUrl: string): string {
	return secretInUrl === '' ? url : `${url}?secret=${encodeURIComponent(secretInUrl)}`;
}

/**
 * Makes sure that Wawp can reach an address: it takes public https:// addresses only. A local Wawp (the sandbox) reaches any.
 *
 * @throws Problem that says what to set
 */
export function assertReachable(url: string, apiUrl: string): void {
	if (LOOPBACK.test(new URL(apiUrl).hostname)) return;
	const { protocol, hostname } = new URL(url);
	if (protocol === 'https:' && !LOOPBACK.test(hostname) && !PRIVATE.test(hostname)) return;
	throw new Problem(`Wawp cannot reach this n8n at ${bareUrl(url)}`, {
		code: 'not_reachable',
		httpStatus: null,
		hint: 'Wawp delivers to public https:// addresses only. Set WEBHOOK_URL of n8n to the address under which it is reached from the internet. With the local sandbox, enter its Webhook API URL in the credential.',
		outcome: 'notSent',
	});
}
