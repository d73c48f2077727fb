/** What stands where a secret stood inside a longer text. */
const HIDDEN = '[hidden]';

/** No answer of an API is deeper; one that is would exhaust the stack. */
const DEEPEST = 200;
const TOO_DEEP = '[too deep]';

/** Shorter texts are no secrets, but words. */
const SHORTEST = 6;

/** Keys under which answers carry secrets, without case, dots, dashes and underscores. */
const SECRET_KEYS = new Set(['accesstoken', 'webhooksecret', 'hmac']);

/**
 * A copy of `value` in which no secret is left: fields with a secret's name are gone, and every occurrence
 * of one of the `secrets` (as it is, or percent-encoded) inside a text or a key is hidden.
 *
 * By name as well, since APIs repeat tokens in places of their own (a session's `metadata.access_token`).
 *
 * @param value any JSON value; binary values pass through
 * @param secrets texts that must not be seen; those under 6 characters are hidden by name only, since they stand in
 * innocent texts too
 */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
	return clean(value, needles(secrets), 0) as T;
}

function needles(secrets: readonly string[]): string[] {
	const long = secrets.filter((secret) => secret.length >= SHORTEST);
	const forms = long.flatMap((secret) => [secret, encodeURIComponent(secret)]);
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function clean(value: unknown, secrets: string[], depth: number): unknown {
	if (depth > DEEPEST) return TOO_DEEP;
	if (typeof value === 'string') return hide(value, secrets);
	if (Array.isArray(value)) return value.map((element) => clean(element, secrets, depth + 1));
	if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
	const fields = Object.entries(value).filter(([key]) => !isSecretKey(key));
	return Object.fromEntries(
		fields.map(([key, field]) => [hide(key, secrets), clean(field, secrets, depth + 1)]),
	);
}

function hide(text: string, secrets: string[]): string {
	return secrets.reduce((rest, secret) => rest.split(secret).join(HIDDEN), text);
}

function isSecretKey(key: string): boolean {
	return SECRET_KEYS.has(key.toLowerCase().replace(/[-_.\s]/g, ''));
}
