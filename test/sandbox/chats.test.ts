import { request } from 'undici';
import { ask, freshSandbox, refusal } from './ask';
import type { Json } from './ask';
import { STOPPED } from './client';

const MONA = '201001234567@c.us';
const GRACE = '447700900102@c.us';

const own = freshSandbox();

const ids = (things: Json): unknown[] => things.map((thing) => thing['id'] as unknown);

async function chat(id: string): Promise<Json | undefined> {
	return (await ask(own.sandbox, 'POST /chats')).find((one) => (one['id'] as unknown) === id);
}

describe('chats', () => {
	it('are listed newest first, by both methods, even while the session is stopped', async () => {
		const chats = await ask(own.sandbox, 'POST /chats');
		expect(ids(chats)[0]).toBe(MONA);
		expect(chats).toHaveLength(6);
		expect(await ask(own.sandbox, 'GET /chats')).toEqual(chats);
		expect(await ask(own.sandbox, 'GET /chats', { instance: STOPPED })).toHaveLength(6);
		const query = { sortBy: 'name', sortOrder: 'DESC', limit: '2', offset: '1' };
		const names = (await ask(own.sandbox, 'POST /chats', { query })).map((one) => one['name']);
		expect(names).toEqual(['Regulars', 'Omar Haddad']);
	});

	it('have overviews, all or some', async () => {
		const [first] = await ask(own.sandbox, 'GET /chats/overview', { query: { limit: '1' } });
		expect(first).toMatchObject({
			id: MONA,
			name: 'Mona Farouk',
			lastMessage: { body: 'Are you open today?' },
			_chat: { unreadCount: 2, archived: false },
		});
		const wanted = [GRACE, MONA];
		const query: [string, string][] = wanted.map((id) => ['ids', id]);
		const body = { filter: { ids: wanted }, pagination: { limit: 5 } };
		for (const some of [
			await ask(own.sandbox, 'GET /chats/overview', { query }),
			await ask(own.sandbox, 'POST /chats/overview', { body }),
		]) {
			expect(ids(some)).toEqual([MONA, GRACE]);
		}
	});

	it('are read, latest first, and marked as unread', async () => {
		const path = `/chats/${MONA}`;
		const read = await ask(own.sandbox, `POST ${path}/messages/read`, { query: { messages: '1' } });
		expect(read['ids']).toHaveLength(1);
		expect(await chat(MONA)).toMatchObject({ unreadCount: 1 });
		expect((await ask(own.sandbox, `POST ${path}/messages/read`))['ids']).toHaveLength(1);
		expect(await chat(MONA)).toMatchObject({ unreadCount: 0 });
		await ask(own.sandbox, `POST ${path}/unread`);
		expect(await chat(MONA)).toMatchObject({ unreadCount: -1 });
	});

	it('are archived and taken back, told once', async () => {
		for (const [verb, archived] of [
			['archive', true],
			['archive', true],
			['unarchive', false],
		]) {
			await ask(own.sandbox, `POST /chats/${MONA}/${String(verb)}`);
			expect(await chat(MONA)).toMatchObject({ archived });
		}
		const told = await own.webhook.next('chat.archive', 2);
		expect(told.map((payload) => Boolean(payload['archived'])).sort()).toEqual([false, true]);
		expect(told[0]?.['id']).toBe(MONA);
	});

	it('are cleared and deleted', async () => {
		await ask(own.sandbox, `DELETE /chats/${MONA}/messages`);
		expect(await ask(own.sandbox, `GET /chats/${MONA}/messages`)).toEqual([]);
		await ask(own.sandbox, `DELETE /chats/${MONA}`);
		expect(await chat(MONA)).toBeUndefined();
		for (const route of [`DELETE /chats/${MONA}`, `POST /chats/${MONA}/archive`]) {
			expect(await refusal(own.sandbox, route)).toBe(404);
		}
	});

	it('have a picture that is served, or none', async () => {
		const { url } = (await ask(own.sandbox, `GET /chats/${MONA}/picture`)) as unknown as { url: string };
		const picture = await request(url);
		expect(picture.headers['content-type']).toBe('image/jpeg');
		await picture.body.dump();
		expect(await ask(own.sandbox, `GET /chats/${GRACE}/picture`)).toEqual({ url: null });
		expect(await refusal(own.sandbox, 'GET /chats/nobody/picture')).toBe(404);
	});
});

describe('presence', () => {
	it('of others is subscribed to by asking', async () => {
		const presences = [{ participant: MONA, lastKnownPresence: 'online', lastSeen: null }];
		expect(await ask(own.sandbox, `GET /presence/${MONA}`)).toEqual({ id: MONA, presences });
		expect(await own.webhook.next('presence.update')).toEqual([{ id: MONA, presences }]);
		const group = await ask(own.sandbox, 'GET /presence/120363023456789012@g.us');
		expect(group['presences']).toHaveLength(3);
	});

	it('of one’s own is set, in general and in a chat', async () => {
		await ask(own.sandbox, 'POST /presence', { query: { presence: 'offline' } });
		await ask(own.sandbox, 'POST /presence', { query: { presence: 'recording', chatId: MONA } });
		await ask(own.sandbox, 'POST /startTyping', { query: { chatId: MONA } });
		await ask(own.sandbox, 'POST /stopTyping', { query: { chatId: MONA } });
		expect(await refusal(own.sandbox, 'POST /startTyping', { query: { chatId: 'x' } })).toBe(404);
	});
});
