import type { Controls } from './field';
import { pause } from './pause';

/** What people say about how fast sends may follow each other. */
export type PaceControls = Pick<Controls, 'pauseMin' | 'pauseMax' | 'perMinute'>;

const MINUTE_MS = 60_000;

/** Whether somebody asked for any pace. */
export function hasPace({ pauseMin, pauseMax, perMinute }: PaceControls): boolean {
	return pauseMin > 0 || pauseMax > 0 || perMinute > 0;
}

/**
 * How long the next send has to wait.
 *
 * @param times when the last ones left, oldest first, in milliseconds since 1970
 * @param random from 0 to 1: where between the least and the most pause
 * @returns milliseconds
 */
export function waitFor(
	{ pauseMin, pauseMax, perMinute }: PaceControls,
	times: readonly number[],
	now: number,
	random: number,
): number {
	const last = times.at(-1);
	if (last === undefined) return 0;
	const seconds = pauseMin + random * (Math.max(pauseMin, pauseMax) - pauseMin);
	const first = perMinute > 0 ? times.at(-perMinute) : undefined;
	const full = first === undefined ? 0 : first + MINUTE_MS - now;
	return Math.max(0, last + seconds * 1000 - now, full);
}

/** Waits until the next send may leave; throws a Problem when the execution is stopped meanwhile. */
export async function keepPace(
	controls: PaceControls,
	times: readonly number[],
	signal?: AbortSignal,
): Promise<void> {
	if (hasPace(controls)) await pause(waitFor(controls, times, Date.now(), Math.random()), signal);
}
