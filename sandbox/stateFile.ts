import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fromText, toText } from './ground/text';
import { saveWorld } from './world';
import type { SavedWorld, World } from './world';

/** The first line of a file; another layout gets another number. */
const HEAD = 'wawp-sandbox state 1\n';
/** What happens within this time is written at once. */
const GATHER_MS = 200;
/** Webhook secrets stand in it. */
const OWNER_ONLY = 0o600;

/** The state that a file holds; undefined when there is none yet. Throws when it is another file. */
export function readStateFile(file: string): SavedWorld | undefined {
	if (!existsSync(file)) return undefined;
	const text = readFileSync(file, 'utf8');
	if (!text.startsWith(HEAD)) throw new Error(`${file} is not the state of a sandbox.`);
	try {
		return fromText(text.slice(HEAD.length)) as SavedWorld;
	} catch {
		throw new Error(`${file} is damaged.`);
	}
}

/**
 * Writes the state of a sandbox to a file, now and soon after every change.
 *
 * @returns what writes it for the last time
 */
export function keepStateFile(world: World, file: string): () => void {
	let timer: NodeJS.Timeout | undefined;
	const write = (): void => {
		clearTimeout(timer);
		timer = undefined;
		// A sandbox that is killed meanwhile leaves the file as it was.
		writeFileSync(`${file}.new`, HEAD + toText(saveWorld(world)), { mode: OWNER_ONLY });
		renameSync(`${file}.new`, file);
	};
	world.ground.live.tell(() => (timer ??= setTimeout(write, GATHER_MS).unref()));
	write();
	return write;
}
