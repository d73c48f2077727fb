import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import manifest from '../../package.json';
import { n8nFolder } from '../../e2e/n8n/paths';

const ROOT = path.join(__dirname, '../..');

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'preflight-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts programs on a path of their own. */
function put(...names: string[]): void {
	for (const name of names) writeFileSync(path.join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
}

/** What queue mode needs. */
const QUEUE = ['redis-server', 'initdb', 'postgres'];

/** Runs the check on a machine that has only what was put on its path and no n8n in its cache. */
function check(env: NodeJS.ProcessEnv = {}) {
	const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'e2e', 'preflight.js')], {
		encoding: 'utf8',
		env: { PATH: folder, XDG_CACHE_HOME: folder, ...env },
	});
	return [status, stderr];
}

test('npm run e2e begins with the check, before it installs anything', () => {
	expect(manifest.scripts.e2e).toMatch(/^node e2e\/preflight\.js && /);
});

test('all that is missing is said in one sentence, with how to install it', () => {
	// PostgreSQL is looked for where Debian puts it too.
	expect(check()).toEqual([
		1,
		expect.stringMatching(
			/^The suite cannot run: Chromium, tar, (PostgreSQL, )?redis-server, python3, make, g\+\+ are missing, please install them: sudo apt-get install chromium tar (postgresql )?redis-server python3 build-essential\n$/,
		),
	]);
});

test('Chromium alone is named alone', () => {
	put(...QUEUE, 'tar', 'python3', 'make', 'g++');
	const sentence =
		'The suite cannot run: Chromium is missing, please install it: sudo apt-get install chromium\n';
	expect(check()).toEqual([1, sentence]);
});

test('a CHROMIUM_BIN that names nothing is shown, although there is another Chromium', () => {
	put(...QUEUE, 'chromium', 'tar', 'python3', 'make', 'g++');
	expect(check({ CHROMIUM_BIN: '/nowhere' })).toEqual([
		1,
		expect.stringContaining('(CHROMIUM_BIN is /nowhere)'),
	]);
});

test('the compiler is needed only where n8n has to be installed', () => {
	put(...QUEUE, 'chromium', 'tar');
	expect(check()).toEqual([1, expect.stringContaining('python3, make, g++ are missing')]);
	expect(check({ N8N_BIN: '/usr/bin/n8n' })).toEqual([0, '']);
	mkdirSync(path.join(folder, 'n8n-nodes-wawp', `${path.basename(n8nFolder(24))}.partial`), {
		recursive: true,
	});
	expect(check()).toEqual([1, expect.stringContaining('python3, make, g++ are missing')]);
	mkdirSync(path.join(folder, 'n8n-nodes-wawp', path.basename(n8nFolder(24))));
	expect(check()).toEqual([0, '']);
});

test.each(['chromium', 'chromium-browser', 'google-chrome'])('%s on the path will do', (name) => {
	put(...QUEUE, name, 'tar', 'python3', 'make', 'g++');
	expect(check()).toEqual([0, '']);
});
