import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../events');

export interface Sample {
	event: string;
	[field: string]: unknown;
}

/** The names of all hand-written bodies: all events, and the flat shape of session.status. */
export const SAMPLE_NAMES = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

export function sample(name: string): Sample {
	return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Sample;
}
