/** Child processes, by execa. It is an ES module only, which CommonJS loads while it runs: this is the one place. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Options, ResultPromise } from 'execa';

import { Failure } from './failure';

/** How a command is run. */
interface CommandOptions {
	cwd?: string;
	/** The whole environment; that of this process when left out. */
	env?: NodeJS.ProcessEnv;
	/** The file that all output is added to. */
	log?: string;
}

/** What a command left behind. */
interface Finished {
	/** `undefined`: ended by a signal or never started. */
	code: number | undefined;
	output: string;
}

/** A command that goes on: execa's process, which is not a promise here, so that it can be handed on. */
export interface Started {
	child: ResultPromise;
}

/**
 * Starts a command with nothing to read from. It is killed when this process ends, unless it is detached; a failure of
 * it does not throw.
 *
 * @param options execa's own
 */
export async function start(command: string, args: string[], options: Options = {}): Promise<Started> {
	const { execa } = await import('execa');
	return { child: execa(command, args, { stdin: 'ignore', reject: false, ...options }) };
}

/** Runs a command to its end; a command that cannot be started has no `code`, and the reason as its output. */
export async function run(command: string, args: string[], options: CommandOptions = {}): Promise<Finished> {
	const { cwd, env = process.env, log } = options;
	if (log !== undefined) mkdirSync(path.dirname(log), { recursive: true });
	const output = log === undefined ? 'pipe' : (['pipe', { file: log, append: true }] as const);
	const { child } = await start(command, args, {
		cwd,
		env,
		extendEnv: false,
		all: true,
		stdout: output,
		stderr: output,
	});
	const { exitCode, all, originalMessage } = await child;
	return { code: exitCode, output: text(all) || text(originalMessage) };
}

/**
 * Runs a command that has to succeed.
 *
 * @returns its output
 * @throws Failure with the last lines of the output when the command does not end with 0
 */
export async function mustRun(
	command: string,
	args: string[],
	options: CommandOptions = {},
): Promise<string> {
	const { code, output } = await run(command, args, options);
	if (code === 0) return output;
	const where = options.log === undefined ? '' : ` (all of it: ${options.log})`;
	const name = [path.basename(command), ...args.map((arg) => path.basename(arg))].join(' ');
	throw new Failure(`"${name}" ended with ${code ?? 'an error'}${where}:\n${lastLines(output, 15)}`);
}

/** Sends a signal to a process, or to its whole group when the id is negative; nothing if it has ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It has ended already.
	}
}

/** The last lines of a text. */
export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
