import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { normalize } from '../../nodes/WawpTrigger/normalize';
import type { Measured } from './attacks';

const run = promisify(execFile);

async function measure(what: string): Promise<Measured> {
	const script = path.join(__dirname, 'measure.ts');
	const { stdout } = await run(process.execPath, ['--import', 'tsx', script, what]);
	return JSON.parse(stdout) as Measured;
}

/** What is measured, and how often at least. */
const MEASURES: [string, number][] = [
	['texts', 3000],
	['fields', 5000],
	['values', 300],
	['events', 3000],
];

test.each(MEASURES)(
	'none of a megabyte of hostile %s holds a reader for longer than 50 ms',
	async (what, least) => {
		const { count, late } = await measure(what);
		expect(late).toEqual([]);
		expect(count).toBeGreaterThan(least);
	},
	240_000,
);

test('an event whose details cannot be read at all passes with its payload', () => {
	const unreadable = () => assert.fail('unreadable');
	const payload = new Proxy({}, { get: unreadable, ownKeys: unreadable });
	const event = normalize({ envelope: { event: 'message', id: 'evt_1' }, payload });
	expect([event.event, event.eventId, event.payload === payload]).toEqual(['message', 'evt_1', true]);
});
