/** An orderly end: whoever starts something says here how it is ended. */
import { Failure, messageOf } from './failure';

type Ending = () => Promise<void> | void;

const endings = new Set<Ending>();
let ending: Promise<string[]> | undefined;

/**
 * Registers how something is ended.
 *
 * @returns a function that takes it back, for what has ended by itself
 */
export function onShutdown(end: Ending): () => void {
	endings.add(end);
	return () => endings.delete(end);
}

/**
 * Ends everything that was started, the youngest first; a second call waits for the first one.
 *
 * @returns what went wrong with it
 */
export function shutdown(): Promise<string[]> {
	ending ??= endAll();
	return ending;
}

/** Whether the end has begun: errors that follow from it are not worth a word. */
export function isShuttingDown(): boolean {
	return ending !== undefined;
}

/**
 * Ends everything on Ctrl-C, SIGTERM, a closed terminal, and when the parent process has gone: `npm run` passes a
 * SIGTERM to its shell, and the shell dies without a word to its children.
 *
 * @param exitCode gives the code for a signal
 */
export function endOnSignals(exitCode: (signal: NodeJS.Signals) => number): void {
	const end = (signal: NodeJS.Signals) => {
		void shutdown().finally(() => process.exit(exitCode(signal)));
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) end('SIGHUP');
	}, 500).unref();
}

/**
 * Ends a command together with its work: ends everything that was started and leaves with the work's exit code, or with
 * 1 and the reason. When a signal has begun the end, its handler gives the code.
 *
 * @param problem the words before the reason
 */
export async function leaveAfter(work: Promise<number>, problem: string): Promise<void> {
	const code = await work.catch((error: unknown) => {
		if (!isShuttingDown()) console.error(`\n${problem}: ${describe(error)}`);
		return 1;
	});
	if (isShuttingDown()) return;
	await shutdown();
	process.exit(code);
}

/** A Failure says all in its message; anything else is a mistake in this code and shows where. */
function describe(error: unknown): string {
	const isMistake = error instanceof Error && !(error instanceof Failure);
	return isMistake ? (error.stack ?? error.message) : messageOf(error);
}

async function endAll(): Promise<string[]> {
	const problems: string[] = [];
	for (const end of [...endings].reverse()) {
		try {
			await end();
		} catch (error) {
			problems.push(`While ending: ${messageOf(error)}`);
		}
	}
	for (const problem of problems) console.error(problem);
	return problems;
}
