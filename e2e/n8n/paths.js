// @ts-check
/**
 * Where things are: the clone, its one ignored folder, and the cache that all clones of this machine share.
 * Plain JavaScript, since e2e/preflight.js asks before the dependencies of the clone are installed.
 */
const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The folder of the project. */
const ROOT = path.resolve(__dirname, '..', '..');

/** Everything that the commands write inside the clone; git ignores it. */
const WORK = path.join(ROOT, '.work');

/** The manifest and the lock file of the pinned n8n. */
const N8N_MANIFEST = path.join(ROOT, 'e2e', 'package.json');
const N8N_LOCK = path.join(ROOT, 'e2e', 'package-lock.json');

/** The cache folder of this package, outside the clone. */
function cacheFolder() {
	return path.join(userCache(), 'n8n-nodes-wawp');
}

/**
 * The folder of the pinned n8n: another lock file or another major version of Node is another folder.
 *
 * @param {number | string} nodeMajor the major version of the Node that runs it
 */
function n8nFolder(nodeMajor) {
	const lock = createHash('sha256').update(readFileSync(N8N_LOCK)).digest('hex');
	return path.join(cacheFolder(), `n8n-${lock.slice(0, 12)}-node${nodeMajor}`);
}

/** Whether the pinned n8n is installed, for whichever Node. */
function hasPinnedN8n() {
	const prefix = path.basename(n8nFolder(''));
	const names = existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : [];
	return names.some((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)));
}

function userCache() {
	const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	if (XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
	if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches');
	if (process.platform === 'win32' && LOCALAPPDATA !== undefined) return LOCALAPPDATA;
	return path.join(os.homedir(), '.cache');
}

module.exports = { ROOT, WORK, N8N_MANIFEST, N8N_LOCK, cacheFolder, n8nFolder, hasPinnedN8n };
