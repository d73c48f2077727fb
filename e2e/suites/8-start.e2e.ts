import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { openUserFolder } from '../n8n/user-folder';
import { npmStart, START_FOLDER } from './start-command';
import type { StartCommand } from './start-command';

const PATIENCE_MS = 240_000;

let last: StartCommand | undefined;

beforeAll(() => rmSync(START_FOLDER, { recursive: true, force: true }));
afterEach(() => last?.interrupt());

function start(args: string[], env?: NodeJS.ProcessEnv): StartCommand {
	last = npmStart(args, env);
	return last;
}

/** The addresses that the command printed. */
function addresses(command: StartCommand): string[] {
	const lines = command.output().match(/^ {2}(?:Sandbox|n8n) +http:\S+/gm) ?? [];
	return lines.map((line) => line.slice(line.indexOf('http')));
}

async function answers(url: string): Promise<boolean> {
	try {
		const { statusCode, body } = await request(url);
		await body.dump();
		return statusCode === 200;
	} catch {
		return false;
	}
}

/** Starts the command, sees that both addresses answer, ends it, and sees that they answer no more. */
async function startAndEnd(end: (command: StartCommand) => void): Promise<number | null> {
	const command = start([]);
	await command.says('Ctrl-C ends both');
	const urls = addresses(command);
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
			const command = start(['--once']);
			const code = await command.closed;
			expect([code, command.output()]).toEqual([0, expect.stringContaining('It happened')]);
			const { secrets } = openUserFolder(START_FOLDER);
			for (const secret of [secrets.accessToken, secrets.webhookSecret, secrets.encryptionKey]) {
				expect(command.output()).not.toContain(secret);
			}
		},
		PATIENCE_MS,
	);

	it(
		'-- --once ends with 1 and the reason when the sandbox refuses the status',
		async () => {
			const command = start(['--once', '--break']);
			const code = await command.closed;
			expect([code, command.output()]).toEqual([1, expect.stringContaining('POST /status/text with 500')]);
		},
		PATIENCE_MS,
	);

	it('says in one sentence that N8N_BIN names no n8n', async () => {
		const command = start(['--once'], { N8N_BIN: '/nowhere/n8n' });
		const code = await command.closed;
		expect([code, command.output()]).toEqual([1, expect.stringContaining('N8N_BIN names no usable n8n')]);
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
