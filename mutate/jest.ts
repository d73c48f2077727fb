/** Runs chosen tests of a copy of the tree. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { lastLines, start } from '../e2e/n8n/command';
import { onShutdown } from '../e2e/n8n/shutdown';

/** No run of a few tests takes so long, also on a busy machine. */
const MOST_MS = 300_000;

const resultsSchema = z.object({
	numRuntimeErrorTestSuites: z.number(),
	testResults: z.array(
		z.object({
			message: z.string(),
			assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
		}),
	),
});

/** How tests went. */
export interface Outcome {
	/** The full names of those that passed and those that failed. */
	passed: string[];
	failed: string[];
	/** Why there is no telling: a file that could not be loaded, a run that did not end. */
	problem?: string;
}

/**
 * Runs the tests whose full name holds one of the titles.
 *
 * @param copy the folder of the tree
 * @param files test files, from its root
 */
export async function runTests(copy: string, files: string[], titles: string[]): Promise<Outcome> {
	const results = path.join(copy, 'results.json');
	rmSync(results, { force: true });
	const pattern = titles.map((title) => title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
	const jest = path.join(copy, 'node_modules', 'jest', 'bin', 'jest.js');
	const { child } = await start(
		process.execPath,
		[
			jest,
			...['--selectProjects', 'zod 3', '--runInBand', '--silent', '--forceExit', '--json'],
			...[`--outputFile=${results}`, `--testNamePattern=${pattern}`, '--runTestsByPath', ...files],
		],
		{ cwd: copy, timeout: MOST_MS, all: true },
	);
	const ended = onShutdown(() => void child.kill());
	const { timedOut, all } = await child;
	ended();
	if (timedOut) return { passed: [], failed: [], problem: 'the tests did not end' };
	return readOutcome(results, String(all));
}

function readOutcome(file: string, output: string): Outcome {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return { passed: [], failed: [], problem: lastLines(output, 5) };
	}
	const { testResults, numRuntimeErrorTestSuites } = resultsSchema.parse(JSON.parse(text));
	const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
	const named = (wanted: string) =>
		tests.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);
	const messages = testResults.map(({ message }) => message).join('\n');
	return {
		passed: named('passed'),
		failed: named('failed'),
		...(numRuntimeErrorTestSuites > 0 && { problem: messages.trim().slice(0, 300) }),
	};
}
