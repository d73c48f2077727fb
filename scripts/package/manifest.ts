import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

/** The folder of the project. */
export const ROOT = path.join(__dirname, '..', '..');

/** The folder of the tarballs; a run of `npm run pack` that succeeded leaves the stamp, with the time of its beginning. */
export const PACKED = path.join(ROOT, '.work', 'pack');
export const PACKED_STAMP = path.join(PACKED, '.stamp');

const PACKAGES = 'packages';

const manifestSchema = z
	.object({ name: z.string(), version: z.string(), files: z.array(z.string()) })
	.passthrough();

/** The package.json of a package with nodes, as n8n reads it. */
const nodeManifestSchema = manifestSchema.extend({
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }).passthrough(),
});

/** The package.json of a package that people run. */
const toolManifestSchema = manifestSchema.extend({
	bin: z.record(z.string()),
	dependencies: z.record(z.string()),
});

/** One of the packages that are made from this tree. */
interface Package<Manifest> {
	/** Where its own sources are, relative to the project: '' for the package at the root. */
	folder: string;
	/** The package.json that is published. */
	manifest: Manifest;
	/** The folder that is packed: the root itself, or one that only the build writes. */
	target: string;
}

/** A package with nodes. */
export type SourcePackage = Package<z.infer<typeof nodeManifestSchema>>;

/** A package with a command. */
export type ToolPackage = Package<z.infer<typeof toolManifestSchema>>;

/** The packages with nodes: the one at the root, then those under packages/. */
export function sourcePackages(): SourcePackage[] {
	return packagesAs(nodeManifestSchema, ({ n8n }) => n8n !== undefined);
}

/** The packages without nodes: people run them, n8n never sees them. */
export function toolPackages(): ToolPackage[] {
	return packagesAs(toolManifestSchema, ({ n8n }) => n8n === undefined);
}

function packagesAs<Schema extends z.ZodTypeAny>(
	schema: Schema,
	isMeant: (manifest: Record<string, unknown>) => boolean,
): Package<z.infer<Schema>>[] {
	const others = readdirSync(path.join(ROOT, PACKAGES)).sort();
	const folders = ['', ...others.map((name) => path.posix.join(PACKAGES, name))];
	return folders
		.map((folder) => ({ folder, manifest: read(folder), target: path.join(ROOT, folder && '.work', folder) }))
		.filter(({ manifest }) => isMeant(manifest))
		.map((one) => ({ ...one, manifest: schema.parse(one.manifest) as z.infer<Schema> }));
}

/** The file name that npm gives to the tarball of a package. */
export function tarballOf({ name, version }: z.infer<typeof manifestSchema>): string {
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
