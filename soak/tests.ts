/** Parts that tests of `npm test` carry out, here in full numbers: no real n8n, but n8n's own engine. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { exactly, told } from '../e2e/load/part';
import type { Part, Report } from '../e2e/load/part';
import { start } from '../e2e/n8n/command';
import { Failure } from '../e2e/n8n/failure';
import { ROOT, WORK } from '../e2e/n8n/paths';
import { onShutdown } from '../e2e/n8n/shutdown';
import { numbersOf } from '../e2e/numbers';
import { COUNTS_FILE, SHARE } from '../test/told';

type Counts = Record<string, number>;

/** Every operation kind against every fault of the sandbox. */
export const MATRIX: Part = {
	name: 'matrix',
	title: 'Faults',
	about: () =>
		`Every kind of operation against every fault of the sandbox, with Retry On Fail and without, each ${numbersOf('matrix').runs} times in another scenario of three items, in n8n's engine; what the node said is compared with what the sandbox's ledger knows.`,
	run: async (report) => {
		// Each waits a third of its time.
		const of = os.availableParallelism() + 1;
		const shares = Array.from({ length: of }, async (_, index) => {
			return await count('test/matrix/matrix.test.ts', report, { index, of });
		});
		const {
			cells = 0,
			runs = 0,
			items = 0,
			done = 0,
			failed = NaN,
			...lies
		} = summed(await Promise.all(shares));
		return [
			told('Cells: an operation, a fault, with or without Retry On Fail', cells / of),
			told('Runs', runs),
			told('Items', items),
			told('Items reported as done', done),
			exactly('Sends processed twice', 0, lies['twice'] ?? NaN),
			exactly('Reported as done, and not processed', 0, lies['falselyDone'] ?? NaN),
			exactly('Reported as refused or not sent, and processed', 0, lies['falselyNotDone'] ?? NaN),
			exactly('Neither an output nor an error', 0, lies['missing'] ?? NaN),
			exactly('Outputs, errors, logs and run data with a secret', 0, lies['leaks'] ?? NaN),
			exactly('Processes that found anything wrong', 0, failed),
		];
	},
};

/** Servers that repeat the request in their answers. */
export const SECRETS: Part = {
	name: 'secrets',
	title: 'Secrets',
	about: () =>
		'Every kind of operation against every way of a server to repeat the request, secrets included: outputs, errors, hints, run data and log as JSON, stack, causes and inspected.',
	run: async (report) => {
		const { answers = 0, runs = 0, leaks = NaN } = await countPassed('test/matrix/secrets.test.ts', report);
		return [told('Ways to answer', answers), told('Runs', runs), exactly('Places with a secret', 0, leaks)];
	},
};

/** Automatic registration. */
export const REGISTRATIONS: Part = {
	name: 'registrations',
	title: 'Registration',
	about: () =>
		'Random sequences of activation and deactivation of two triggers, in production and as a test, with other events and another address, while others edit the webhooks between the calls. After each step the list of the sandbox is compared.',
	run: async (report) => {
		const { sequences: asked } = numbersOf('registrations');
		const file = 'test/nodes/WawpTrigger/sequences.test.ts';
		const { sequences = 0, calls = 0, edits = 0 } = await countPassed(file, report);
		return [
			exactly('Sequences that lost nothing of others and left nothing behind', asked, sequences),
			told('Activations and deactivations in them', calls),
			told('Edits of others in them', edits),
		];
	},
};

/** What processes that shared the work counted together. */
function summed(all: Counts[]): Counts {
	const sums: Counts = {};
	for (const [name, value] of all.flatMap(Object.entries<number>)) sums[name] = (sums[name] ?? 0) + value;
	return sums;
}

/** So often a look is taken at how far a test is. */
const LOOK_MS = 60_000;

/**
 * Runs a test, or a share of its work. Also gives as `failed` whether the test did not pass; jest says why.
 *
 * @throws Failure when it counted nothing
 */
async function count(file: string, report: Report, share = { index: 0, of: 1 }): Promise<Counts> {
	const counts = path.join(WORK, `counts-${share.index}.json`);
	rmSync(counts, { force: true });
	report(`jest runs ${file}`);
	const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const { child } = await start(process.execPath, [jest, '--selectProjects', 'zod 3', '--', file], {
		cwd: ROOT,
		env: { [COUNTS_FILE]: counts, [SHARE]: `${share.index}/${share.of}` },
		stdout: 'ignore',
		stderr: 'inherit',
	});
	const ended = onShutdown(() => void child.kill());
	const look = setInterval(() => {
		const { over, of } = countsIn(counts);
		if (over !== undefined) report(`jest runs ${file}: ${over} of ${of}`);
	}, LOOK_MS);
	const { exitCode = 1 } = await child;
	clearInterval(look);
	ended();
	const all = countsIn(counts);
	// What was told last is how far it was, where it never came to its numbers.
	if (Object.keys(all).length === 0 || 'over' in all) throw new Failure(`${file} failed.`);
	return { ...all, failed: exitCode === 0 ? 0 : 1 };
}

/**
 * Runs a test that has to pass.
 *
 * @throws Failure when it does not; jest says why
 */
async function countPassed(file: string, report: Report): Promise<Counts> {
	const { failed, ...counts } = await count(file, report);
	if (failed !== 0) throw new Failure(`${file} failed.`);
	return counts;
}

/** What a test counted by now; nothing before it told anything. */
function countsIn(file: string): Counts {
	if (!existsSync(file)) return {};
	return z.record(z.string(), z.number()).parse(JSON.parse(readFileSync(file, 'utf8')));
}
