/** Shorter texts are no secrets, but words. */
const SHORTEST = 6;

/** In Base64 shorter ones have too few letters of their own. */
const SHORTEST_IN_BASE64 = 10;

/**
 * One pattern for all secrets, the longest first, in all forms in which servers repeat what they were sent: percent-encoded, escaped in
 * JSON or HTML, in Base64.
 *
 * @returns undefined where there is none of 6 characters or more
 */
export function secretForms(secrets: readonly string[]): RegExp | undefined {
	const long = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
	const forms = long.flatMap((secret) => [
		// What escapes the first sign more than once stands before the secret.
		Array.from(secret, (sign, index) => anyFormOf(sign, index === 0 ? 0 : DEEPEST)).join(''),
		...[...new Set([secret, inQuery(secret)])].flatMap(inBase64),
	]);
	forms.sort((a, b) => b.length - a.length);
	return forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'gi');
}

/** So often JSON in JSON in JSON doubles a backslash before a sign. */
const DEEPEST = 8;

/** A letter or sign as it is, percent-encoded (also more than once), escaped in JSON (of PHP too), or as HTML writes it. */
function anyFormOf(sign: string, escapes: number): string {
	const percent = [...Buffer.from(sign)].map((byte) => `%(?:25){0,4}${hex(byte)}`).join('');
	const code = sign.charCodeAt(0);
	const plain = `\\\\{0,${escapes}}${sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`;
	const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
	const html = `&(?:amp;){0,4}(?:#0{0,8}${code}|#x0{0,8}${code.toString(16)}${sign in names ? `|${names[sign]}` : ''});`;
	const space = sign === ' ' ? '|\\+' : '';
	return `(?:${plain}|${percent}|\\\\{1,${escapes + 1}}u${hex(code).padStart(4, '0')}|${html}${space})`;
}

function hex(code: number): string {
	return code.toString(16).padStart(2, '0');
}

/** As n8n writes it into an address. */
function inQuery(secret: string): string {
	return encodeURIComponent(secret).replace(
		/[!'()*]/g,
		(sign) => `%${hex(sign.charCodeAt(0)).toUpperCase()}`,
	);
}

/** Within anything that was written in Base64, whatever stands before it; only of secrets so long that no word is hit. */
function inBase64(secret: string): string[] {
	if (secret.length < SHORTEST_IN_BASE64) return [];
	return [0, 1, 2].map((shift) => {
		const text = Buffer.from('x'.repeat(shift) + secret).toString('base64');
		const own = text.slice(shift === 0 ? 0 : 4, text.length - (text.endsWith('=') ? 4 : 0));
		return own
			.replace(/[+-]/g, '(?:[+-]|%(?:25){0,4}2b)')
			.replace(/[/_]/g, '(?:\\\\{0,8}[/_]|%(?:25){0,4}2f)');
	});
}
