// @ts-check
/**
 * The programs of the system that are used, and how one gets them.
 * Plain JavaScript, since e2e/preflight.js asks before the dependencies of the clone are installed.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

/** @type {Record<string, { debian: string, isThere?: () => boolean }>} the Debian package of each */
const TOOLS = {
	Chromium: { debian: 'chromium', isThere: () => findChromium() !== undefined },
	PostgreSQL: { debian: 'postgresql', isThere: () => findPostgres() !== undefined },
	'redis-server': { debian: 'redis-server' },
	tar: { debian: 'tar' },
	python3: { debian: 'python3' },
	make: { debian: 'build-essential' },
	'g++': { debian: 'build-essential' },
};

/** What n8n's one native module (SQLite) is built with. */
const BUILD_TOOLS = ['python3', 'make', 'g++'];

/** What the suite of queue mode starts. */
const QUEUE_TOOLS = ['PostgreSQL', 'redis-server'];

/** Debian keeps PostgreSQL's programs here, a folder per version, and not on the path. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * The Chromium of this machine: the one that the environment variable CHROMIUM_BIN names, else the first on the path.
 *
 * @returns {string | undefined} its file
 */
function findChromium() {
	const named = process.env['CHROMIUM_BIN'] ?? '';
	const folders = (process.env['PATH'] ?? '').split(path.delimiter);
	const onPath = CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return (named === '' ? onPath : [named]).find((file) => existsSync(file) && runs(file));
}

/**
 * PostgreSQL's own programs (`initdb`, `postgres`): the newest of Debian's, else those on the path.
 *
 * @returns {string | undefined} their folder
 */
function findPostgres() {
	const versions = existsSync(POSTGRES_FOLDER) ? readdirSync(POSTGRES_FOLDER) : [];
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	const folders = [
		...newestFirst.map((version) => path.join(POSTGRES_FOLDER, version, 'bin')),
		...(process.env['PATH'] ?? '').split(path.delimiter),
	];
	return folders.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/**
 * Looks for programs, each by its name in the table.
 *
 * @param {string[]} names
 * @returns {string | undefined} one sentence that names what is missing and how to install it on Debian
 */
function whatIsMissing(names) {
	const missing = names.filter((name) => !(TOOLS[name]?.isThere?.() ?? runs(name)));
	if (missing.length === 0) return undefined;
	const packages = new Set(missing.map((name) => TOOLS[name]?.debian ?? name));
	const named = missing.includes('Chromium') ? process.env['CHROMIUM_BIN'] : undefined;
	return (
		`${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing${named ? ` (CHROMIUM_BIN is ${named})` : ''}, ` +
		`please install ${missing.length > 1 ? 'them' : 'it'}: sudo apt-get install ${[...packages].join(' ')}`
	);
}

/**
 * Whether a program answers. A busy machine takes its time for that.
 *
 * @param {string} command
 */
function runs(command) {
	return spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

module.exports = { BUILD_TOOLS, QUEUE_TOOLS, findChromium, findPostgres, whatIsMissing };
