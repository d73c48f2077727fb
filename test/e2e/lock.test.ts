import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { lock, tryLock } from '../../e2e/n8n/lock';

let folder: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
	file = path.join(folder, 'n8n.pid');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function take(): Promise<() => Promise<void>> {
	const unlock = await tryLock(file);
	if (typeof unlock === 'number') throw new Error(`process ${unlock} has it`);
	return unlock;
}

test('only one has the lock, and the other one learns who', async () => {
	const unlock = await take();
	expect(await tryLock(file)).toBe(process.pid);
	await unlock();
	await (
		await take()
	)();
	expect(existsSync(`${file}.lock`)).toBe(false);
}, 20_000);

test('who waits is told once for whom, and gets the lock when it is free', async () => {
	const unlock = await take();
	const told = jest.fn();
	const waiting = lock(file, (owner) => {
		told(owner);
		void unlock();
	});
	await (
		await waiting
	)();
	expect(told.mock.calls).toEqual([[process.pid]]);
}, 20_000);

test('what a killed process left behind is taken over', async () => {
	mkdirSync(`${file}.lock`);
	writeFileSync(file, '1');
	const longAgo = new Date(Date.now() - 60_000);
	utimesSync(`${file}.lock`, longAgo, longAgo);
	await (
		await take()
	)();
	expect(existsSync(`${file}.lock`)).toBe(false);
});
