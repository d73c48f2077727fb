import { spawn } from 'node:child_process';
import path from 'node:path';
import { request } from 'undici';

const ROOT = path.join(__dirname, '..', '..');

it('prints the page and the credential, serves, and ends on Ctrl-C', async () => {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', '--port', '0'], { cwd: ROOT });
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	while (!printed.includes('Ctrl-C')) {
		expect(child.exitCode).toBeNull();
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const baseUrl = /Base URL +(\S+)/.exec(printed)?.[1] ?? '';
	const token = /Access Token +(\S+)/.exec(printed)?.[1] ?? '';
	const instance = /Instance ID +(\S+)/.exec(printed)?.[1] ?? '';
	expect(printed.match(/https?:\S+/g)?.join()).not.toContain(token);
	const query = `access_token=${token}&instance_id=${instance}`;
	const answer = await request(`${baseUrl}/session/info?${query}`);
	expect(await answer.body.json()).toMatchObject({ status: 'WORKING' });
	child.kill('SIGINT');
	expect(await ended).toBe(0);
});
