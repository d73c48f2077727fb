/** Below this a time is read as seconds, above as milliseconds: it is 1973 in milliseconds, 5138 in seconds. */
const MILLISECONDS_FROM = 1e11;

/** The last moment that a JavaScript date can hold. */
const LATEST = 8.64e15;

/**
 * A Unix time in milliseconds, from seconds or milliseconds, as a number or as digits.
 * WAHA's envelope counts in milliseconds, message payloads and the flat `session.status` in seconds.
 */
export function toMilliseconds(value: unknown): number | undefined {
	const digits = typeof value === 'string' && /^\d{1,16}(\.\d+)?$/.test(value.trim());
	const time = digits ? Number(value) : value;
	if (typeof time !== 'number' || !Number.isFinite(time) || time <= 0) return undefined;
	const milliseconds = Math.floor(time < MILLISECONDS_FROM ? time * 1000 : time);
	return milliseconds <= LATEST ? milliseconds : undefined;
}

/** The same time as ISO 8601 text, or undefined when the value is no time. */
export function toIso(value: unknown): string | undefined {
	const milliseconds = toMilliseconds(value);
	return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
