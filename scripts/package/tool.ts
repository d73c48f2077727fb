import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { compile } from './compile';
import { addDocuments } from './documents';
import { ROOT } from './manifest';
import type { ToolPackage } from './manifest';

const CODE = /\.ts$/;

/**
 * Builds a package that people run, in its target folder: its commands with all that they import, and beside them what is
 * no code (contracts, the page, sample files).
 *
 * @throws Error when it does not compile
 */
export function buildTool(tool: ToolPackage): void {
	const { manifest, target } = tool;
	const dist = path.join(target, 'dist');
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	const entries = Object.values(manifest.bin).map((file) => file.replace(/^dist\/(.*)\.js$/, '$1.ts'));
	compile(entries, dist);
	for (const folder of new Set(entries.map((entry) => path.dirname(entry)))) copyAssets(folder, dist);
	addDocuments(tool);
}

function copyAssets(folder: string, dist: string): void {
	const entries = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
	for (const entry of entries.filter((one) => one.isFile() && !CODE.test(one.name))) {
		const file = path.join(entry.parentPath, entry.name);
		cpSync(file, path.join(dist, path.relative(ROOT, file)));
	}
}
