import type { IExecuteFunctions } from 'n8n-workflow';

import { inTurn } from './turns';

/** Two processes may enter a node's first ID at the same time; the second then finds the list. */
const TRIES = 3;

/**
 * Enters IDs in the list that n8n's database keeps for a node. n8n reads, changes and writes it without a lock, so that in one
 * process one asks after the other; what another worker enters at the same moment may be lost.
 *
 * @param most how many the list keeps: the oldest go
 * @returns those that it did not have; undefined where it could not be asked, or may have them by now
 */
export async function recordNew(
	context: IExecuteFunctions,
	ids: string[],
	most: number,
): Promise<string[] | undefined> {
	const list = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	return await inTurn(list, async () => await enter(context, ids, most));
}

async function enter(context: IExecuteFunctions, ids: string[], most: number): Promise<string[] | undefined> {
	for (let left = TRIES - 1; ; left--) {
		try {
			const options = { mode: 'entries', maxEntries: most } as const;
			const { processed } = await context.helpers.checkProcessedAndRecord(ids, 'node', options);
			return ids.filter((id) => !processed.includes(id));
		} catch (error) {
			// After any other error they may have been entered, and a second look would lose them.
			if (left === 0 || !isTaken(error)) return undefined;
		}
	}
}

/** The list of the node was not there, and then it was: PostgreSQL's and SQLite's words for it. */
function isTaken(error: unknown): boolean {
	return error instanceof Error && /unique|duplicate key/i.test(error.message.slice(0, 1000));
}
