import { execFileSync } from 'node:child_process';

import { z } from 'zod';

import type { SourcePackage, ToolPackage } from './manifest';

const packedSchema = z.object({ filename: z.string(), size: z.number(), entryCount: z.number() });

/** What npm says of a tarball that it wrote: its file name, its size in bytes, and how many files are in it. */
type Packed = z.infer<typeof packedSchema>;

/**
 * Packs a built package.
 *
 * @param folder that gets the tarball
 * @throws Error when npm does
 */
export function pack({ target }: SourcePackage | ToolPackage, folder: string): Packed {
	const args = ['pack', '--json', '--loglevel=error', '--pack-destination', folder];
	const output = execFileSync('npm', args, { cwd: target, encoding: 'utf8' });
	return z.tuple([packedSchema]).parse(JSON.parse(output))[0];
}
