/** The npm of this machine, as a script that any Node can run. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

import { Failure } from './failure';

/**
 * Finds npm's own script: the npm that runs this script, else the one beside this Node, else the first on the path.
 *
 * @throws Failure when there is none
 */
export function npmCli(): string {
	const prefix = path.resolve(path.dirname(process.execPath), '..');
	const onPath = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm'));
	const candidates = [
		process.env['npm_execpath'] ?? '',
		path.join(prefix, 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...onPath,
	];
	for (const candidate of candidates) {
		if (candidate === '' || !existsSync(candidate)) continue;
		const script = realpathSync(candidate);
		if (path.basename(script) === 'npm-cli.js') return script;
	}
	throw new Failure('npm was not found: please install it (Debian package: npm).');
}
