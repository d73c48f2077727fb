import { addressOf } from './address';
import { asText } from './json';
import { invalidInput, type Problem } from './problem';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The credential's Base URL, or another address, without spaces around it and slashes at its end.
 *
 * @param fallback what an empty field means: the API's own address
 * @param field what the credential calls it
 * @throws Problem for what is no web address, or plain http to another machine: the secret would travel readable
 */
export function baseUrl(entered: unknown, fallback: string, field = 'Base URL'): string {
	const text = withoutSlashes(asText(entered).trim()) || fallback;
	const address = addressOf(text);
	if (
		address === undefined ||
		!['http:', 'https:'].includes(address.protocol) ||
		address.search ||
		address.hash
	) {
		throw wrong(field, `expected a URL such as ${fallback}`);
	}
	if (address.protocol === 'http:' && !LOOPBACK.test(address.hostname)) {
		throw wrong(
			field,
			'expected https://; plain http:// is only accepted for this machine (127.0.0.1, localhost)',
		);
	}
	return text;
}

function withoutSlashes(text: string): string {
	let length = text.length;
	while (text[length - 1] === '/') length--;
	return text.slice(0, length);
}

function wrong(field: string, expected: string): Problem {
	return invalidInput(field, expected, 'Correct it in the credential.');
}
