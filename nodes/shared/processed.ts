import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { failAgain } from './problem';
import { inTurn } from './turns';

/** Two processes may enter a node's first value at the same time; the second then finds the list. */
const TRIES = 3;

/** The place of a node's list in n8n's database, as the key of turns. */
export function placeOf(context: Pick<IWebhookFunctions, 'getWorkflow' | 'getNode'>): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
}

/**
 * Enters values in the list that n8n's database keeps for the node. n8n reads, changes and writes it without a lock: whoever
 * may ask at the same time in one process goes `inTurn`; what another worker enters at the same moment may be lost.
 *
 * @param most how many values the list holds; the oldest go first
 * @returns those that it had already
 * @throws what n8n or its database throws; the values may be entered then
 */
export async function knownOf(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	values: string[],
	most: number,
): Promise<string[]> {
	for (let left = TRIES - 1; ; left--) {
		try {
			const options = { mode: 'entries', maxEntries: most } as const;
			const { processed } = await helpers.checkProcessedAndRecord(values, 'node', options);
			return processed.map(String);
		} catch (error) {
			// After any other error the values may have been entered, and a second look would find them.
			if (left === 0 || !isTaken(error)) return await failAgain(error);
		}
	}
}

/**
 * Enters values in the list of the node, one caller after the other.
 *
 * @param most how many values the list holds; the oldest go first
 * @returns those that it did not have; undefined where n8n could not be asked, or may have them by now
 */
export async function recordNew(
	context: IExecuteFunctions,
	values: string[],
	most: number,
): Promise<string[] | undefined> {
	try {
		const known = await inTurn(placeOf(context), async () => await knownOf(context, values, most));
		return values.filter((value) => !known.includes(value));
	} catch {
		return undefined;
	}
}

/** The list of the node was not there, and then it was: PostgreSQL's and SQLite's words for it. */
function isTaken(error: unknown): boolean {
	return error instanceof Error && /unique|duplicate key/i.test(error.message.slice(0, 1000));
}
