/**
 * `npm run scan`, which `npm test` runs too: n8n's own scanner of community packages on what n8n would see of ours: each
 * tarball with nodes, and the source of it in this tree. It ends with 1 and the findings if there are any.
 *
 *   npm run scan                the scanner that package-lock.json names
 *   npm run scan -- --newest    the newest one on npm
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { PACKED, ROOT, sourcePackages, tarballOf } from './package/manifest';
import type { SourcePackage } from './package/manifest';

const NAME = '@n8n/scan-community-package';
const WORK = path.join(ROOT, '.work', 'scan');

/** A package that breaks a rule in its manifest and one in its code, to see that the scanner looks at both. */
const PLANTED = {
	'package.json': '{ "name": "n8n-nodes-planted", "overrides": { "a": "1.0.0" } }',
	'planted.js': 'console.log(process.env);',
};

/** What the scanner says of a package. That no file was found passes too, with a message. */
interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

/** What is used of the scanner; it has no types of its own. */
interface Scanner {
	/** What its sources are looked at for; without it every file of code and JSON is. */
	SOURCE_FILE_PATTERNS: string[];
	findPackageRoot: (checkout: string, name: string) => string | null;
	analyzePackage: (folder: string, patterns?: string[]) => Promise<Verdict>;
}

/** Makes a new folder below the one of this command. */
function makeFolder(name: string): string {
	const folder = path.join(WORK, name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** Installs the newest scanner into a folder of its own. */
function installNewest(): string {
	const folder = makeFolder('newest');
	writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${NAME}@latest`];
	execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
	return folder;
}

async function loadScanner(folder: string): Promise<Scanner> {
	const file = path.join(folder, 'node_modules', NAME, 'scanner', 'scanner.mjs');
	return (await import(pathToFileURL(file).href)) as Scanner;
}

/** Unpacks the tarball of a package, which `npm run pack` wrote. */
function unpack({ manifest }: SourcePackage): string {
	const folder = makeFolder(manifest.name);
	const file = path.join(PACKED, tarballOf(manifest));
	execFileSync('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);
	return folder;
}

/** Scans one package; gives what is wrong with it. */
async function scan(scanner: Scanner, source: SourcePackage): Promise<string[]> {
	const { name } = source.manifest;
	const checkout = scanner.findPackageRoot(ROOT, name);
	if (checkout === null) return [`${name}: the scanner does not find its source`];
	const found = [
		{ what: 'tarball', result: await scanner.analyzePackage(unpack(source)) },
		{ what: 'source', result: await scanner.analyzePackage(checkout, scanner.SOURCE_FILE_PATTERNS) },
	];
	return found.flatMap(({ what, result: { passed, message, details = '' } }) => {
		const isClean = passed && message === undefined;
		console.log(`${name}, ${what}: ${isClean ? 'no findings' : (message ?? '')}`);
		return isClean ? [] : [`${name}, ${what}: ${message ?? ''}\n${details}`];
	});
}

/** What the scanner overlooks in a package with known faults: each of its files must be among the findings. */
async function overlooked(scanner: Scanner): Promise<string[]> {
	const folder = makeFolder('planted');
	for (const [file, text] of Object.entries(PLANTED)) writeFileSync(path.join(folder, file), text);
	const { details = '' } = await scanner.analyzePackage(folder);
	const missed = Object.keys(PLANTED).filter((file) => !details.includes(file));
	return missed.map(
		(file) => `The scanner finds nothing in the planted ${file}, so its silence means nothing.`,
	);
}

async function main(): Promise<void> {
	// The scanner makes a folder for what it downloads as soon as it is loaded, and leaves it.
	process.env['TMPDIR'] = makeFolder('temporary');
	const isNewest = process.argv.includes('--newest');
	const scanner = await loadScanner(isNewest ? installNewest() : ROOT);
	const findings = await overlooked(scanner);
	for (const source of sourcePackages()) findings.push(...(await scan(scanner, source)));
	if (findings.length === 0) return;
	console.error(findings.join('\n\n'));
	process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
