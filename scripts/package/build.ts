import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { compile } from './compile';
import { addDocuments } from './documents';
import { entriesOf, placeOf, ROOT } from './manifest';
import type { SourcePackage } from './manifest';
import { outputSchemas } from './output-schemas';

const ASSETS = /\.(svg|node\.json)$/;

/**
 * Builds a package in its target folder: everything that `npm pack` takes from there.
 *
 * @throws Error when it does not compile, or an operation has no example to make its output schema from
 */
export function buildPackage(source: SourcePackage): void {
	const { target } = source;
	const dist = path.join(target, 'dist');
	rmSync(target === ROOT ? dist : target, { recursive: true, force: true });
	const { nodes, credentials } = entriesOf(source);
	compile([...nodes, ...credentials], dist);
	for (const folder of ['nodes', 'credentials']) copyAssets(path.posix.join(source.folder, folder), dist);
	for (const node of nodes) writeSchemas(path.join(dist, placeOf(node).replace(/\.ts$/, '.js')));
	if (target !== ROOT) addDocuments(source);
}

/** Icons and codex files, which the compiler leaves behind. */
function copyAssets(folder: string, dist: string): void {
	const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
	for (const name of names.filter((file) => ASSETS.test(file))) {
		const target = path.join(dist, placeOf(folder), name);
		mkdirSync(path.dirname(target), { recursive: true });
		copyFileSync(path.join(ROOT, folder, name), target);
	}
}

/** Writes the output schemas of a built node beside it. */
function writeSchemas(file: string): void {
	const schemas = outputSchemas(loadNode(file).description);
	for (const [name, text] of Object.entries(schemas)) {
		const target = path.join(path.dirname(file), name);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, text);
	}
}

/** The node of a built file, found as n8n finds it: the class has the name of the file. */
function loadNode(file: string): INodeType {
	const classes = createRequire(file)(file) as Record<string, new () => INodeType>;
	const NodeClass = classes[path.basename(file, '.node.js')];
	if (NodeClass === undefined) throw new Error(`${file} has no class of its name`);
	return new NodeClass();
}
