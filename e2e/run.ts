/**
 * `npm run e2e`: the end-to-end suite on a real n8n with the packed package.
 *
 *   npm run e2e                  all of it
 *   npm run e2e -- trigger       only the suites whose file name matches
 *   npm run e2e -- --pictures    also takes the pictures in docs/images
 *
 * The environment: CHROMIUM_BIN names a browser to use instead of the first Chromium on the path, N8N_BIN an n8n. With
 * N8N_URL no suite runs, but the main job in the n8n at that address (elsewhere.ts).
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { runElsewhere } from './elsewhere';
import { runSuites } from './jest';
import { N8nClient } from './n8n/client';
import { createApiKey } from './n8n/executions';
import { Failure } from './n8n/failure';
import type { N8n } from './n8n/install';
import { provideN8n } from './n8n/install';
import { tryLock } from './n8n/lock';
import { installPackages, packPackages } from './n8n/package';
import type { Tarball } from './n8n/package';
import { WORK } from './n8n/paths';
import { runSteps } from './n8n/progress';
import { writeRunning } from './n8n/running';
import { startN8n } from './n8n/server';
import { endOnSignals, leaveAfter, onShutdown } from './n8n/shutdown';
import { openUserFolder } from './n8n/user-folder';

const FOLDER = path.join(WORK, 'e2e');
const RESULTS = path.join(WORK, 'e2e-results.json');
const PICTURES = '--pictures';

const resultsSchema = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numPendingTests: z.number(),
	numRuntimeErrorTestSuites: z.number(),
});

/** Starts a fresh n8n with the package and leaves its address for the tests. */
async function setUp(): Promise<void> {
	const unlock = await tryLock(`${FOLDER}.pid`);
	if (typeof unlock === 'number') throw new Failure(`process ${unlock} runs the suite already.`);
	onShutdown(unlock);
	rmSync(FOLDER, { recursive: true, force: true });
	const folder = openUserFolder(FOLDER);
	let n8n: N8n | undefined;
	let tarballs: Tarball[] = [];
	await runSteps([
		{ title: 'n8n', run: async (report) => void (n8n = await provideN8n(report)) },
		{ title: 'The three packages', run: async (report) => void (tarballs = await packPackages(report)) },
		{
			title: 'n8n with the packages',
			run: async (report) => {
				report('starting (10 to 30 seconds)');
				await installPackages(tarballs, folder.path);
				const { url, log } = await startN8n(n8n as N8n, folder, { logFormat: 'json', logLevel: 'debug' });
				const client = new N8nClient(url);
				await client.enter(folder.secrets);
				const apiKey = await createApiKey(client);
				writeRunning({ url, log, folder: folder.path, tarballs, cookie: client.session, apiKey });
			},
		},
	]);
}

/** Runs the suites and leaves their results in a file, which CI reads too. */
async function runAll(args: string[]): Promise<number> {
	const filter = args.filter((arg) => arg !== PICTURES);
	const env = args.includes(PICTURES) ? { E2E_PICTURES: '1' } : {};
	return await runSuites(['--json', `--outputFile=${RESULTS}`, ...filter], { env });
}

async function main(): Promise<number> {
	endOnSignals(() => 1);
	const elsewhere = process.env['N8N_URL'] ?? '';
	if (elsewhere !== '') {
		await runElsewhere(elsewhere);
		return 0;
	}
	rmSync(RESULTS, { force: true });
	await setUp();
	const code = await runAll(process.argv.slice(2));
	const results = resultsSchema.parse(JSON.parse(readFileSync(RESULTS, 'utf8')));
	const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
	const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
	console.log(`e2e: ${results.numPassedTests} passed, ${failed} failed${skipped}`);
	return code;
}

void leaveAfter(main(), 'The suite could not run');
