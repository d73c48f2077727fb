import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { asText } from '../../../nodes/shared/json';
import { withoutSecrets } from '../../../nodes/shared/secrets';
import { startSandbox, type Sandbox, type WebhookEnvelope } from '../../../sandbox';
import type { NodeRun } from '../../engine';
import { openDatabase } from '../WawpTrigger/database';
import { read } from '../WawpTrigger/read';
import { INSTANCES, runWawp, TOKEN, WEBHOOK_SECRET } from './account';

const [SHOP] = INSTANCES;
const OWN = '447441429000@c.us';
const GROUP = '120363023456789012@g.us';
const HOUR_MS = 3_600_000;
/** Only a delivery has them, or its own: when it was made, not when the message was written. */
const OF_DELIVERY = ['eventId', 'timestamp'];

let sandbox: Sandbox;
const database = openDatabase();
beforeEach(async () => {
	const instances = [{ id: SHOP, name: 'Shop', phone: '447441429000' }];
	sandbox = await startSandbox({ accounts: [{ accessToken: TOKEN, instances }], readCacheMs: 3000 });
	database.lists.clear();
	database.before = () => undefined;
});
afterEach(() => sandbox.close());

const person = (number: number) => `44770090${String(2000 + number)}@c.us`;

async function writes(chatId: string, text: string, more: object = {}): Promise<WebhookEnvelope> {
	return await sandbox.write(SHOP, { chatId, text, ...more });
}

async function missed(parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) {
	const { outputs, error, run } = await runWawp(sandbox, 'message', 'getMissed', parameters, more);
	const items = (outputs[0] ?? []).map(({ json }) => json);
	const hints = run.data.resultData.runData['Under Test']?.[0]?.hints?.map(({ message }) => message) ?? [];
	return { items, error, hints, texts: items.map(({ text }) => asText(text)) };
}

const justNow = (minutes = 5) => ({ sinceWhen: 'time', sinceTime: sandbox.clock.now() - minutes * 60_000 });

/** What the trigger makes of a delivery, without what only a delivery has. */
function asTheTrigger(envelope: WebhookEnvelope): IDataObject {
	const item = withoutSecrets<object>(read(JSON.parse(JSON.stringify(envelope))) ?? {}, [
		TOKEN,
		WEBHOOK_SECRET,
	]);
	return without(item as IDataObject);
}

function without(item: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !OF_DELIVERY.includes(name)));
}

it('gives what the trigger would have given, but for what only a delivery has', async () => {
	const now = sandbox.clock.now();
	const envelopes = [
		await writes(person(1), 'one', { at: now - 3000 }),
		await writes(GROUP, 'two', { by: '201001234567@c.us', at: now - 2000 }),
		await writes(person(2), 'three'),
	];
	const { items, error } = await missed(justNow());
	expect(error).toBeUndefined();
	expect(items.map(without)).toEqual(envelopes.map(asTheTrigger));
	expect(items[0]).toMatchObject({
		event: 'message',
		instanceId: SHOP,
		session: 'Shop',
		me: { lid: '144142900077@lid' },
	});
	expect(items[0]).not.toHaveProperty('eventId');
	const { timestamp } = envelopes[0]?.payload as { timestamp: number };
	expect(items[0]?.timestamp).toBe(new Date(timestamp * 1000).toISOString());
	expect(JSON.stringify(items)).not.toContain(TOKEN);
});

it('gives 500 messages of 40 chats, oldest first, each once', async () => {
	const now = sandbox.clock.now();
	const texts = Array.from({ length: 500 }, (_, index) => `message ${index}`);
	for (const [index, text] of texts.entries()) {
		const chatId = person(index % 40);
		await writes(chatId, text, { at: now - (500 - index) * 2000 });
		// The bot's own answers are none of them.
		if (index % 5 === 0) await writes(chatId, 'own', { by: OWN, at: now - (500 - index) * 2000 });
	}
	const first = await missed({ options: { lookBackHours: 1 } });
	const seeded = first.items.filter(({ text }) => !asText(text).startsWith('message'));
	expect(seeded.every(({ fromMe }) => fromMe === false)).toBe(true);
	expect(first.texts.filter((text) => text.startsWith('message'))).toEqual(texts);
	expect(first.hints.join()).toMatch(/chats with activity since .* messages of others, \d+ of them given\./);
	await writes(person(3), 'later');
	expect((await missed({ options: { lookBackHours: 1 } })).texts).toEqual(['later']);
});

it('reads a chat of several pages, of which messages push some onto the next meanwhile', async () => {
	const now = sandbox.clock.now();
	const texts = Array.from({ length: 120 }, (_, index) => `message ${index}`);
	for (const [index, text] of texts.entries())
		await writes(person(1), text, { at: now - 200_000 + index * 1000 });
	const reading = missed(justNow());
	const pages = () => sandbox.requests.filter(({ path }) => path.endsWith('/messages')).length;
	while (pages() < 1) await new Promise((resolve) => setImmediate(resolve));
	await writes(person(1), 'meanwhile');
	const found = (await reading).texts.filter((text) => text !== 'meanwhile');
	expect(found).toEqual(texts);
});

it('asks for no chat in which nothing happened since, and for one page of chats where the rest is older', async () => {
	const now = sandbox.clock.now();
	for (let index = 0; index < 120; index += 1) await writes(person(index), 'old', { at: now - 3 * HOUR_MS });
	await writes(person(7), 'new');
	expect((await missed(justNow())).texts).toEqual(['new']);
	const asked = sandbox.requests.map(({ path }) => path);
	expect(asked.filter((path) => path === '/chats')).toHaveLength(1);
	expect(asked.filter((path) => path.endsWith('/messages'))).toHaveLength(1);
});

describe('Last Run', () => {
	it('gives everything in manual runs, and remembers nothing', async () => {
		await writes(person(1), 'one');
		const manual = async () => (await missed({}, { mode: 'manual' })).texts.filter((text) => text === 'one');
		expect(await manual()).toEqual(['one']);
		expect(await manual()).toEqual(['one']);
		expect(database.lists.size).toBe(0);
		expect((await missed()).texts).toContain('one');
		expect((await missed()).texts).toEqual([]);
	});

	it('leaves what is too much to the next run, oldest first, and says so', async () => {
		const now = sandbox.clock.now();
		for (let index = 0; index < 5; index += 1) {
			await writes(person(index), `message ${index}`, { at: now - 60_000 + index * 1000 });
		}
		const options = { maxMessages: 2, lookBackHours: 1 };
		const runs = [await missed({ options })];
		for (let turn = 0; turn < 4; turn += 1) runs.push(await missed({ options }));
		const texts = runs.flatMap((one) => one.texts).filter((text) => text.startsWith('message'));
		expect(texts).toEqual([0, 1, 2, 3, 4].map((index) => `message ${index}`));
		expect(runs.map(({ items }) => items.length > 2)).not.toContain(true);
		expect(runs[0]?.hints.join()).toContain('Max Messages');
		expect(runs.at(-1)?.hints.join()).not.toContain('Max Messages');
	});

	it('gives all, with a hint, where the database cannot be asked', async () => {
		await writes(person(1), 'one');
		database.before = () => {
			throw new Error('disk I/O error');
		};
		const { texts, hints } = await missed();
		expect(texts).toContain('one');
		expect(hints.join()).toContain('a second time');
	});
});

it('says which chats it left out', async () => {
	for (let index = 0; index < 3; index += 1) await writes(person(index), `message ${index}`);
	const { items, hints } = await missed({ ...justNow(), options: { maxChats: 2 } });
	expect(items).toHaveLength(2);
	expect(hints.join()).toContain('2 of 3 chats');
	expect(hints.join()).toContain('Max Chats');
});

it('leaves out the older chats also where the server does not sort them', async () => {
	for (const index of [1, 2, 3]) await writes(person(index), `message ${index}`);
	const now = Math.floor(sandbox.clock.now() / 1000);
	const chats = [1, 3, 2].map((index) => ({ id: person(index), conversationTimestamp: now - 10 + index }));
	sandbox.fail({ route: 'POST /chats', kind: 'status', status: 200, body: chats });
	expect((await missed({ ...justNow(), options: { maxChats: 1 } })).texts).toEqual(['message 3']);
});

it('stops where a chat cannot be read, and remembers nothing of it', async () => {
	await writes(person(1), 'one');
	sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 403 });
	expect((await missed()).error).toBeDefined();
	sandbox.clearFaults();
	expect((await missed()).texts).toContain('one');
});
