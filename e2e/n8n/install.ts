/**
 * The pinned n8n: installed once into the cache, from its own manifest and lock file, with all install scripts off;
 * then only the native module that it needs is built.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { mustRun, run } from './command';
import { Failure, messageOf } from './failure';
import { lock } from './lock';
import { nodeEnvironment, nodeRuntime } from './node-runtime';
import type { NodeRuntime } from './node-runtime';
import { npmCli } from './npm';
import { cacheFolder, N8N_LOCK, N8N_MANIFEST, n8nFolder } from './paths';
import { BUILD_TOOLS, whatIsMissing } from './tools';

/** An n8n that can be started. */
export interface N8n {
	command: string;
	args: string[];
	/** The environment it is started in, before the settings. */
	env: NodeJS.ProcessEnv;
	version: string;
	/** The one of this project's lock file, not one that the user named. */
	pinned: boolean;
}

/** Is told what happens, in a few words, while it happens. */
type Report = (what: string) => void;

/**
 * Gives the n8n named by the environment variable N8N_BIN, else the pinned one, which is installed if need be.
 *
 * @throws Failure when N8N_BIN names no usable n8n, or the installation fails
 */
export async function provideN8n(report: Report): Promise<N8n> {
	const named = process.env['N8N_BIN'];
	return named === undefined || named === '' ? await pinnedN8n(report) : await namedN8n(named);
}

async function namedN8n(command: string): Promise<N8n> {
	const { code, output } = await run(command, ['--version']);
	const version = /^(\d+)\.\d+\.\d+\S*$/m.exec(output.trim());
	if (code !== 0 || version === null) {
		throw new Failure(
			`N8N_BIN names no usable n8n: "${command} --version" gave ${JSON.stringify(output.slice(0, 200))}.`,
		);
	}
	if (Number(version[1]) < 2) {
		throw new Failure(`N8N_BIN names n8n ${version[0]}; this needs n8n 2 or newer.`);
	}
	return { command, args: [], env: process.env, version: version[0], pinned: false };
}

async function pinnedN8n(report: Report): Promise<N8n> {
	const runtime = nodeRuntime();
	const folder = n8nFolder(runtime.major);
	if (!existsSync(folder)) {
		const unlock = await lock(`${folder}.pid`, (pid) => report(`process ${pid} is installing it, waiting`));
		try {
			if (!existsSync(folder)) await install(runtime, folder, report);
		} finally {
			await unlock();
		}
	}
	const args = [path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n')];
	const command = runtime.bin(folder);
	const version = (await mustRun(command, [...args, '--version'])).trim();
	return { command, args, env: nodeEnvironment(runtime, folder), version, pinned: true };
}

/** Installs into a folder of its own first, so that the real one appears whole or not at all. */
async function install(runtime: NodeRuntime, folder: string, report: Report): Promise<void> {
	const missing = whatIsMissing(BUILD_TOOLS);
	if (missing !== undefined) throw new Failure(`n8n's SQLite module has to be compiled, but ${missing}`);
	const draft = `${folder}.partial`;
	const log = path.join(cacheFolder(), 'install.log');
	rmSync(log, { force: true });
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { recursive: true });
	copyFileSync(N8N_MANIFEST, path.join(draft, 'package.json'));
	copyFileSync(N8N_LOCK, path.join(draft, 'package-lock.json'));
	await fill(runtime, draft, log, report);
	renameSync(draft, folder);
}

/** Downloads what the manifest in the folder names, and compiles what has to be. */
async function fill(runtime: NodeRuntime, folder: string, log: string, report: Report): Promise<void> {
	const npm = npmCli();
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

	report('downloading about 2,200 packages (3 GB, 2 to 4 minutes, once)');
	const download = [npm, 'ci', '--ignore-scripts', ...quiet];
	await mustRun(process.execPath, download, { cwd: folder, log, env: npmEnv() });

	report('compiling SQLite (about 2 minutes, once)');
	const node = runtime.bin(folder);
	const options = { cwd: folder, log, env: npmEnv(nodeEnvironment(runtime, folder)) };
	await mustRun(node, [npm, 'rebuild', 'sqlite3', '--ignore-scripts=false', ...quiet], options);

	report('checking');
	try {
		await mustRun(node, ['-e', "require('sqlite3')"], options);
	} catch (error) {
		throw new Failure(`n8n's SQLite module does not load after its build: ${messageOf(error)}`);
	}
}

/** The environment without what `npm run` added for this project, which would steer the npm inside. */
function npmEnv(base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	const inherited = ['npm_config_ignore_scripts', 'npm_config_local_prefix', 'npm_config_prefix', 'INIT_CWD'];
	const names = Object.keys(base).filter(
		(name) =>
			!inherited.includes(name) && !name.startsWith('npm_package_') && !name.startsWith('npm_lifecycle_'),
	);
	return Object.fromEntries(names.map((name) => [name, base[name]]));
}
