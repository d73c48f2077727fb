import { randomBytes } from 'node:crypto';

import { sleep } from 'n8n-workflow';

import { Problem } from './problem';

/** n8n forbids timers in nodes, and its `sleep` cannot be ended: so long at most until a stop is noticed. */
const SLICE_MS = 250;

/**
 * Waits.
 *
 * @param signal of the execution
 * @throws Problem soon after somebody stopped the execution
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	assertRunning(signal);
	for (let left = milliseconds; left > 0; left = end - Date.now()) {
		await sleep(Math.min(SLICE_MS, left));
		assertRunning(signal);
	}
}

/**
 * Lets n8n's process do all else that is ready. Immediates are forbidden in nodes like timers, and a timer would take a
 * millisecond; what Node's thread pool does comes back in the next turn of the event loop.
 */
export async function nextTurn(): Promise<void> {
	await new Promise<void>((resolve) => randomBytes(1, () => resolve()));
}

/**
 * Makes sure that nothing leaves for an execution that somebody stopped.
 *
 * @throws Problem when it was stopped
 */
export function assertRunning(signal?: AbortSignal): void {
	if (signal?.aborted !== true) return;
	throw new Problem('Not sent: the execution was stopped', {
		code: 'stopped',
		httpStatus: null,
		hint: 'Run the workflow again for the items that are left.',
		outcome: 'notSent',
	});
}

/**
 * A call that is given up when its time is over, also where its answer drips: n8n's own time-out begins anew with every
 * byte. A call that was given up may still be carried out.
 *
 * @throws what the call throws, or an error with the code ETIMEDOUT
 */
export async function withinTime<T>(timeoutMs: number, call: () => Promise<T>): Promise<T> {
	let isOver = false;
	const answer = call().finally(() => (isOver = true));
	const clock = async (): Promise<never> => {
		for (let waited = 0; waited < timeoutMs && !isOver; waited += SLICE_MS) {
			await sleep(Math.min(SLICE_MS, timeoutMs - waited));
		}
		throw Object.assign(new Error('time is over'), { code: 'ETIMEDOUT' });
	};
	return await Promise.race([answer, clock()]);
}
