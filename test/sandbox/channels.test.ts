import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ask, listen, refusal } from './ask';
import type { Json } from './ask';
import { ACCOUNTS, call } from './client';

const OWNED = '123123123123@newsletter';
const FOLLOWED = '120363111111111111@newsletter';
const PUBLIC = '120363222222000002@newsletter';
const MONA = '201001234567@c.us';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterEach(() => sandbox.close());

const ids = (things: Json): unknown[] => things.map((thing) => thing['id'] as unknown);

describe('channels', () => {
	it('are listed by role', async () => {
		expect(ids(await ask(sandbox, 'GET /channels'))).toEqual([OWNED, FOLLOWED]);
		expect(ids(await ask(sandbox, 'GET /channels', { query: { role: 'OWNER' } }))).toEqual([OWNED]);
		expect(await ask(sandbox, 'GET /channels', { query: { role: 'ADMIN' } })).toEqual([]);
	});

	it('are found by id or invite code, with their latest messages', async () => {
		const channel = await ask(sandbox, `GET /channels/${FOLLOWED}`);
		expect(channel).toMatchObject({ name: 'City Weather', role: 'SUBSCRIBER', verified: true });
		expect(await ask(sandbox, 'GET /channels/0029VaCityWeatherUk00002')).toEqual(channel);
		const preview = await ask(sandbox, `GET /channels/${FOLLOWED}/messages/preview`, {
			query: { limit: '2' },
		});
		expect(preview).toHaveLength(2);
		expect(preview[0]).toMatchObject({ message: { from: FOLLOWED, fromMe: false } });
		expect(await refusal(sandbox, 'GET /channels/1@newsletter')).toBe(404);
	});

	it('are created, and deleted by their owner only', async () => {
		const url = `${sandbox.url}/sandbox/media/picture.png`;
		const picture = { url, mimetype: 'image/png', filename: 'p.png' };
		const body = { name: 'Bread', description: 'Daily', picture, type: 'string' };
		const channel = await ask(sandbox, 'POST /channels', { body });
		expect(channel).toMatchObject({ name: 'Bread', role: 'OWNER', subscribersCount: 0 });
		const id = String(channel['id']);
		await ask(sandbox, `DELETE /channels/${id}`);
		expect(await refusal(sandbox, `GET /channels/${id}`)).toBe(404);
		expect(await refusal(sandbox, `DELETE /channels/${FOLLOWED}`)).toBe(403);
	});

	it('are followed and muted', async () => {
		const before = await ask(sandbox, `GET /channels/${PUBLIC}`);
		expect(before).toMatchObject({ role: 'GUEST' });
		expect(await refusal(sandbox, `POST /channels/${PUBLIC}/mute`)).toBe(403);
		for (const verb of ['follow', 'mute', 'unmute']) await ask(sandbox, `POST /channels/${PUBLIC}/${verb}`);
		expect(await ask(sandbox, `GET /channels/${PUBLIC}`)).toMatchObject({
			role: 'SUBSCRIBER',
			subscribersCount: Number(before['subscribersCount']) + 1,
		});
		await ask(sandbox, `POST /channels/${PUBLIC}/unfollow`);
		expect(await ask(sandbox, `GET /channels/${PUBLIC}`)).toEqual(before);
		expect(await refusal(sandbox, `POST /channels/${OWNED}/unfollow`)).toBe(403);
	});

	it('are searched by view, a page at a time', async () => {
		const found: unknown[] = [];
		let page: Record<string, unknown> = { hasNextPage: true };
		while (page['hasNextPage'] === true) {
			const query: Record<string, string> = { view: 'POPULAR', limit: '10' };
			if (found.length > 0) query['startCursor'] = String(page['endCursor']);
			const answer = await ask(sandbox, 'GET /channels/search', { query });
			page = answer['page'] as unknown as Record<string, unknown>;
			found.push(...ids(answer['channels'] as unknown as Json));
		}
		expect(found).toHaveLength(26);
		expect(new Set(found).size).toBe(26);
		expect(found[0]).toBe(FOLLOWED);
		expect(page['hasPreviousPage']).toBe(true);
	});

	it('are searched by text, country and category', async () => {
		const query: [string, string][] = [
			['text', 'BAKERY'],
			['countries', 'GB'],
			['countries', 'EG'],
		];
		const answer = await ask(sandbox, 'GET /channels/search', { query });
		expect(answer['channels']).toMatchObject([{ name: 'Bakery United Kingdom' }, { name: 'Bakery Egypt' }]);
		const byCategory = await ask(sandbox, 'GET /channels/search', {
			query: { view: 'NEW', countries: 'GB', categories: 'SPORTS' },
		});
		expect(byCategory['channels']).not.toHaveLength(0);
		expect((await call(sandbox, 'GET /channels/search')).status).toBe(400);
		const wrong = { view: 'NEW', startCursor: 'x' };
		expect((await call(sandbox, 'GET /channels/search', { query: wrong })).status).toBe(400);
	});

	it.each(['views', 'countries', 'categories'])('the %s of a search are listed', async (what) => {
		expect(await ask(sandbox, `GET /channels/search/${what}`)).toHaveLength(4);
	});
});

describe('labels', () => {
	it('are made, changed, put on chats and deleted; each told', async () => {
		const webhook = await listen(sandbox);
		expect(ids(await ask(sandbox, 'GET /labels'))).toEqual(['1', '2', '7']);
		const label = await ask(sandbox, 'POST /labels', { body: { name: 'VIP', colorHex: '#64c4ff' } });
		expect(label).toEqual({ id: '8', name: 'VIP', color: 1, colorHex: '#64c4ff' });
		expect(await webhook.next('label.upsert')).toEqual([label]);
		const changed = await ask(sandbox, 'PUT /labels/8', {
			body: { name: 'Top', colorHex: '#64c4ff', color: 4 },
		});
		expect(changed).toMatchObject({ name: 'Top', color: 4 });
		await ask(sandbox, `PUT /labels/chats/${MONA}`, { body: { labels: [{ id: '8' }, { id: '1' }] } });
		expect((await webhook.next('label.chat.added', 2)).map((payload) => payload['labelId'])).toEqual(
			expect.arrayContaining(['8', '1']),
		);
		expect(ids(await ask(sandbox, `GET /labels/chats/${MONA}`))).toEqual(['8', '1']);
		expect(ids(await ask(sandbox, 'GET /labels/8/chats'))).toEqual([MONA]);
		await ask(sandbox, `PUT /labels/chats/${MONA}`, { body: { labels: [{ id: '1' }] } });
		let gone: Json | undefined;
		// Setting the labels before this took label 7 away; that may be told first.
		do gone = (await webhook.next('label.chat.deleted')).at(-1);
		while ((gone?.['labelId'] as unknown) === '7');
		expect(gone).toMatchObject({ labelId: '8', chatId: MONA });
		await ask(sandbox, 'DELETE /labels/1');
		expect((await webhook.next('label.deleted'))[0]).toMatchObject({ id: '1', name: 'Lead' });
		expect(await ask(sandbox, `GET /labels/chats/${MONA}`)).toEqual([]);
		webhook.close();
	});

	it('that nobody knows are refused', async () => {
		expect(await refusal(sandbox, 'DELETE /labels/99')).toBe(404);
		expect(await refusal(sandbox, 'GET /labels/99/chats')).toBe(404);
		const body = { labels: [{ id: '99' }] };
		expect(await refusal(sandbox, `PUT /labels/chats/${MONA}`, { body })).toBe(404);
		expect(await refusal(sandbox, 'GET /labels/chats/nobody')).toBe(404);
	});
});
