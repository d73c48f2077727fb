/** One process at a time, by proper-lockfile: the locked file holds the id of the process that has it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import lockfile from 'proper-lockfile';

/** A lock that nobody has refreshed for so long was left behind by a process that was killed. */
const STALE_MS = 5000;
const EVERY_SECOND = { factor: 1, minTimeout: 1000, maxTimeout: 1000 };

/** Gives a lock back; the end of the process does so too. */
type Unlock = () => Promise<void>;

/**
 * Takes the lock if no living process has it. One that was left behind is waited out and taken over.
 *
 * @returns a function that gives the lock back, or the process id of the one who has it
 */
export async function tryLock(file: string): Promise<Unlock | number> {
	return (await take(file, { ...EVERY_SECOND, retries: STALE_MS / 1000 + 1 })) ?? ownerOf(file);
}

/**
 * Waits for the lock.
 *
 * @param onWait called once when another process has it
 */
export async function lock(file: string, onWait: (owner: number) => void): Promise<Unlock> {
	const unlock = await take(file, { ...EVERY_SECOND, retries: 1 });
	if (unlock !== undefined) return unlock;
	onWait(ownerOf(file));
	const waited = await take(file, { ...EVERY_SECOND, forever: true });
	if (waited === undefined) throw new Error(`The lock ${file} was waited for in vain.`);
	return waited;
}

/** @returns undefined when another process has it, also after the retries */
async function take(file: string, retries: lockfile.LockOptions['retries']): Promise<Unlock | undefined> {
	mkdirSync(path.dirname(file), { recursive: true });
	try {
		// A lock is lost only when somebody deletes its folder: what runs in there goes on.
		const options = { realpath: false, stale: STALE_MS, retries, onCompromised: () => undefined };
		const release = await lockfile.lock(file, options);
		writeFileSync(file, String(process.pid));
		return () => release().catch(() => undefined);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return undefined;
		throw error;
	}
}

function ownerOf(file: string): number {
	return Number(readFileSync(file, 'utf8'));
}
