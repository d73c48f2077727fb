/** Where things are: the clone, its one ignored folder, and the cache that all clones of this machine share. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The folder of the project. */
export const ROOT = path.resolve(__dirname, '..', '..');

/** Everything that the commands write inside the clone; git ignores it. */
export const WORK = path.join(ROOT, '.work');

/** The manifest and the lock file of the pinned n8n. */
export const N8N_MANIFEST = path.join(ROOT, 'e2e', 'package.json');
export const N8N_LOCK = path.join(ROOT, 'e2e', 'package-lock.json');

/** The cache folder of this package, outside the clone. */
export function cacheFolder(): string {
	return path.join(userCache(), 'n8n-nodes-wawp');
}

/**
 * The folder of the pinned n8n: another lock file or another major version of Node is another folder.
 *
 * @param nodeMajor the major version of the Node that runs it
 */
export function n8nFolder(nodeMajor: number): string {
	const lock = createHash('sha256').update(readFileSync(N8N_LOCK)).digest('hex');
	return path.join(cacheFolder(), `n8n-${lock.slice(0, 12)}-node${nodeMajor}`);
}

function userCache(): string {
	const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	if (XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
	if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches');
	if (process.platform === 'win32' && LOCALAPPDATA !== undefined) return LOCALAPPDATA;
	return path.join(os.homedir(), '.cache');
}
