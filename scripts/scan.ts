/**
 * `npm run scan`: n8n's own scanner of community packages on what n8n would see of ours: each tarball with nodes, and the
 * source of it in this tree. It ends with 1 and the findings if there are any.
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

/** What is used of the scanner; it has no types of its own. */
interface Scanner {
	/** What its sources are looked at for; without it every file of code and JSON is. */
	SOURCE_FILE_PATTERNS: string[];
	findPackageRoot: (checkout: string, name: string) => string | null;
	analyzePackage: (
		folder: string,
		patterns?: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
}

/** Installs the newest scanner into a folder of its own. */
function installNewest(): string {
	const folder = path.join(WORK, 'newest');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
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
	const folder = path.join(WORK, manifest.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
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
	return found.flatMap(({ what, result: { passed, message = '', details = '' } }) => {
		console.log(`${name}, ${what}: ${passed ? 'no findings' : message}`);
		return passed ? [] : [`${name}, ${what}: ${message}\n${details}`];
	});
}

async function main(): Promise<void> {
	const isNewest = process.argv.includes('--newest');
	const scanner = await loadScanner(isNewest ? installNewest() : ROOT);
	const findings = [];
	for (const source of sourcePackages()) findings.push(...(await scan(scanner, source)));
	if (findings.length === 0) return;
	console.error(findings.join('\n\n'));
	process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
