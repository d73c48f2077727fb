/**
 * `npm run compat`: the tests of nodes, credentials and stored workflows in another n8n-core, with the n8n-workflow and the
 * zod that come with it.
 *
 *   npm run compat             the oldest n8n 2
 *   npm run compat -- 2.20.6   another one
 *
 * It ends with 1 when a test fails that must not (`differences.ts`), or passes that is said to fail.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { mustRun, run } from '../../e2e/n8n/command';
import { Failure } from '../../e2e/n8n/failure';
import { npmCli } from '../../e2e/n8n/npm';
import { ROOT, WORK } from '../../e2e/n8n/paths';
import { leaveAfter } from '../../e2e/n8n/shutdown';
import { DIFFERENCES, OLDEST } from './differences';

const RESULTS = path.join(WORK, 'compat-results.json');

const resultsSchema = z.object({
	numPassedTests: z.number(),
	numTotalTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			message: z.string(),
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
		}),
	),
});

/** Installs an n8n-core, once; its scripts would only compile what is not needed here. */
async function install(version: string): Promise<string> {
	const folder = path.join(WORK, 'compat', version);
	const isThere = () => versionIn(folder, 'n8n-core') === version;
	if (isThere()) return folder;
	console.log(`Installing n8n-core ${version} (about a minute, once) …`);
	const draft = `${folder}.partial`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { recursive: true });
	writeFileSync(path.join(draft, 'package.json'), '{ "private": true }');
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const args = [npmCli(), 'install', '--ignore-scripts', ...quiet, `n8n-core@${version}`];
	await mustRun(process.execPath, args, { cwd: draft });
	rmSync(folder, { recursive: true, force: true });
	renameSync(draft, folder);
	return folder;
}

/** The version of a package that is installed in a folder; undefined where it is not. */
function versionIn(folder: string, name: string): string | undefined {
	try {
		const text = readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8');
		return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
	} catch {
		return undefined;
	}
}

/** What is wrong with the results: a line for each test that is not as it must be. */
function problemsIn({ testResults }: z.infer<typeof resultsSchema>, version: string): string[] {
	const known = version === OLDEST ? DIFFERENCES : [];
	const seen = new Set<(typeof DIFFERENCES)[number]>();
	const failed = testResults.flatMap(({ name, message, assertionResults }) => {
		const file = path.relative(path.join(ROOT, 'test'), name);
		if (assertionResults.length === 0) return [`${file} did not run: ${message}`];
		const failures = assertionResults.filter(({ status }) => status === 'failed');
		return failures.flatMap(({ fullName }) => {
			const difference = known.find((one) => one.file === file && fullName.endsWith(one.test));
			if (difference !== undefined) seen.add(difference);
			return difference === undefined ? [`${file}: ${fullName}`] : [];
		});
	});
	const mended = known
		.filter((one) => !seen.has(one))
		.map(({ test }) => `passes, though said to fail: ${test}`);
	return [...failed, ...mended];
}

async function main(): Promise<number> {
	const [version = OLDEST] = process.argv.slice(2);
	const folder = await install(version);
	rmSync(RESULTS, { force: true });
	const jest = [
		path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
		'--config',
		'test/compat/jest.config.js',
	];
	const { output } = await run(process.execPath, [...jest, '--json', `--outputFile=${RESULTS}`], {
		cwd: ROOT,
		env: { ...process.env, N8N_CORE: version },
	});
	const text = readOrUndefined(RESULTS);
	if (text === undefined) throw new Failure(`jest ended without results:\n${output.slice(-2000)}`);
	const results = resultsSchema.parse(JSON.parse(text));
	const problems = problemsIn(results, version);
	const [workflow, zod] = ['n8n-workflow', 'zod'].map((name) => versionIn(folder, name) ?? 'none');
	const { numPassedTests, numTotalTests } = results;
	console.log(`n8n-core ${version}, n8n-workflow ${workflow ?? ''}, zod ${zod ?? ''}:`);
	console.log(
		`${numPassedTests} of ${numTotalTests} tests pass${problems.length === 0 ? ', the others as known' : ''}.`,
	);
	for (const problem of problems) console.error(`- ${problem}`);
	return problems.length === 0 ? 0 : 1;
}

function readOrUndefined(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

void leaveAfter(main(), 'The tests could not run');
