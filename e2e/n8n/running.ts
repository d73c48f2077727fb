/** The n8n of the end-to-end suite, as the runner tells the tests about it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { WORK } from './paths';

const FILE = path.join(WORK, 'e2e-running.json');

const runningSchema = z.object({
	url: z.string(),
	log: z.string(),
	folder: z.string(),
	tarballs: z.array(z.object({ name: z.string(), file: z.string() })),
	cookie: z.string(),
	apiKey: z.string(),
});

/** Where n8n is, and how to speak to it as its owner. */
export type Running = z.infer<typeof runningSchema>;

/** Leaves the facts for the tests. */
export function writeRunning(running: Running): void {
	writeFileSync(FILE, JSON.stringify(running), { mode: 0o600 });
}

/** Reads what the runner left. */
export function readRunning(): Running {
	return runningSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}
