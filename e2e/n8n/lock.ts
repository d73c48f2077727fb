/** One process at a time: a lock file that holds the id of its owner. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes the lock if nobody alive has it. A lock whose owner has died is taken over.
 *
 * @returns a function that gives the lock back, or the process id of the one who has it
 */
export function tryLock(file: string): (() => void) | number {
	mkdirSync(path.dirname(file), { recursive: true });
	for (;;) {
		try {
			writeFileSync(file, String(process.pid), { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if (!isCode(error, 'EEXIST')) throw error;
		}
		const owner = ownerOf(file);
		if (owner !== undefined && isAlive(owner)) return owner;
		rmSync(file, { force: true });
	}
}

/**
 * Waits for the lock.
 *
 * @param onWait called once when another process has it
 */
export async function lock(file: string, onWait: (owner: number) => void): Promise<() => void> {
	let told = false;
	for (;;) {
		const result = tryLock(file);
		if (typeof result === 'function') return result;
		if (!told) onWait(result);
		told = true;
		await sleep(1000);
	}
}

function ownerOf(file: string): number | undefined {
	try {
		const pid = Number(readFileSync(file, 'utf8'));
		return Number.isInteger(pid) && pid > 0 ? pid : undefined;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return isCode(error, 'EPERM');
	}
}

function isCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
