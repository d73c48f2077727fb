import { writeFileSync } from 'node:fs';

/** Names the file for what a test counted; soak/tests.ts sets it. */
export const COUNTS_FILE = 'SOAK_COUNTS_FILE';

/** Gives what a test counted to `npm run soak`, where that runs it. */
export function tell(counts: object): void {
	const file = process.env[COUNTS_FILE] ?? '';
	if (file !== '') writeFileSync(file, JSON.stringify(counts));
}
