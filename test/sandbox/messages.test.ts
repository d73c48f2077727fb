import { ask, freshSandbox, refusal } from './ask';
import type { Json } from './ask';
import { call, control, GOWS } from './client';

const MONA = '201001234567@c.us';
const GROUP = '120363023456789012@g.us';
const LIST = `/chats/${MONA}/messages`;

const own = freshSandbox();

function listed(query: Record<string, string> = {}, path = LIST): Promise<Json> {
	return ask(own.sandbox, `GET ${path}`, { query });
}

async function send(message = 'Hello'): Promise<string> {
	const answer = await ask(own.sandbox, 'POST /send', { body: { chatId: MONA, message } });
	return String(answer['id']);
}

const bodies = (messages: Json): unknown[] => messages.map((message) => message['body'] as unknown);

describe('the messages of a chat', () => {
	it('come newest first, page by page', async () => {
		const all = await listed();
		expect(bodies(all)[0]).toBe('Are you open today?');
		expect(all).toHaveLength(6);
		const pages = [await listed({ limit: '4' }), await listed({ limit: '4', offset: '4' })];
		expect(pages.map((page) => page.length)).toEqual([4, 2]);
		expect(pages.flat()).toEqual([...all]);
	});

	it('can be filtered by time, by own ones and by ticks', async () => {
		const [newest, second] = (await listed()) as unknown as { timestamp: number }[];
		const since = String(newest?.timestamp);
		expect(bodies(await listed({ 'filter.timestamp.gte': since }))).toHaveLength(1);
		expect(bodies(await listed({ 'filter.timestamp.lte': String(second?.timestamp) }))).toHaveLength(5);
		expect(await listed({ 'filter.fromMe': 'true' })).toHaveLength(2);
		expect(await listed({ 'filter.fromMe': 'false', 'filter.ack': 'READ' })).toHaveLength(2);
	});

	it('of an unknown chat are none', async () => {
		expect(await refusal(own.sandbox, 'GET /chats/4470000@c.us/messages')).toBe(404);
	});

	it('one is found by its long or short id, by all three routes', async () => {
		const id = await send();
		const short = id.split('_')[2] ?? '';
		for (const known of [id, short]) {
			expect((await ask(own.sandbox, `POST ${LIST}/${known}`))['id']).toBe(id);
			expect((await ask(own.sandbox, `GET ${LIST}/${known}`))['id']).toBe(id);
			const query = { chatId: MONA, messageId: known };
			expect((await ask(own.sandbox, 'GET /message', { query }))['id']).toBe(id);
		}
		expect(await refusal(own.sandbox, `GET ${LIST}/3EB0NONE`)).toBe(404);
	});
});

describe('a message', () => {
	it('is edited by who wrote it', async () => {
		const id = await send('Helo');
		await ask(own.sandbox, `PUT ${LIST}/${id}`, { query: { text: 'Hello' } });
		expect(bodies(await listed({ limit: '1' }))).toEqual(['Hello']);
		const [told] = await own.webhook.next('message.edited');
		expect(told).toMatchObject({ body: 'Hello', editedMessageId: id.split('_')[2] });
		const foreign = (await listed({ 'filter.fromMe': 'false', limit: '1' }))[0] as Json;
		const body = { text: 'x' };
		expect(await refusal(own.sandbox, `PUT ${LIST}/${String(foreign['id'])}`, { body })).toBe(403);
		const poll = (await listed({ 'filter.fromMe': 'true' }, `/chats/${GROUP}/messages`))[0] as Json;
		expect(await refusal(own.sandbox, `PUT /chats/${GROUP}/messages/${String(poll['id'])}`, { body })).toBe(
			422,
		);
	});

	it('is deleted for everyone, by an admin another’s too', async () => {
		const id = await send();
		await ask(own.sandbox, `DELETE ${LIST}/${id}`);
		const [told] = await own.webhook.next('message.revoked');
		expect(told).toMatchObject({ before: null, revokedMessageId: id.split('_')[2] });
		expect(await refusal(own.sandbox, `GET ${LIST}/${id}`)).toBe(404);
		const foreign = (await listed({ limit: '1' }))[0] as Json;
		expect(await refusal(own.sandbox, `DELETE ${LIST}/${String(foreign['id'])}`)).toBe(403);
		const inGroup = (await listed({ limit: '1' }, `/chats/${GROUP}/messages`))[0] as Json;
		await ask(own.sandbox, `DELETE /chats/${GROUP}/messages/${String(inGroup['id'])}`);
	});

	it('can be pinned, starred and reacted to', async () => {
		const id = await send();
		const inChat = { chatId: MONA, messageId: id };
		await ask(own.sandbox, `POST ${LIST}/${id}/pin`, { query: { duration: '604800' } });
		await ask(own.sandbox, `POST ${LIST}/${id}/unpin`);
		await ask(own.sandbox, 'PUT /star', { query: { ...inChat, star: 'true' } });
		for (const reaction of ['❤️', '']) {
			const answer = await ask(own.sandbox, 'PUT /reaction', { body: { ...inChat, reaction } });
			expect(answer['_data']).toMatchObject({ Message: { reactionMessage: { text: reaction } } });
			const [told] = await own.webhook.next('message.reaction');
			expect(told).toMatchObject({ fromMe: true, to: MONA, reaction: { text: reaction, messageId: id } });
		}
		const body = { ...inChat, messageId: 'none', star: true };
		expect(await refusal(own.sandbox, 'PUT /star', { body })).toBe(404);
	});
});

describe('what others do', () => {
	it('shows up, once, though two events tell it', async () => {
		const { payload } = await own.sandbox.emit(GOWS, 'message');
		await own.sandbox.emit(GOWS, 'message.any', payload);
		const messages = await listed();
		expect(messages).toHaveLength(7);
		expect(messages[0]).toMatchObject({ id: (payload as { id: string }).id, body: 'Are you open today?' });
	});

	it('comes from whom the control names', async () => {
		const from = '447700900102@c.us';
		await control(own.sandbox, `POST /instances/${GOWS}/events`, { event: 'message', text: 'Hi', from });
		const [grace] = await listed({ limit: '1' }, `/chats/${from}/messages`);
		expect(grace).toMatchObject({ body: 'Hi', from, _data: { Info: { PushName: 'Gracie' } } });
		await control(own.sandbox, `POST /instances/${GOWS}/events`, {
			event: 'message',
			text: 'All',
			from: GROUP,
		});
		const [inGroup] = await listed({ limit: '1' }, `/chats/${GROUP}/messages`);
		expect(inGroup).toMatchObject({ body: 'All', participant: MONA });
	});

	it('changes messages, and nothing where the payload is of no use', async () => {
		const id = await send();
		const short = id.split('_')[2] ?? '';
		await own.sandbox.emit(GOWS, 'message.ack', { id, ack: 4 });
		expect((await listed({ limit: '1' }))[0]).toMatchObject({ ack: 4, ackName: 'PLAYED' });
		await own.sandbox.emit(GOWS, 'message.edited', { editedMessageId: short, body: 'Changed' });
		expect(bodies(await listed({ limit: '1' }))).toEqual(['Changed']);
		await own.sandbox.emit(GOWS, 'message.revoked', { revokedMessageId: short });
		await own.sandbox.emit(GOWS, 'message', { body: 'no id' });
		expect(await listed()).toHaveLength(6);
	});

	it('all sample events can happen', async () => {
		const { body } = await control(own.sandbox, 'GET /state');
		for (const event of body['events'] as string[]) {
			const { status } = await control(own.sandbox, `POST /instances/${GOWS}/events`, { event });
			expect([event, status]).toEqual([event, 202]);
		}
		expect((await call(own.sandbox, 'POST /chats')).status).toBe(200);
	});
});

it('the ticks come with the clock, each told to the webhook', async () => {
	const id = await send('Tick');
	const query = { chatId: MONA, messageId: id };
	expect(await ask(own.sandbox, 'GET /message', { query })).toMatchObject({ ack: 0, ackName: 'PENDING' });
	own.sandbox.clock.advance(1500);
	expect(await ask(own.sandbox, 'GET /message', { query })).toMatchObject({ ack: 2, ackName: 'DEVICE' });
	own.sandbox.clock.advance(5000);
	expect(await ask(own.sandbox, 'GET /message', { query })).toMatchObject({ ack: 3, ackName: 'READ' });
	const acks = await own.webhook.next('message.ack', 3, id);
	expect(acks.map((payload) => Number(payload['ack'])).sort()).toEqual([1, 2, 3]);
});
