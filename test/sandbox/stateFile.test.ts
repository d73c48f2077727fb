import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { request } from 'undici';

import { startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import { ACCOUNTS, call, control, GOWS, SCANNING, STOPPED, TOKEN } from './client';

const KEY = 'keyOfTests01';
const DEVICE = '66d1a54430541033aa01bb01';
const SECRET = 'secretOfTests';
const DAY_MS = 86_400_000;

let folder = '';
let stateFile = '';
let running: Sandbox[] = [];

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'wawp-sandbox-'));
	stateFile = path.join(folder, 'state');
});
afterEach(async () => {
	await Promise.all(running.map((sandbox) => sandbox.close()));
	running = [];
	rmSync(folder, { recursive: true });
});

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
	const wassenger = {
		apiKey: KEY,
		devices: [{ id: DEVICE, phone: '447441429009', alias: 'Shop', status: 'online' as const }],
	};
	const sandbox = await startSandbox({ accounts: ACCOUNTS, wassenger, stateFile, ...options });
	running.push(sandbox);
	return sandbox;
}

async function end(sandbox: Sandbox): Promise<void> {
	await sandbox.close();
	running = running.filter((one) => one !== sandbox);
}

/** What the page shows of everything that stays: all but the time, the logs and the planned faults. */
async function shown(sandbox: Sandbox): Promise<Record<string, unknown>> {
	const { instances, chats, statuses } = (await control(sandbox, 'GET /state')).body;
	return JSON.parse(JSON.stringify({ instances, chats, statuses }).replaceAll(sandbox.url, '')) as Record<
		string,
		unknown
	>;
}

/** A day in the life of a shop: something of each kind that stays. */
async function live(sandbox: Sandbox): Promise<void> {
	const picture = { 'file[url]': `${sandbox.url}/sandbox/media/photo.jpg`, 'file[mimetype]': 'image/jpeg' };
	const file = { ...picture, 'file[filename]': 'photo.jpg' };
	const said = [
		await call(sandbox, 'POST /status/text', { query: { text: 'Open until eight' } }),
		await call(sandbox, 'POST /status/image', { query: file }),
		await call(sandbox, 'POST /send', { query: { chatId: '201001234567', message: 'See you at nine' } }),
		await call(sandbox, 'POST /sendImage', { query: { chatId: '201001234567@c.us', ...file } }),
		await call(sandbox, 'POST /session/start', { instance: STOPPED }),
		await control(sandbox, `POST /instances/${SCANNING}/scan`),
		await control(sandbox, `POST /instances/${GOWS}/contacts`, { count: 20 }),
		await control(sandbox, `POST /instances/${GOWS}/events`, { event: 'message', text: 'Is it fresh?' }),
		await control(sandbox, `PUT /instances/${GOWS}/webhook`, {
			url: 'http://127.0.0.1:9/hook',
			secret: SECRET,
			events: ['message'],
		}),
		await control(sandbox, 'POST /clock', { advanceMs: 5000 }),
	];
	expect(said.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
}

async function postLater(sandbox: Sandbox, message: string, delay: number, order = false): Promise<void> {
	const { statusCode, body } = await request(`${sandbox.wassengerUrl}/chat/${DEVICE}/status`, {
		method: 'POST',
		headers: { token: KEY, 'content-type': 'application/json' },
		body: JSON.stringify({ message, delay, order }),
	});
	expect([statusCode, await body.json()]).toMatchObject([200, { status: 'queued' }]);
}

const textsOf = (sandbox: Sandbox) => sandbox.statuses().map(({ text }) => text);

it('shows the same after a restart: sessions, webhooks, chats and statuses', async () => {
	const before = await start();
	await live(before);
	const page = await shown(before);
	await end(before);
	const after = await start();
	expect(await shown(after)).toEqual(page);
	expect(JSON.stringify(page)).toContain('See you at nine');
	expect(after.clock.now() - Date.now()).toBeGreaterThan(4000);
});

it('goes on: files, generated people and what the API answers', async () => {
	const before = await start();
	await live(before);
	const people = await call(before, 'GET /contacts/all', { query: { limit: '100' } });
	await end(before);
	const after = await start();
	expect((await call(after, 'GET /contacts/all', { query: { limit: '100' } })).body).toEqual(people.body);
	const [, image] = after.statuses(GOWS);
	const file = await request(`${after.url}/sandbox/uploads/${image?.id ?? ''}`);
	const photo = await request(`${after.url}/sandbox/media/photo.jpg`);
	expect(Buffer.from(await file.body.arrayBuffer())).toEqual(Buffer.from(await photo.body.arrayBuffer()));
	await call(after, 'POST /status/text', { query: { text: 'Closed now' } });
	expect(textsOf(after)).toEqual(['Open until eight', undefined, 'Closed now']);
	await control(after, `POST /instances/${GOWS}/contacts`, { count: 1 });
	const more = await call(after, 'GET /contacts/all', { query: { limit: '100' } });
	expect(Object.keys(more.body)).toHaveLength(Object.keys(people.body).length + 1);
});

it('publishes what Wassenger has planned, in its order, also what came due meanwhile', async () => {
	const before = await start();
	await postLater(before, 'tomorrow, first', 3600, true);
	await postLater(before, 'tomorrow, second', 60, true);
	await postLater(before, 'by itself', 60);
	expect(textsOf(before)).toEqual([]);
	await end(before);
	const after = await start();
	expect(textsOf(after)).toEqual([]);
	after.clock.advance(60_000);
	expect(textsOf(after)).toEqual(['by itself']);
	after.clock.advance(DAY_MS);
	expect(textsOf(after)).toEqual(['by itself', 'tomorrow, first', 'tomorrow, second']);
	await end(after);
	expect(textsOf(await start())).toHaveLength(3);
});

it('is written soon after a change, not only at the end', async () => {
	const sandbox = await start();
	await call(sandbox, 'POST /status/text', { query: { text: 'Before the power cut' } });
	const deadline = Date.now() + 3000;
	while (!readFileSync(stateFile, 'utf8').includes('Before the power cut')) {
		expect(Date.now()).toBeLessThan(deadline);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
});

it('holds no access token, and is for its owner only, since it holds webhook secrets', async () => {
	const sandbox = await start();
	await live(sandbox);
	await end(sandbox);
	const text = readFileSync(stateFile, 'utf8');
	expect(text).toContain(SECRET);
	expect(text).not.toContain(TOKEN);
	expect((statSync(stateFile).mode & 0o777).toString(8)).toBe('600');
	const accounts = ACCOUNTS.map((account) => ({ ...account, accessToken: `new${account.accessToken}` }));
	const after = await start({ accounts });
	const asked = await call(after, 'GET /session/info', {
		bare: true,
		query: { access_token: `new${TOKEN}`, instance_id: GOWS },
	});
	expect(asked.status).toBe(200);
	expect((await call(after, 'GET /session/info')).status).toBe(401);
	expect(after.instanceIds()).toEqual(ACCOUNTS[0]?.instances.map(({ id }) => id));
});

it.each([
	['another file', 'notes', /is not the state of a sandbox/],
	['half a file', 'wawp-sandbox state 1\n{"ground":', /is damaged/],
])('refuses %s and leaves it as it is', async (_what, text, reason) => {
	writeFileSync(stateFile, text);
	await expect(start()).rejects.toThrow(reason);
	expect(readFileSync(stateFile, 'utf8')).toBe(text);
});

it('does not start where the file cannot be written, and leaves the state of one that runs alone', async () => {
	await expect(start({ stateFile: path.join(folder, 'missing', 'state') })).rejects.toThrow(/ENOENT/);
	const sandbox = await start();
	const text = readFileSync(stateFile, 'utf8');
	const taken = { port: Number(new URL(sandbox.url).port), accounts: [] };
	await expect(start(taken)).rejects.toThrow(/EADDRINUSE|no account/);
	expect(readFileSync(stateFile, 'utf8')).toBe(text);
	expect(existsSync(`${stateFile}.new`)).toBe(false);
});
