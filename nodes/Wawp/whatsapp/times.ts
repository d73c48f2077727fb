import { unixMilliseconds } from '../../shared/unixTime';

/** The last moment that a JavaScript date can hold. */
const LATEST = 8.64e15;

/**
 * A Unix time in milliseconds, from seconds or milliseconds, as a number or as digits.
 * WAHA's envelope counts in milliseconds, message payloads and the flat `session.status` in seconds.
 */
export function toMilliseconds(value: unknown): number | undefined {
	const digits = typeof value === 'string' && /^\d{1,16}(\.\d{1,9})?$/.test(value.trim());
	const time = digits ? Number(value) : value;
	if (typeof time !== 'number' || !Number.isFinite(time) || time <= 0) return undefined;
	const milliseconds = Math.floor(unixMilliseconds(time));
	return milliseconds <= LATEST ? milliseconds : undefined;
}

/** A time of WhatsApp as ISO 8601 text in UTC: from a Unix time, or from such a text itself; undefined for no time. */
export function toIso(value: unknown): string | undefined {
	const milliseconds = toMilliseconds(value) ?? fromIso(value);
	return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** GOWS writes the times inside its raw messages as text, with an offset. */
function fromIso(value: unknown): number | undefined {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\S{1,30}$/.test(value)) return undefined;
	const milliseconds = Date.parse(value);
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
