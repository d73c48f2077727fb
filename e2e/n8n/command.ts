/** Child processes that run to their end. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { Failure } from './failure';
import { onShutdown } from './shutdown';

/** How a command is run. */
export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** The file that collects all output. */
	log?: string;
	/** Called with every line of the output. */
	onLine?: (line: string) => void;
}

/** What a command left behind. */
export interface Finished {
	/** `null`: ended by a signal or never started. */
	code: number | null;
	output: string;
}

/** Runs a command to its end; a command that cannot be started has `code` null and the reason as its output. */
export function run(command: string, args: string[], options: CommandOptions = {}): Promise<Finished> {
	if (options.log !== undefined) mkdirSync(path.dirname(options.log), { recursive: true });
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const ended = onShutdown(() => {
			child.kill();
		});
		let output = '';
		const collect = (chunk: Buffer) => {
			const text = chunk.toString('utf8');
			output += text;
			if (options.log !== undefined) appendFileSync(options.log, text);
			for (const line of text.split('\n')) if (line.trim() !== '') options.onLine?.(line.trim());
		};
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		const finish = (finished: Finished) => {
			ended();
			resolve(finished);
		};
		child.on('error', (error) => finish({ code: null, output: error.message }));
		child.on('close', (code) => finish({ code, output }));
	});
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

/** The last lines of a text. */
export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}
