import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { ledgerOf, runWawp, startWawp, WEBJS_INSTANCE } from '../nodes/Wawp/account';

let sandbox: Sandbox;
/** How much the ledger held before the test. */
let start: number;
beforeAll(async () => {
	sandbox = await startWawp();
});
beforeEach(() => {
	sandbox.clearFaults();
	sandbox.requests.length = 0;
	start = sandbox.ledger.length;
});
afterAll(async () => await sandbox.close());

const MONA = { __rl: true, mode: 'id', value: '201001234567@c.us' };
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ json: { n: index } }));

/** Sends a text once per item. */
const send = async (text: string, options: INodeParameters, more: object = {}) =>
	await runWawp(sandbox, 'message', 'sendText', { chatId: MONA, text, options }, more);
const sent = () => ledgerOf(sandbox, 'POST /send', start);

describe('Verify When Unknown', () => {
	it.each([
		['sendText', 'POST /send', { chatId: MONA, text: 'Verified' }],
		['postText', 'POST /status/text', { text: 'Verified' }],
	])('finds what %s sent although no answer came', async (operation, route, parameters) => {
		sandbox.fail({ route, kind: 'resetAfter' });
		const resource = operation === 'postText' ? 'status' : 'message';
		const options = { verifyWhenUnknown: true, instanceId: WEBJS_INSTANCE };
		const { outputs, error } = await runWawp(sandbox, resource, operation, { ...parameters, options });
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({
			published: 'yes',
			text: 'Verified',
			messageId: expect.any(String) as string,
		});
	});

	it('cannot tell of a status where the server does not list own ones', async () => {
		sandbox.fail({ route: 'POST /status/text', kind: 'resetAfter' });
		const { outputs } = await runWawp(
			sandbox,
			'status',
			'postText',
			{ text: 'Hidden', options: { verifyWhenUnknown: true } },
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown', published: 'cannotTell' });
	});

	it('says that it is not there, and keeps the outcome unknown', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'reset' });
		const { outputs } = await send('Lost', { verifyWhenUnknown: true }, { onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown', published: 'no' });
	});

	it('does not take an older message of the same content for it', async () => {
		await send('Twice', {});
		await new Promise((resolve) => setTimeout(resolve, 1100));
		sandbox.fail({ route: 'POST /send', kind: 'reset' });
		const { outputs } = await send(
			'Twice',
			{ verifyWhenUnknown: true },
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ published: 'no' });
	});

	it('does not take an older status for it, of which the server gives all', async () => {
		const post = async (options: INodeParameters) =>
			await runWawp(
				sandbox,
				'status',
				'postText',
				{ text: 'Twice', options: { instanceId: WEBJS_INSTANCE, ...options } },
				{ onError: 'continueRegularOutput' },
			);
		await post({});
		await new Promise((resolve) => setTimeout(resolve, 1100));
		sandbox.fail({ route: 'POST /status/text', kind: 'reset' });
		const { outputs } = await post({ verifyWhenUnknown: true });
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown', published: 'no' });
	});

	it.each([
		{ ack: -1 },
		{ ackName: 'ERROR' },
		{ _data: { key: { id: '3EB0AB', fromMe: true }, status: 'ERROR', message: { conversation: 'Red' } } },
	])('does not take one for it that could not be sent: %j', async (ack) => {
		const timestamp = Math.floor(Date.now() / 1000) + 60;
		const failed = { id: `true_${MONA.value}_3EB0AB`, body: 'Red', fromMe: true, timestamp, ...ack };
		const route = 'GET /chats/{chatId}/messages';
		sandbox.fail({ route: 'POST /send', kind: 'reset' });
		sandbox.fail({ route, kind: 'status', status: 200, body: [failed] });
		const { outputs } = await send('Red', { verifyWhenUnknown: true }, { onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown', published: 'no' });
	});

	it('does not take the item before for it', async () => {
		// The second of two equal texts is lost: the first, of the same second, must not stand for it.
		const first = { id: `true_${MONA.value}_3EB0AA`, body: 'Again', fromMe: true, type: 'chat' };
		const later = Math.floor(Date.now() / 1000) + 60;
		const messages = [{ ...first, timestamp: later }];
		const items = [{ json: { text: 'Again' } }, { json: { text: ' Again' } }];
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 200, body: first, times: 1 });
		sandbox.fail({ route: 'POST /send', kind: 'reset' });
		sandbox.fail({
			route: 'GET /chats/{chatId}/messages',
			kind: 'status',
			status: 200,
			body: messages,
		});
		const { outputs } = await send(
			'={{ $json.text }}',
			{ verifyWhenUnknown: true },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({ messageId: first.id });
		expect(outputs[0]?.[1]?.json.details).toMatchObject({ published: 'no' });
	});

	it('does not take another text for it', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'reset', times: 1 });
		const lost = send('Mine', { verifyWhenUnknown: true }, { onError: 'continueRegularOutput' });
		while (sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await send('Another', {});
		const { outputs } = await lost;
		expect(sent()).toHaveLength(1);
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown', published: 'no' });
	});

	it.each([{}, { data: [] }, { messages: [{ id: 'x' }] }])(
		'cannot tell where the list cannot be understood: %j',
		async (body) => {
			sandbox.fail({ route: 'POST /send', kind: 'reset' });
			sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 200, body });
			const { outputs } = await send(
				'Odd',
				{ verifyWhenUnknown: true },
				{ onError: 'continueRegularOutput' },
			);
			expect(outputs[0]?.[0]?.json.details).toMatchObject({ published: 'cannotTell' });
		},
	);

	it('cannot tell where nobody can look', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'resetAfter' });
		sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 500 });
		const { outputs } = await send('Dark', { verifyWhenUnknown: true }, { onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown', published: 'cannotTell' });
	});

	it('spares a retry the second send', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'resetAfter', times: 1 });
		sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 500, times: 1 });
		const { outputs } = await send('Late', { verifyWhenUnknown: true }, { retryOnFail: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({ published: 'yes', text: 'Late' });
		expect(sent()).toHaveLength(1);
	});
});

describe('Confirm', () => {
	it('says that the message is in its chat', async () => {
		const { outputs } = await send('Confirmed', { confirmSent: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({ published: 'yes', text: 'Confirmed' });
	});

	it('says of a status what the engine lets it see', async () => {
		const post = async (options: INodeParameters) => {
			const { outputs } = await runWawp(sandbox, 'status', 'postText', { text: 'Story', options });
			return outputs[0]?.[0]?.json.published;
		};
		expect(await post({ confirmSent: true, instanceId: WEBJS_INSTANCE })).toBe('yes');
		expect(await post({ confirmSent: true })).toBe('cannotTell');
	});

	it('says that what the API only claims to have sent is not', async () => {
		sandbox.fail({
			route: 'POST /send',
			kind: 'status',
			status: 200,
			body: { id: 'true_201001234567@c.us_AB' },
		});
		const { outputs } = await send('Claimed', { confirmSent: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({ published: 'no' });
	});
});

describe('the pace', () => {
	it('leaves a pause between items', async () => {
		const begin = Date.now();
		await send('Slow', { pauseMin: 0.5, pauseMax: 0.7 }, { items: items(3) });
		const afterMs = sent().map(({ at }) => at - begin);
		expect(afterMs).toHaveLength(3);
		// On a busy machine a call arrives later than it left, and never sooner.
		expect(afterMs[1]).toBeGreaterThanOrEqual(490);
		expect(afterMs[2]).toBeGreaterThanOrEqual(990);
	});

	it('leaves a pause after items that are refused, too', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400 });
		const begin = Date.now();
		await send('No', { pauseMin: 0.5 }, { items: items(3), onError: 'continueRegularOutput' });
		expect(Date.now() - begin).toBeGreaterThanOrEqual(1000);
	});

	it('stops after so many failures, and says which were not sent', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400 });
		const { outputs } = await send(
			'Failing',
			{ stopAfter: 2 },
			{ items: items(5), onError: 'continueRegularOutput' },
		);
		const codes = outputs[0]?.map(({ json }) => (json.details as { code: string }).code);
		expect(codes?.slice(2)).toEqual(Array.from({ length: 3 }, () => 'stopped_after_failures'));
		expect(sandbox.requests).toHaveLength(2);
	});
});

describe('Only If On WhatsApp', () => {
	it('skips a number without WhatsApp, and asks once for each number', async () => {
		const route = 'GET /contacts/check-exists';
		sandbox.fail({ route, kind: 'status', status: 200, body: { numberExists: false } });
		const { outputs } = await send('Hi', { onlyOnWhatsApp: true }, { items: items(3) });
		expect(outputs[0]?.map(({ json }) => json)).toEqual(
			items(3).map(() => ({ chatId: MONA.value, skipped: 'notOnWhatsApp' })),
		);
		expect(sandbox.requests).toHaveLength(1);
		expect(sent()).toEqual([]);
	});

	it('asks again after a failure', async () => {
		sandbox.fail({ route: 'GET /contacts/check-exists', kind: 'status', status: 500, times: 1 });
		const { outputs } = await send(
			'Hi',
			{ onlyOnWhatsApp: true },
			{ items: items(2), onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.map(({ json }) => 'error' in json)).toEqual([true, false]);
		expect(sent()).toHaveLength(1);
	});

	it.each([{ chatId: MONA.value }, { numberExists: null }, { numberExists: 'maybe' }])(
		'sends nothing where the answer does not say it: %j',
		async (body) => {
			sandbox.fail({ route: 'GET /contacts/check-exists', kind: 'status', status: 200, body });
			expect((await send('Hi', { onlyOnWhatsApp: true })).error?.message).toContain('does not say whether');
			expect(sent()).toEqual([]);
		},
	);

	it.each(['false', 0])('skips where the answer says no as %j', async (numberExists) => {
		const body = { numberExists };
		sandbox.fail({ route: 'GET /contacts/check-exists', kind: 'status', status: 200, body });
		const { outputs } = await send('Hi', { onlyOnWhatsApp: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({ skipped: 'notOnWhatsApp' });
		expect(sent()).toEqual([]);
	});

	it('sends nothing where that cannot be found out', async () => {
		sandbox.fail({ route: 'GET /contacts/check-exists', kind: 'status', status: 500 });
		expect((await send('Hi', { onlyOnWhatsApp: true })).error).toBeDefined();
		expect(sent()).toEqual([]);
	});
});

describe('Human-Like', () => {
	const routes = () => sandbox.ledger.slice(start).map(({ route }) => route);

	it('reads the chat, types, stops typing and sends', async () => {
		await send('Hi', { humanLike: true });
		expect(routes()).toEqual([
			'POST /chats/{chatId}/messages/read',
			'POST /startTyping',
			'POST /stopTyping',
			'POST /send',
		]);
	});

	it('sends all the same when that fails', async () => {
		sandbox.fail({ route: 'POST /startTyping', kind: 'status', status: 500 });
		expect((await send('Hi', { humanLike: true })).error).toBeUndefined();
		expect(sent()).toHaveLength(1);
	});
});
