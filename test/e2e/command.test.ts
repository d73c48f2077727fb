import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { mustRun, run } from '../../e2e/n8n/command';
import { Failure } from '../../e2e/n8n/failure';

const node = process.execPath;
let folder: string;

beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'command-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('the output is what was written to both streams; the log has it too, after what it held', async () => {
	const log = path.join(folder, 'logs', 'all.log');
	const script = "console.log('one'); console.error('two'); process.exitCode = 3";
	for (let times = 0; times < 2; times += 1) {
		const { code, output } = await run(node, ['-e', script], { log });
		expect([code, output.split('\n').sort()]).toEqual([3, ['one', 'two']]);
	}
	expect(readFileSync(log, 'utf8').trim().split('\n').sort()).toEqual(['one', 'one', 'two', 'two']);
});

test('the environment is the one that was given, whole', async () => {
	const { output } = await run(node, ['-p', 'Object.keys(process.env).join()'], { env: { ONLY: '1' } });
	expect(output).toBe('ONLY');
});

test('a command that cannot be started has no code, and the reason', async () => {
	const { code, output } = await run(path.join(folder, 'nothing'), []);
	expect([code, output]).toEqual([undefined, expect.stringContaining('ENOENT')]);
});

test('a command that has to succeed and does not is a Failure with its last lines', async () => {
	const failing = mustRun(node, ['-e', "console.log('reason'); process.exit(4)"], { cwd: folder });
	await expect(failing).rejects.toThrow(Failure);
	await expect(failing).rejects.toThrow(/ended with 4:\nreason$/);
});
