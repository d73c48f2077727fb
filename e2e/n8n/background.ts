/** A process that goes on: its output in a file, ended with whoever started it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ResultPromise } from 'execa';

import { lastLines, signal, start } from './command';
import type { Started } from './command';
import { Failure } from './failure';
import { onShutdown } from './shutdown';

const STOP_MS = 15_000;
/** Of util-linux: the system itself ends a process whose parent has gone, in whatever way. */
const SETPRIV = '/usr/bin/setpriv';

/** How a process is started. */
interface BackgroundOptions {
	/** What a failure calls it. */
	name: string;
	cwd: string;
	/** The whole environment. */
	env: NodeJS.ProcessEnv;
	/** The file for all that it writes; what stood in it is gone. */
	log: string;
	/** What asks it to end in order: SIGTERM unless given. */
	endSignal?: 'SIGTERM' | 'SIGINT';
	/** How long it may take for that: 15 s unless given. */
	endMs?: number;
	/** The user that it runs as, when that is another one; only root can do so. */
	user?: string;
	/** Asked again and again until it says yes. */
	isReady: () => Promise<boolean>;
	/** How long it may take to be ready. */
	patienceMs: number;
}

/** A running process. */
export interface Background {
	pid: number;
	/** The file with all it wrote. */
	log: string;
	/** Resolves when the process has ended, for whatever reason. */
	ended: Promise<void>;
	/** Asks it to end, and resolves when it and all it started have. */
	stop: () => Promise<void>;
	/** Ends it and all it started at once, without a chance to do anything. */
	kill: () => Promise<void>;
}

/**
 * Starts a process and waits until it is ready. It has a process group of its own, so that Ctrl-C reaches only this
 * process, which then ends it in order (onShutdown).
 *
 * @throws Failure with the last lines of its log when it ends or takes too long before it is ready
 */
export async function startBackground(
	command: string,
	args: string[],
	options: BackgroundOptions,
): Promise<Background> {
	const { endSignal = 'SIGTERM' } = options;
	const { child } = await launch([...privileges(endSignal, options.user), command, ...args], options);
	const ended = endOf(child);
	const background: Background = {
		pid: child.pid ?? 0,
		log: options.log,
		ended,
		stop: () => end(child, ended, () => void child.kill(endSignal)),
		kill: () => end(child, ended, () => signal(-(child.pid ?? 0), 'SIGKILL')),
	};
	void ended.then(onShutdown(background.stop));
	await untilReady(child, background, options);
	return background;
}

/** Starts it with its output in the file. */
async function launch(words: string[], options: BackgroundOptions): Promise<Started> {
	const { cwd, env, log, endSignal = 'SIGTERM', endMs = STOP_MS } = options;
	writeFileSync(log, '', { mode: 0o600 });
	const output = { file: log, append: true };
	const [command = '', ...args] = words;
	return await start(command, args, {
		cwd,
		env,
		extendEnv: false,
		detached: true,
		stdout: output,
		stderr: output,
		buffer: false,
		killSignal: endSignal,
		forceKillAfterDelay: endMs,
	});
}

/** The words before a command by which it ends with its parent, and runs as another user. */
function privileges(endSignal: NodeJS.Signals, user: string | undefined): string[] {
	const as = user === undefined ? [] : ['--reuid', user, '--regid', user, '--clear-groups'];
	return existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', endSignal.slice(3), ...as, '--'] : [];
}

async function untilReady(
	child: ResultPromise,
	{ log, stop }: Background,
	{ name, isReady, patienceMs }: BackgroundOptions,
): Promise<void> {
	const deadline = Date.now() + patienceMs;
	while (Date.now() < deadline) {
		if (await isReady()) return;
		await sleep(250);
		if (hasEnded(child)) break;
	}
	const code = child.exitCode ?? child.signalCode ?? 'an error';
	const why = hasEnded(child) ? `${name} ended with ${code}` : `${name} did not answer in time`;
	await stop();
	throw new Failure(`${why} (its log: ${log}):\n${lastLines(readFileSync(log, 'utf8'), 15)}`);
}

/** Its own end: what it started may hold on to its output for longer. */
async function endOf(child: ResultPromise): Promise<void> {
	await Promise.race([child, new Promise((resolve) => child.once('exit', resolve))]);
}

function hasEnded(child: ResultPromise): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Ends a process, and then what is left of its group. */
async function end(child: ResultPromise, ended: Promise<void>, ask: () => void): Promise<void> {
	if (child.pid === undefined || hasEnded(child)) return;
	ask();
	await ended;
	signal(-child.pid, 'SIGKILL');
}
