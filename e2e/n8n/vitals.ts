/** How n8n is from inside, by e2e/n8n/probe.js: how long its event loop was held, and how much memory it has. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { Failure } from './failure';

const PROBE = path.join(__dirname, 'probe.js');
const MEGABYTE = 1024 * 1024;

const sampleSchema = z.object({ at: z.number(), holdMs: z.number(), rss: z.number() });

/** The settings by which a started n8n writes its samples into a file. */
export function probeEnvironment(file: string): Record<string, string> {
	return { NODE_OPTIONS: `--require ${JSON.stringify(PROBE)}`, WAWP_PROBE_FILE: file };
}

/** What the samples of one n8n say. */
export class Vitals {
	constructor(private readonly file: string) {}

	/** The longest time in milliseconds that its event loop was held since then. */
	longestHoldMs(since: number): number {
		return Math.max(0, ...this.samples().flatMap(({ at, holdMs }) => (at > since ? [holdMs] : [])));
	}

	/**
	 * Its resident memory now, in MB.
	 *
	 * @throws Failure when it has written nothing yet
	 */
	rssMb(): number {
		const last = this.samples().at(-1);
		if (last === undefined) throw new Failure(`n8n wrote no sample into ${this.file}.`);
		return last.rss / MEGABYTE;
	}

	private samples() {
		if (!existsSync(this.file)) return [];
		const lines = readFileSync(this.file, 'utf8').split('\n').slice(0, -1);
		return lines.map((line) => sampleSchema.parse(JSON.parse(line)));
	}
}
