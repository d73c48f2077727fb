/** `npm start` as a person runs it, in a process group of its own. */
import { spawn } from 'node:child_process';
import path from 'node:path';

import { npmCli } from '../n8n/npm';
import { ROOT, WORK } from '../n8n/paths';

/** The folder that these runs use instead of the one of a person who may be using it. */
export const START_FOLDER = path.join(WORK, 'e2e-start');

/** A run of the command. */
export interface StartCommand {
	/** All it has written so far. */
	output: () => string;
	/** Resolves with npm's exit code when npm has ended; null after a signal. */
	ended: Promise<number | null>;
	/** Resolves with it when everything that can write has ended. */
	closed: Promise<number | null>;
	/** Ctrl-C in a terminal: every process of the group gets it. */
	interrupt: () => void;
	/** What a service manager does: only npm gets it. */
	terminate: () => void;
	/** Resolves when the text has been written; rejects when the command ends before. */
	says: (text: string) => Promise<void>;
}

/** Runs `npm start -- <args>` with some variables added to the environment. */
export function npmStart(args: string[], env: NodeJS.ProcessEnv = {}): StartCommand {
	const child = spawn(process.execPath, [npmCli(), 'start', '--', ...args], {
		cwd: ROOT,
		detached: true,
		env: { ...process.env, START_FOLDER, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const collect = (chunk: Buffer) => (output += chunk.toString('utf8'));
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
	const says = (text: string) =>
		new Promise<void>((resolve, reject) => {
			const look = () => {
				if (output.includes(text)) resolve();
			};
			child.stdout.on('data', look);
			void closed.then(() => reject(new Error(`npm start ended without "${text}":\n${output}`)));
			look();
		});
	const pid = child.pid ?? 0;
	return {
		output: () => output,
		ended,
		closed,
		interrupt: () => signal(-pid, 'SIGINT'),
		terminate: () => signal(pid, 'SIGTERM'),
		says,
	};
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It has ended already.
	}
}
