import { renameSync, writeFileSync } from 'node:fs';

/** Names the file for what a test counted; soak/tests.ts sets it. */
export const COUNTS_FILE = 'SOAK_COUNTS_FILE';

/** Names the share of the work that a process does, as "0/2" for the first of two; soak/tests.ts sets it. */
export const SHARE = 'SOAK_SHARE';

/** The share of the work that this process does; all of it unless it was told otherwise. */
export function ownShare(): { index: number; of: number } {
	const [index = 0, of = 1] = (process.env[SHARE] ?? '0/1').split('/').map(Number);
	return { index, of };
}

/** Gives what a test counted to `npm run soak`, where that runs it; whoever reads it meanwhile never sees half of it. */
export function tell(counts: object): void {
	const file = process.env[COUNTS_FILE] ?? '';
	if (file === '') return;
	writeFileSync(`${file}.new`, JSON.stringify(counts));
	renameSync(`${file}.new`, file);
}
