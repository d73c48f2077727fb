/** This package as people install it: built, packed, and unpacked where n8n keeps community packages. */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import manifest from '../../package.json';
import { mustRun } from './command';
import { npmCli } from './npm';
import { ROOT, WORK } from './paths';

const PACKAGE = 'n8n-nodes-wawp';
const SOURCES = [
	'nodes',
	'credentials',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
];
const BUILT = path.join(WORK, 'built');
const packedSchema = z.array(z.object({ filename: z.string() })).min(1);

/**
 * Builds the package if its sources are newer than `dist`, and packs it.
 *
 * @returns the path of the tarball
 */
export async function packPackage(report: (what: string) => void): Promise<string> {
	const npm = npmCli();
	if (isOutOfDate()) {
		report('building');
		const begun = new Date();
		await mustRun(process.execPath, [npm, 'run', 'build'], { cwd: ROOT, log: path.join(WORK, 'build.log') });
		writeFileSync(BUILT, '');
		utimesSync(BUILT, begun, begun);
	}
	report('packing');
	const folder = path.join(WORK, 'pack');
	mkdirSync(folder, { recursive: true });
	const args = [npm, 'pack', '--json', '--loglevel=error', '--pack-destination', folder];
	const output = await mustRun(process.execPath, args, { cwd: ROOT });
	const [packed] = packedSchema.parse(JSON.parse(output.slice(output.indexOf('['))));
	return path.join(folder, packed?.filename ?? '');
}

/**
 * Unpacks the tarball into an n8n user folder, unless the same one is there already.
 *
 * @returns whether anything changed
 */
export async function installPackage(tarball: string, userFolder: string): Promise<boolean> {
	const target = path.join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE);
	const stamp = path.join(userFolder, 'package-sha256');
	const sum = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) return false;
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	await mustRun('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	writeFileSync(stamp, sum);
	return true;
}

/** Only a build that succeeded leaves the stamp: a failed one leaves a `dist` that looks new. */
function isOutOfDate(): boolean {
	const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((name) => path.join(ROOT, name));
	if (!existsSync(BUILT) || !entries.every((file) => existsSync(file))) return true;
	const newestSource = Math.max(...SOURCES.map((name) => newest(path.join(ROOT, name))));
	return newestSource > statSync(BUILT).mtimeMs;
}

/** The newest modification time in a file or folder. */
function newest(file: string): number {
	const stat = statSync(file);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
