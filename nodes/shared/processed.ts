import type { IExecuteFunctions, INode, IWebhookFunctions } from 'n8n-workflow';

import { foundOnce } from './memo';
import { withinTime } from './pause';
import { failAgain } from './problem';
import { inTurn } from './turns';

/** Two processes may enter a node's first value at the same time; the second then finds the list. */
const TRIES = 3;

/** The node of a context, to be read only: n8n copies it, parameters and all, each time that it is asked. */
export const nodeOf = foundOnce((context: Pick<IWebhookFunctions, 'getNode'>): INode => context.getNode());

/** The place of a node's list in n8n's database, as the key of turns. */
export const placeOf = foundOnce((context: Pick<IWebhookFunctions, 'getWorkflow' | 'getNode'>): string =>
	JSON.stringify([context.getWorkflow().id, nodeOf(context).id]),
);

/** So long one access may take: n8n's database is slow under load, and may hang. */
const ASKED_MS = 10_000;

/** So long a list is left alone whose access never came back, unless it does: nobody waits behind it. */
const REST_MS = 30_000;

/** Until when lists are left alone. */
const resting = new Map<string, number>();

/**
 * Does what asks for a node's list, one after the other, and each in its time. What took too long may still be carried out.
 *
 * @returns what the work gives
 * @throws what the work throws, or an error where the database does not answer, now or for others lately
 */
export async function askInTurn<T>(
	context: Pick<IWebhookFunctions, 'getWorkflow' | 'getNode'>,
	work: () => Promise<T>,
): Promise<T> {
	const place = placeOf(context);
	return await inTurn(place, async () => {
		if ((resting.get(place) ?? 0) > Date.now()) throw new Error('the database did not answer lately');
		let isBack = false;
		const asked = work().finally(() => {
			isBack = true;
			resting.delete(place);
		});
		return await withinTime(ASKED_MS, async () => await asked).catch(async (error: unknown) => {
			if (!isBack) resting.set(place, Date.now() + REST_MS);
			return await failAgain(error);
		});
	});
}

/**
 * Enters values in the list that n8n's database keeps for the node. n8n reads, changes and writes it without a lock: whoever
 * may ask at the same time in one process goes `askInTurn`; what another worker enters at the same moment may be lost.
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
		const known = await askInTurn(context, async () => await knownOf(context, values, most));
		return values.filter((value) => !known.includes(value));
	} catch {
		return undefined;
	}
}

/** The list of the node was not there, and then it was: PostgreSQL's and SQLite's words for it. */
function isTaken(error: unknown): boolean {
	return error instanceof Error && /unique|duplicate key/i.test(error.message.slice(0, 1000));
}
