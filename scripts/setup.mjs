// Makes a fresh clone usable: installs the locked development dependencies when they are missing or out of date.
// Plain JavaScript without imports from node_modules, since it runs before they exist.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stamp = path.join(root, 'node_modules', '.setup-stamp');
const lock = createHash('sha256')
	.update(readFileSync(path.join(root, 'package-lock.json')))
	.digest('hex');

mkdirSync(path.join(root, '.work'), { recursive: true });
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
	console.log('Setting up: installing the development dependencies (about a minute, once) …');
	const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
	});
	if (install.status !== 0) {
		console.error('Setting up failed: "npm ci" ended with an error (see above).');
		process.exit(1);
	}
	writeFileSync(stamp, lock);
}
