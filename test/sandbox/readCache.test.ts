import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ACCOUNTS, call, GOWS } from './client';

const MONA = '201001234567@c.us';
const ROUTE = `GET /chats/${MONA}/messages`;

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function begin(readCacheMs?: number): Promise<void> {
	sandbox = await startSandbox({ accounts: ACCOUNTS, ...(readCacheMs !== undefined && { readCacheMs }) });
}

/** The newest text of a chat. */
async function newest(query: Record<string, string> = { limit: '1' }): Promise<unknown> {
	const { body } = await call(sandbox, ROUTE, { query });
	return (body as unknown as { body: string }[])[0]?.body;
}

async function writes(text: string): Promise<void> {
	const now = sandbox.clock.now();
	const id = `false_${MONA}_${text.toUpperCase()}`;
	await sandbox.emit(GOWS, 'message', { id, from: MONA, body: text, timestamp: Math.floor(now / 1000) });
}

it('answers a GET as it did in the last moments, where it is asked to', async () => {
	await begin(3000);
	const before = await newest();
	await writes('new');
	expect(await newest()).toBe(before);
	expect(await newest({ limit: '2' })).toBe('new');
	sandbox.clock.advance(3000);
	expect(await newest()).toBe('new');
});

it('never keeps a QR code or what a change answers', async () => {
	await begin(300_000);
	const scanning = { instance: 'AAAAAAAAAA04' };
	const first = await call(sandbox, 'GET /getQr', scanning);
	sandbox.clock.advance(120_000);
	expect((await call(sandbox, 'GET /getQr', scanning)).body).not.toEqual(first.body);
	const ids = async () => (await call(sandbox, 'POST /chats')).body as unknown as object[];
	const chats = await ids();
	await writes('new');
	expect(await ids()).not.toEqual(chats);
});

it('keeps nothing by itself', async () => {
	await begin();
	await newest();
	await writes('new');
	expect(await newest()).toBe('new');
});
