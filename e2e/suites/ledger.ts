import type { LedgerEntry } from '../../sandbox';
import type { Scene } from './world';

/** What the sandbox processed while something went on, oldest first. */
export async function processed({ sandbox }: Scene, work: () => Promise<unknown>): Promise<LedgerEntry[]> {
	const before = sandbox.ledger.length;
	await work();
	return sandbox.ledger.slice(before);
}

/** The texts of statuses and messages that were processed. */
export function textsOf(entries: LedgerEntry[]): unknown[] {
	return entries.map(({ parameters }) => parameters['text'] ?? parameters['message']);
}
