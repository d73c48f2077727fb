/** `npm start` as a person runs it, in a process group of its own. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ResultPromise } from 'execa';

import { signal, start } from '../n8n/command';
import { npmCli } from '../n8n/npm';
import { ROOT, WORK } from '../n8n/paths';
import { onShutdown } from '../n8n/shutdown';

/** The folder that these runs use instead of the one of a person who may be using it. */
export const START_FOLDER = path.join(WORK, 'e2e-start');

/** A run of the command. */
export interface StartCommand {
	/** The lines that it has written so far. */
	lines: string[];
	/** Resolves with npm's exit code when npm has ended; null after a signal. */
	ended: Promise<number | null>;
	/** Resolves with npm's exit code and all that was written when everything that can write has ended. */
	closed: Promise<{ code: number | undefined; output: string }>;
	/** Ctrl-C in a terminal: every process of the group gets it. */
	interrupt: () => void;
	/** What a service manager does: only npm gets it. */
	terminate: () => void;
	/** Resolves when the text has been written; rejects when the command ends before. */
	says: (text: string) => Promise<void>;
}

/** Runs `npm start -- <args>` with some variables added to the environment; the end of the suite interrupts it. */
export async function npmStart(args: string[], env: NodeJS.ProcessEnv = {}): Promise<StartCommand> {
	const { child } = await start(process.execPath, [npmCli(), 'start', '--', ...args], {
		cwd: ROOT,
		detached: true,
		env: { START_FOLDER, ...env },
		all: true,
	});
	const { pid = 0 } = child;
	const interrupt = () => signal(-pid, 'SIGINT');
	onShutdown(interrupt);
	const lines: string[] = [];
	const closed = collect(child, lines);
	return {
		lines,
		ended: new Promise((resolve) => child.once('exit', resolve)),
		closed,
		interrupt,
		terminate: () => signal(pid, 'SIGTERM'),
		says: (text) => untilSaid(text, lines, closed),
	};
}

async function collect(child: ResultPromise, lines: string[]): StartCommand['closed'] {
	for await (const line of child.iterable({ from: 'all' })) lines.push(String(line));
	return { code: (await child).exitCode, output: lines.join('\n') };
}

async function untilSaid(text: string, lines: string[], closed: Promise<unknown>): Promise<void> {
	const over = closed.then(() => true);
	const isSaid = () => lines.some((line) => line.includes(text));
	while (!isSaid()) {
		if ((await Promise.race([over, sleep(100, false)])) && !isSaid()) {
			throw new Error(`npm start ended without "${text}":\n${lines.join('\n')}`);
		}
	}
}
