import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../events/threads');

/** A delivery of a public thread, and what it must become beside its payload; written by hand. */
interface Thread {
	source: string;
	says: string;
	body: { event: string; payload: object };
	becomes: { event: string };
}

export const THREADS = readdirSync(FOLDER).map((file): [string, Thread] => [
	file,
	JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Thread,
]);
