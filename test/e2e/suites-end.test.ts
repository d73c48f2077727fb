import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runSuites } from '../../e2e/jest';

/** As long as a run may take that nobody has to end by hand. */
const PATIENCE_MS = 60_000;
const STILL_OPEN = 'did not close all';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'suites-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs one of the broken suites as `npm run e2e` runs its own. */
async function run(name: string): Promise<{ code: number; said: string }> {
	const file = path.join(folder, 'said.txt');
	const match = ['--testMatch', `<rootDir>/test/e2e/broken/${name}.ts`];
	const code = await runSuites(match, { stderr: { file }, timeout: PATIENCE_MS });
	return { code, said: readFileSync(file, 'utf8') };
}

test(
	'a suite whose set-up fails closes what it opened, and the run ends red by itself',
	async () => {
		const { code, said } = await run('set-up-fails');
		expect([code, said]).toEqual([1, expect.stringContaining('this set-up cannot go on')]);
		expect(said).not.toContain(STILL_OPEN);
	},
	2 * PATIENCE_MS,
);

test(
	'a suite that leaves something open makes the run end red all the same',
	async () => {
		const { code, said } = await run('leaves-open');
		expect(said).toContain('1 passed');
		expect([code, said]).toEqual([1, expect.stringContaining(STILL_OPEN)]);
	},
	2 * PATIENCE_MS,
);
