const waiting = new Map<string, Promise<unknown>>();

/**
 * Does work with the same key one after the other, in the order of the calls. Only inside this process.
 *
 * @returns what the work gives, or throws
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = waiting.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	waiting.set(key, mine);
	try {
		return await mine;
	} finally {
		if (waiting.get(key) === mine) waiting.delete(key);
	}
}
