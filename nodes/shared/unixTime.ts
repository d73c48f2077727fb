/** Below this a number is read as seconds, above as milliseconds: it is 1973 in milliseconds, 5138 in seconds. */
const MILLISECONDS_FROM = 1e11;

/** A Unix time in milliseconds, from seconds or milliseconds: APIs and people use both. */
export function unixMilliseconds(time: number): number {
	return time < MILLISECONDS_FROM ? time * 1000 : time;
}
