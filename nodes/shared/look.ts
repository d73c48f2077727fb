import type { IDataObject } from 'n8n-workflow';

import { Problem } from './problem';

/** Answers may be some seconds old (servers keep them), and messages take a moment to arrive. */
const LOOKS_MS = [1000, 3500, 4000];

/**
 * Looks for a message until it is there.
 *
 * @param find what could be it
 * @param wait throws a Problem when the execution is stopped
 * @returns the message; `no` where there is none, `cannotTell` where there are several or nobody could look
 */
export async function look(
	find: () => Promise<IDataObject[]>,
	wait: (milliseconds: number) => Promise<void>,
): Promise<IDataObject | 'no' | 'cannotTell'> {
	for (const milliseconds of LOOKS_MS) {
		await wait(milliseconds);
		const found = await find().catch(leftAlone);
		if (found === undefined || found.length > 1) return 'cannotTell';
		if (found[0]) return found[0];
	}
	return 'no';
}

/** A look that fails says nothing; one that was stopped ends everything. */
function leftAlone(error: unknown): undefined {
	if (!(error instanceof Problem) || error.details.code === 'stopped') throw error;
	return undefined;
}
