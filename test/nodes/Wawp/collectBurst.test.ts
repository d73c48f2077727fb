import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { asText } from '../../../nodes/shared/json';
import { startSandbox, type Sandbox } from '../../../sandbox';
import type { NodeRun } from '../../engine';
import { openDatabase } from '../WawpTrigger/database';
import { read } from '../WawpTrigger/read';
import { INSTANCES, runWawp, TOKEN } from './account';

const [SHOP] = INSTANCES;
const OWN = '447441429000@c.us';
const GUEST = '447700902000@c.us';
const GROUP = '120363023456789012@g.us';
/** With it, messages up to two seconds apart are one burst. */
const WAIT = 1;

let sandbox: Sandbox;
const database = openDatabase();
beforeEach(async () => {
	const instances = [{ id: SHOP, phone: '447441429000' }];
	sandbox = await startSandbox({ accounts: [{ accessToken: TOKEN, instances }], readCacheMs: 3000 });
	database.lists.clear();
	database.before = () => undefined;
});
afterEach(() => sandbox.close());

/** Somebody writes. @returns what the trigger makes of it */
async function writes(
	text: string,
	more: { chatId?: string; by?: string; at?: number } = {},
): Promise<IDataObject> {
	return read(await sandbox.write(SHOP, { chatId: GUEST, text, ...more })) as unknown as IDataObject;
}

/** What the execution of a message gives. */
async function collect(item: IDataObject, options: INodeParameters = {}, more: Partial<NodeRun> = {}) {
	const parameters = { waitSeconds: WAIT, options };
	const given = { items: [{ json: item }], ...more };
	const { outputs, error } = await runWawp(sandbox, 'message', 'collectBurst', parameters, given);
	return { items: (outputs[0] ?? []).map(({ json }) => json), error };
}

/** The texts of the executions that went on, in the order in which they did. */
async function textsOf(...executions: ReturnType<typeof collect>[]): Promise<string[]> {
	const ended = await Promise.all(executions);
	expect(ended.map(({ error }) => error)).toEqual(ended.map(() => undefined));
	return ended.flatMap(({ items }) => items.map(({ text }) => asText(text)));
}

test('only the execution of the newest message goes on, with the texts of all', async () => {
	const accesses: string[] = [];
	database.before = (access) => accesses.push(access);
	const executions: ReturnType<typeof collect>[] = [];
	for (const text of ['one', 'two', 'three', 'four', 'five']) {
		executions.push(collect(await writes(text)));
		await sleep(200);
	}
	const ended = await Promise.all(executions);
	expect(ended.map(({ items }) => items.length)).toEqual([0, 0, 0, 0, 1]);
	// n8n's list has no lock: those that end here leave it alone.
	expect(accesses).toEqual(['read', 'insert']);
	expect(ended[4]?.items[0]).toMatchObject({
		text: 'one\ntwo\nthree\nfour\nfive',
		count: 5,
		chatId: GUEST,
		from: { phone: '447700902000' },
		messages: ['one', 'two', 'three', 'four', 'five'].map((text) => ({ text, type: 'text' })),
	});
});

test('messages of the same second, late and repeated deliveries: no text lost, none twice', async () => {
	const at = Math.floor(sandbox.clock.now() / 1000) * 1000;
	const items = [await writes('one', { at }), await writes('two', { at }), await writes('three', { at })];
	const [one = {}, two = {}, three = {}] = items;
	const soon = [collect(three), collect(two), collect(three)];
	await sleep(500);
	expect(await textsOf(...soon, collect(one), collect(three))).toEqual(['one\ntwo\nthree']);
	expect(await textsOf(collect(three), collect(one))).toEqual([]);
});

test('who writes again after a pause begins another burst', async () => {
	const first = collect(await writes('one'));
	await first;
	expect(await textsOf(first, collect(await writes('two')))).toEqual(['one', 'two']);
});

test('an answer to something earlier, which comes in between, cuts nothing off', async () => {
	const first = collect(await writes('one'));
	await first;
	const executions = [first, collect(await writes('two'))];
	const chatId = { __rl: true, mode: 'id', value: GUEST };
	await runWawp(sandbox, 'message', 'sendText', { chatId, text: 'An answer to the first' });
	executions.push(collect(await writes('three')));
	expect(await textsOf(...executions)).toEqual(['one', 'two\nthree']);
});

test('what a person answered on the phone is not collected', async () => {
	const executions = [collect(await writes('one'))];
	await writes('This is Anna', { by: OWN });
	executions.push(collect(await writes('two')));
	expect(await textsOf(...executions)).toEqual(['two']);
});

test('what nobody answered comes with the next message, unless it went on already', async () => {
	const old = sandbox.clock.now() - 60_000;
	await writes('one', { at: old });
	const went = await textsOf(collect(await writes('two')));
	expect(went).toEqual(['one\ntwo']);
	expect(await textsOf(collect(await writes('three')))).toEqual(['three']);
});

test('in a group each person has a burst of their own', async () => {
	const by = (number: string) => ({ chatId: GROUP, by: `${number}@c.us` });
	const executions = [
		collect(await writes('one', by('447700902001'))),
		collect(await writes('eins', by('447700902002'))),
		collect(await writes('two', by('447700902001'))),
	];
	expect((await textsOf(...executions)).sort()).toEqual(['eins', 'one\ntwo']);
});

test('who never stops is cut off, and nothing is lost', async () => {
	const executions: ReturnType<typeof collect>[] = [];
	const words = Array.from({ length: 8 }, (_, index) => `word ${index}`);
	for (const word of words) {
		executions.push(collect(await writes(word), { maxSeconds: 2 }));
		await sleep(700);
	}
	const texts = await textsOf(...executions);
	expect(texts.length).toBeGreaterThan(1);
	expect(texts.join('\n').split('\n')).toEqual(words);
});

test('a message that is in the chat a moment after its event', async () => {
	const item = await writes('one');
	sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 200, body: [], times: 1 });
	expect(await textsOf(collect(item))).toEqual(['one']);
});

test('a message that was deleted takes nothing with it', async () => {
	const executions = [collect(await writes('one'))];
	const deleted = await writes('two');
	await executions[0];
	await sandbox.emit(SHOP, 'message.revoked', { revokedMessageId: deleted.messageId });
	expect(await textsOf(...executions, collect(deleted, { separator: ' ' }))).toEqual(['one']);
});

test('is refused where n8n would make an item of none; nothing is remembered in manual runs', async () => {
	const item = await writes('one');
	const { error } = await collect(item, {}, { alwaysOutputData: true });
	expect(error?.message).toContain('Always Output Data');
	expect(sandbox.requests).toEqual([]);
	const manual = [collect(item, {}, { mode: 'manual' }), collect(item, {}, { mode: 'manual' })];
	expect(await textsOf(...manual)).toEqual(['one', 'one']);
	expect(database.lists.size).toBe(0);
});
