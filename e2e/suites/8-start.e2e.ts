import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { answers } from '../n8n/server';
import { openUserFolder } from '../n8n/user-folder';
import { npmStart, START_FOLDER } from './start-command';
import type { StartCommand } from './start-command';

const PATIENCE_MS = 240_000;

let last: StartCommand | undefined;

beforeAll(() => rmSync(START_FOLDER, { recursive: true, force: true }));
afterEach(() => last?.interrupt());

async function start(args: string[], env?: NodeJS.ProcessEnv): Promise<StartCommand> {
	last = await npmStart(args, env);
	return last;
}

/** The addresses among the lines that the command printed. */
function addresses(lines: string[]): string[] {
	return lines.flatMap((line) => /^ {2}(?:Sandbox|n8n) +(http:\S+)/.exec(line)?.[1] ?? []);
}

/** Starts the command, sees that both addresses answer, ends it, and sees that they answer no more. */
async function startAndEnd(end: (command: StartCommand) => void): Promise<number | null> {
	const command = await start([]);
	await command.says('Ctrl-C ends both');
	const said = command.lines.join('\n');
	expect(said).toMatch(/Try now\n.*press Send.*\n.*\/workflow\/wawpStatusFromMsg/);
	expect(said).not.toContain(openUserFolder(START_FOLDER).secrets.accessToken);
	const urls = addresses(command.lines);
	expect(urls).toHaveLength(2);
	expect(await Promise.all(urls.map(answers))).toEqual([true, true]);
	end(command);
	const code = await command.ended;
	let left = urls;
	for (let tries = 0; tries < 40 && left.length > 0; tries += 1) {
		await sleep(500);
		const still = await Promise.all(left.map(answers));
		left = left.filter((_, index) => still[index]);
	}
	expect(left).toEqual([]);
	return code;
}

describe('npm start', () => {
	it(
		'-- --once ends with 0 when the message became a status, and prints no secret',
		async () => {
			const command = await start(['--once']);
			const { code, output } = await command.closed;
			expect([code, output]).toEqual([0, expect.stringContaining('It happened')]);
			const { secrets } = openUserFolder(START_FOLDER);
			for (const secret of [secrets.accessToken, secrets.webhookSecret, secrets.encryptionKey]) {
				expect(output).not.toContain(secret);
			}
		},
		PATIENCE_MS,
	);

	it(
		'-- --once ends with 1 and the reason when the sandbox refuses the status',
		async () => {
			const command = await start(['--once', '--break']);
			const { code, output } = await command.closed;
			expect([code, output]).toEqual([1, expect.stringContaining('POST /status/text with 500')]);
		},
		PATIENCE_MS,
	);

	it('says in one sentence that N8N_BIN names no n8n', async () => {
		const command = await start(['--once'], { N8N_BIN: '/nowhere/n8n' });
		const { code, output } = await command.closed;
		expect([code, output]).toEqual([1, expect.stringContaining('N8N_BIN names no usable n8n')]);
	});

	it(
		'stays until Ctrl-C and ends all it started',
		() => startAndEnd((command) => command.interrupt()),
		PATIENCE_MS,
	);

	it(
		'ends all it started when npm is terminated',
		() => startAndEnd((command) => command.terminate()),
		PATIENCE_MS,
	);
});
