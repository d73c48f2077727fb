import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

/** The folder of the project. */
export const ROOT = path.join(__dirname, '..', '..');

/** The folder of the tarballs; a run of `npm run pack` that succeeded leaves the stamp, with the time of its beginning. */
export const PACKED = path.join(ROOT, '.work', 'pack');
export const PACKED_STAMP = path.join(PACKED, '.stamp');

const PACKAGES = 'packages';

/** Facts that all packages share: only the package.json at the root states them. */
const SHARED = ['version', 'license', 'author', 'repository', 'bugs', 'engines', 'peerDependencies'];

const manifestSchema = z
	.object({
		name: z.string(),
		version: z.string(),
		files: z.array(z.string()),
		n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }).passthrough(),
	})
	.passthrough();

/** A package.json as n8n reads it. */
type Manifest = z.infer<typeof manifestSchema>;

/** One of the packages that are made from this tree. */
export interface SourcePackage {
	/** Where its own sources are, relative to the project: '' for the package at the root. */
	folder: string;
	/** The package.json that is published. */
	manifest: Manifest;
	/** The folder that is packed: the root itself, or one that only the build writes. */
	target: string;
}

/** The packages of this tree: the one at the root, then those under packages/. */
export function sourcePackages(): SourcePackage[] {
	const root = read('');
	const shared = Object.fromEntries(SHARED.map((name) => [name, root[name]]));
	const others = readdirSync(path.join(ROOT, PACKAGES)).sort();
	return [
		{ folder: '', manifest: manifestSchema.parse(root), target: ROOT },
		...others.map((name): SourcePackage => {
			const folder = path.posix.join(PACKAGES, name);
			const manifest = manifestSchema.parse({ ...shared, ...read(folder) });
			return { folder, manifest, target: path.join(ROOT, '.work', PACKAGES, name) };
		}),
	];
}

/** The file name that npm gives to the tarball of a package. */
export function tarballOf({ name, version }: Manifest): string {
	return `${name}-${version}.tgz`;
}

/** The entry files of a package's nodes and credentials, relative to the project. */
export function entriesOf({ folder, manifest }: SourcePackage): { nodes: string[]; credentials: string[] } {
	const toSource = (file: string) =>
		path.posix.join(folder, file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	return {
		nodes: manifest.n8n.nodes.map(toSource),
		credentials: manifest.n8n.credentials.map(toSource),
	};
}

/**
 * Where a file of this tree stands in the package that it becomes a part of: packages under packages/ have the same
 * folders as the root, and share its nodes/shared.
 */
export function placeOf(file: string): string {
	return file.replace(/^packages\/[^/]+\//, '');
}

function read(folder: string): Record<string, unknown> {
	const text = readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8');
	return z.record(z.unknown()).parse(JSON.parse(text));
}
