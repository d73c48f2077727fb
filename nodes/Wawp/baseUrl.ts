import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { invalidInput } from '../shared/problem';

/** Where Wawp's v1 API lives (docs.wawp.net); the credential's default. */
export const WAWP_BASE_URL = 'https://wawp.net/wp-json/awp/v1';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The credential's Base URL without spaces around it and slashes at its end.
 *
 * @throws Problem for what is no web address, or plain http to another machine: the token would travel readable
 */
export function baseUrl({ baseUrl: entered }: ICredentialDataDecryptedObject): string {
	const text = (typeof entered === 'string' ? entered : '').trim().replace(/\/+$/, '') || WAWP_BASE_URL;
	const address = URL.canParse(text) ? new URL(text) : undefined;
	if (
		address === undefined ||
		!['http:', 'https:'].includes(address.protocol) ||
		address.search ||
		address.hash
	) {
		throw invalidInput(
			'Base URL',
			`expected a web address such as ${WAWP_BASE_URL}`,
			'Correct it in the credential.',
		);
	}
	if (address.protocol === 'http:' && !LOOPBACK.test(address.hostname)) {
		throw invalidInput(
			'Base URL',
			'expected https://; plain http:// is only accepted for this machine (127.0.0.1, localhost)',
			'Correct it in the credential.',
		);
	}
	return text;
}
