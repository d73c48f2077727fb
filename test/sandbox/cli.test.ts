import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { request } from 'undici';

import { DEFAULT_ACCOUNTS } from '../../sandbox';
import { readArguments } from '../../sandbox/arguments';

const ROOT = path.join(__dirname, '..', '..');

interface Running {
	printed: string;
	/** What stands behind a name in what was printed. */
	said: (name: string) => string;
	/** Ends it, and gives its exit code. */
	stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

interface Ended {
	code: number | null;
	output: string;
	errors: string;
}

function command(args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', ...args], { cwd: ROOT });
	const result = { output: '', errors: '' };
	child.stdout.on('data', (chunk: Buffer) => (result.output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (result.errors += chunk.toString()));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, result, ended };
}

/** Starts a sandbox on any free port and waits for its greeting. */
async function start(...args: string[]): Promise<Running> {
	const { child, result, ended } = command(['--port', '0', ...args]);
	while (!result.output.includes('Ctrl-C')) {
		expect([child.exitCode, result.errors]).toEqual([null, '']);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const stop = (signal: NodeJS.Signals) => {
		child.kill(signal);
		return ended;
	};
	const said = (name: string) => new RegExp(`${name} +(\\S+)`).exec(result.output)?.[1] ?? '';
	return { printed: result.output, said, stop };
}

/** What a command says that ends by itself. */
async function run(...args: string[]): Promise<Ended> {
	const { result, ended } = command(args);
	return { code: await ended, ...result };
}

async function ask({ said }: Running, method: 'GET' | 'POST', route: string, query: object) {
	const text = new URLSearchParams({ ...query }).toString();
	const answer = await request(`${said('Base URL')}${route}?${text}`, { method });
	return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

it('prints the page and the credential, serves, and ends on Ctrl-C', async () => {
	const sandbox = await start();
	const { printed, said } = sandbox;
	const credential = { access_token: said('Access Token'), instance_id: said('Instance ID') };
	expect(printed.match(/https?:\S+/g)?.join()).not.toContain(credential.access_token);
	const { body } = await ask(sandbox, 'GET', '/session/info', credential);
	expect(body).toMatchObject({ status: 'WORKING' });
	expect(await sandbox.stop('SIGINT')).toBe(0);
});

it('goes on with its state file, under the ID and the token of its flags, which it does not print', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'wawp-sandbox-'));
	const flags = ['--token', 'tokenOfMine', '--state', path.join(folder, 'my state')];
	const credential = { access_token: 'tokenOfMine', instance_id: 'MINE1' };
	try {
		const before = await start('--instance', 'MINE1', ...flags);
		expect(before.said('Instance ID')).toBe('MINE1');
		expect(before.printed).not.toContain('tokenOfMine');
		const posted = await ask(before, 'POST', '/status/text', { ...credential, text: 'Open' });
		expect(await before.stop('SIGTERM')).toBe(0);
		const after = await start(...flags);
		expect(after.said('Instance ID')).toBe('MINE1');
		const [, , id = ''] = String(posted.body['id']).split('_');
		expect((await ask(after, 'POST', '/status/delete', { ...credential, id })).status).toBe(200);
		await after.stop('SIGINT');
		const { code, errors } = await run('--port', '0', '--instance', 'OTHER', ...flags);
		expect([code, errors]).toEqual([1, expect.stringContaining('has no instance OTHER')]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

it('says what it can', async () => {
	const { code, output, errors } = await run('--help');
	expect([code, errors]).toEqual([0, '']);
	for (const flag of ['--port', '--instance', '--token', '--state']) expect(output).toContain(flag);
});

it('refuses what it does not know in one line, with the exit code 1', async () => {
	const { code, output, errors } = await run('--prot', '1');
	expect([code, output]).toEqual([1, '']);
	expect(errors).toMatch(/^The sandbox cannot start: Unknown option '--prot'.*\n$/);
});

it.each([
	[['--port', 'http'], /--port takes a number/],
	[['--port', '70000'], /--port takes a number/],
	[['--instance', ''], /--instance is empty/],
	[['--token', 'two words'], /--token is empty, or has a space/],
	[['--state', ' '], /--state is empty/],
	[['--token', 'sandbox0token2'], /another customer/],
	[['--instance', 'B2C3D4E5F6A1'], /another number/],
])('does not take %j', (args, reason) => {
	expect(() => readArguments(args)).toThrow(reason);
});

it('leaves the accounts as they are without flags, and the tokens out of what it refuses', () => {
	expect(readArguments([])).toMatchObject({ port: 3100, accounts: DEFAULT_ACCOUNTS, help: false });
	expect(() => readArguments(['--token', 'my secret'])).not.toThrow(/my secret/);
});
