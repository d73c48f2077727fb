/** The packages of this tree as people install them: built, packed, and unpacked where n8n keeps community packages. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import {
	PACKED,
	PACKED_STAMP,
	sourcePackages,
	tarballOf,
	toolPackages,
} from '../../scripts/package/manifest';
import type { SourcePackage, ToolPackage } from '../../scripts/package/manifest';
import { mustRun } from './command';
import { npmCli } from './npm';
import { ROOT, WORK } from './paths';

/** All that a tarball is made of. */
const SOURCES = [
	'nodes',
	'credentials',
	'packages',
	'sandbox',
	'scripts',
	'test/examples',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'LICENSE.md',
	'README.md',
];
const STAMP = '.tarball-sha256';

/** A packed package. */
export interface Tarball {
	name: string;
	file: string;
}

/**
 * Builds and packs all packages, unless their tarballs are newer than their sources.
 *
 * @returns those with nodes, the package at the root first
 */
export async function packPackages(report: (what: string) => void): Promise<Tarball[]> {
	const [nodes, tools] = [sourcePackages().map(packedOf), toolPackages().map(packedOf)];
	if (isOutOfDate([...nodes, ...tools])) {
		report('building');
		const args = [npmCli(), 'run', 'pack'];
		await mustRun(process.execPath, args, { cwd: ROOT, log: path.join(WORK, 'build.log') });
	}
	return nodes;
}

/** The tarball of a package, once it is packed. */
export function packedOf({ manifest }: SourcePackage | ToolPackage): Tarball {
	return { name: manifest.name, file: path.join(PACKED, tarballOf(manifest)) };
}

/** Unpacks tarballs into an n8n user folder, each unless the same one is there already. */
export async function installPackages(tarballs: Tarball[], userFolder: string): Promise<void> {
	for (const { name, file } of tarballs) {
		const target = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name);
		const stamp = path.join(target, STAMP);
		const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
		if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) continue;
		rmSync(target, { recursive: true, force: true });
		mkdirSync(target, { recursive: true });
		await mustRun('tar', ['-xzf', file, '-C', target, '--strip-components=1']);
		writeFileSync(stamp, sum);
	}
}

function isOutOfDate(tarballs: Tarball[]): boolean {
	if (!existsSync(PACKED_STAMP) || !tarballs.every(({ file }) => existsSync(file))) return true;
	const newestSource = Math.max(...SOURCES.map((name) => newest(path.join(ROOT, name))));
	return newestSource > statSync(PACKED_STAMP).mtimeMs;
}

/** The newest modification time in a file or folder. */
function newest(file: string): number {
	const stat = statSync(file);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
