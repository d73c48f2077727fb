import type { Answer, ApiRequest, Judged } from './operation';
import { pause } from './pause';
import { failAgain, Problem } from './problem';
import { send, type Connection } from './transport';

/** A connection that tries again where that does no harm. */
export interface Persistent extends Connection {
	/** How often after the first time. */
	retries: number;
	/** Told each time that the API asks to slow down. */
	onTooMany: () => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** No further try begins later than so long after the first one. */
const MOST_MS = 60_000;

/** No connection stood, and a moment later one may. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** The server behind the one that answered is away for a moment. */
const AWAY = [502, 503, 504];

/** A network failure that is the same next time, and a stop. */
const LASTING = /CERT|SELF_SIGNED|^stopped$/;

/**
 * One call of the API that is tried again where nothing can have been done: after 429 or without a connection; one that only
 * reads also after 502, 503, 504, a time-out or a broken connection. A send is never repeated after that.
 *
 * @throws Problem of the last try
 */
export async function sendSafely(
	connection: Persistent,
	request: ApiRequest,
	judged: Judged,
): Promise<Answer> {
	const last = Date.now() + MOST_MS;
	const attempt = async (tries: number): Promise<Answer> =>
		await send(connection, request, judged).catch(async (error: unknown) => {
			if (isTooMany(error)) connection.onTooMany();
			const wait = waitBefore(error, judged, tries);
			const isLast = wait === undefined || tries > connection.retries || Date.now() + wait > last;
			if (isLast) return await failAgain(error);
			await pause(wait, connection.signal);
			return await attempt(tries + 1);
		});
	return await attempt(1);
}

/** Milliseconds until the next try; undefined where there must be none. */
function waitBefore(error: unknown, judged: Judged, tries: number): number | undefined {
	if (!(error instanceof Problem) || !mayTryAgain(error, judged)) return undefined;
	const { retryAfter } = error.details;
	const growing = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
	// Not all at the same moment.
	const jitter = 0.5 + Math.random() / 2;
	return retryAfter === undefined ? growing * jitter : retryAfter * 1000 + growing * (jitter - 0.5);
}

function mayTryAgain(error: Problem, { evidence }: Judged): boolean {
	const { code, httpStatus } = error.details;
	if (isTooMany(error) || UNREACHED.includes(code)) return true;
	if (evidence !== 'read') return false;
	return httpStatus === null ? !LASTING.test(code) : AWAY.includes(httpStatus);
}

function isTooMany(error: unknown): boolean {
	return error instanceof Problem && error.details.httpStatus === 429 && error.details.code !== 'restricted';
}
