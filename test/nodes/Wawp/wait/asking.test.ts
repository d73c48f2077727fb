import type { INodeParameters } from 'n8n-workflow';
import { request } from 'undici';

import type { Sandbox } from '../../../../sandbox';
import { callWebhook, runNode, type NodeRun } from '../../../engine';
import { INSTANCES, startWawp, TOKEN, wawpRun, WEBHOOK_SECRET } from '../account';
import { deliver, MONA, written } from './delivering';

let sandbox: Sandbox;
beforeEach(async () => void (sandbox = await startWawp()));
afterEach(async () => await sandbox.close());

function asking(parameters: INodeParameters = {}, more: Partial<NodeRun> = {}): NodeRun {
	const chatId = { __rl: true, mode: 'id', value: MONA };
	const asked = { chatId, message: 'May we?', answerBy: 'reply', ...parameters };
	return wawpRun(sandbox, 'message', 'sendAndWait', asked, more);
}

async function listed(): Promise<Array<{ url: string; events: string[]; hmac?: string }>> {
	const query = { access_token: TOKEN, instance_id: INSTANCES[0] };
	const { body } = await request(`${sandbox.webhookApiUrl}/session/webhook`, { query });
	return ((await body.json()) as { webhooks: Array<{ url: string; events: string[] }> }).webhooks;
}

const sends = () => sandbox.ledger.filter(({ route }) => route === 'POST /send');

describe('asking', () => {
	test('registers for the events of answers, sends, and pauses without an end', async () => {
		const { run, outputs } = await runNode(asking());
		expect(run.waitTill?.getUTCFullYear()).toBe(3000);
		expect(await listed()).toMatchObject([
			{ events: ['message', 'message.reaction', 'poll.vote'], hmac: WEBHOOK_SECRET },
		]);
		expect(sends()).toHaveLength(1);
		expect(outputs[0]?.[0]?.json).toMatchObject({ chatId: MONA, text: 'May we?\n\n👍 Approve · 👎 Decline' });
		expect(outputs[0]?.[0]?.json).not.toHaveProperty('chats');
	});

	test('replaces what it got, and not the items of the node before', async () => {
		const items = [{ json: { order: 42 } }];
		const { run } = await runNode(asking({}, { items }));
		const [entry] = run.data.executionData?.nodeExecutionStack ?? [];
		expect(entry?.data.main?.[0]?.map(({ json }) => json)).toEqual([{ reason: 'timeout', approved: false }]);
		expect(items).toEqual([{ json: { order: 42 } }]);
	});

	test('pauses until the time that is set, in the time zone of the workflow', async () => {
		const until = (values: INodeParameters) => ({ options: { limitWaitTime: { values } } });
		const at = { limitType: 'atSpecifiedTime', maxDateAndTime: '2099-12-24T18:00:00' };
		const { run } = await runNode(asking(until(at), { timezone: 'Africa/Cairo' }));
		expect(run.waitTill?.toISOString()).toBe('2099-12-24T16:00:00.000Z');
		const before = Date.now();
		const soon = await runNode(asking(until({ resumeAmount: 2, resumeUnit: 'minutes' })));
		expect((soon.run.waitTill?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(120_000);
		expect((soon.run.waitTill?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(120_000);
		const never = await runNode(asking(until({ ...at, maxDateAndTime: 'one day' })));
		expect(never.error?.message).toContain('"Limit Wait Time": expected a date and time');
	});

	test('asks an instance of the option there, and takes its webhook out there', async () => {
		const { run } = await runNode(asking({ options: { instanceId: INSTANCES[1] } }));
		expect(run.status).toBe('waiting');
		const calls = sandbox.requests.map(({ path, query }) => [path, query['instance_id']]);
		expect(new Set(calls.map(([, instance]) => instance))).toEqual(new Set([INSTANCES[1]]));
	});
});

describe('nothing waits', () => {
	test.each([
		['of several items', { items: [{ json: {} }, { json: {} }] }, 'Loop Over Items'],
		['of a plain tool', { type: 'n8n-nodes-wawp.wawpTool' }, 'Human review'],
	])('for a question %s', async (_, more, hint) => {
		const { run, error } = await runNode(asking({}, more));
		expect(`${error?.message} ${error?.description}`).toContain(hint);
		expect(run.waitTill).toBeUndefined();
		expect([sends(), await listed()]).toEqual([[], []]);
	});

	test('where the send is refused, and the webhook is taken out', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400, body: { code: 'no', message: 'No.' } });
		const { run, error } = await runNode(asking());
		expect(error).toBeDefined();
		expect(run.waitTill).toBeUndefined();
		expect(await listed()).toEqual([]);
	});

	test('where nothing is sent, since the number does not use WhatsApp', async () => {
		const chatId = { __rl: true, mode: 'id', value: '447700900999' };
		const { run, outputs } = await runNode(asking({ chatId, options: { onlyOnWhatsApp: true } }));
		expect(run.waitTill).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ skipped: 'notOnWhatsApp' });
		expect(await listed()).toEqual([]);
	});
});

test('somebody who stands in Do Not Send To is not asked, and nothing is registered', async () => {
	const { run, outputs } = await runNode(asking({ options: { doNotSendTo: MONA } }));
	expect(run.waitTill).toBeUndefined();
	expect(outputs[0]?.[0]?.json).toEqual({ chatId: MONA, skipped: 'doNotSend' });
	expect(sandbox.requests).toEqual([]);
});

describe('never twice', () => {
	const retry = { retryOnFail: true, maxTries: 3 };

	test('a question whose answer is lost is not asked again', async () => {
		sandbox.fail({ route: 'POST /send', times: 1, kind: 'resetAfter' });
		const { run, error } = await runNode(asking({}, retry));
		expect(error?.message).toContain('Not sent again');
		expect([sends().length, run.waitTill, await listed()]).toEqual([1, undefined, []]);
	});

	test('a question that was refused for a moment is, and waits', async () => {
		sandbox.fail({
			route: 'POST /send',
			times: 1,
			kind: 'status',
			status: 400,
			body: { code: 'no', message: '' },
		});
		const { run } = await runNode(asking({}, retry));
		expect([sends().length, run.status]).toEqual([1, 'waiting']);
	});
});

describe('a delivery', () => {
	test('that is proven and answers goes on, and takes the webhook out', async () => {
		const options = asking({}, { name: `It's "{{ odd }}"` });
		const { run } = await runNode(options);
		const foreign = await callWebhook(options, run, deliver(written('maybe')));
		expect([foreign.status, foreign.workflowData]).toEqual([200, undefined]);
		expect(await listed()).toHaveLength(1);
		const answered = await callWebhook(options, run, deliver(written('Yes')));
		expect(answered.workflowData?.[0]?.[0]?.json).toMatchObject({ reason: 'reply', approved: true });
		expect(answered.workflowData?.[0]?.[0]?.json.message).not.toHaveProperty('payload');
		expect(await listed()).toEqual([]);
	});

	test.each([
		['is not signed', { headers: {} }, 401],
		['is signed with another secret', { secret: 'another secret' }, 401],
		['is two hours old', { timestamp: Date.now() - 7_200_000 }, 401],
		['has no time', { body: '{}' }, 401],
		['is no event', { body: `{"timestamp":${Date.now()}}` }, 400],
		['is too large', { padding: 1_100_000 }, 413],
	])('that %s goes on with nothing', async (_, forgery, status) => {
		const options = asking();
		const { run } = await runNode(options);
		const called = await callWebhook(options, run, deliver(written('yes'), forgery));
		expect([called.status, called.workflowData]).toEqual([status, undefined]);
		expect(called.sent).not.toContain(WEBHOOK_SECRET);
	});

	test('goes on where the webhook cannot be taken out', async () => {
		const options = asking();
		const { run } = await runNode(options);
		sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'status', status: 500 });
		const answered = await callWebhook(options, run, deliver(written('yes')));
		expect(answered.workflowData).toHaveLength(1);
		sandbox.clearFaults();
		expect(await listed()).toHaveLength(1);
	});

	test('goes on once, of several at the same time and of one that comes later', async () => {
		const options = asking({}, { executionId: 'twice' });
		const { run } = await runNode(options);
		const call = async (text: string) => await callWebhook(options, run, deliver(written(text)));
		const calls = [...(await Promise.all([call('yes'), call('no'), call('yes')])), await call('no')];
		expect(calls.map(({ workflowData }) => workflowData?.length ?? 0)).toEqual([1, 0, 0, 0]);
		expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		const page = { method: 'POST', query: { wawp: 'page' }, body: { approved: 'true' } } as const;
		const pressed = await callWebhook(options, run, page);
		expect([pressed.status, pressed.workflowData]).toEqual([409, undefined]);
		expect(pressed.sent).toContain('is answered already');
	});

	test('goes on soon where Wawp does not answer to its taking out', async () => {
		const options = asking();
		const { run } = await runNode(options);
		sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'hang' });
		const begin = Date.now();
		const answered = await callWebhook(options, run, deliver(written('yes')));
		expect(answered.workflowData).toHaveLength(1);
		expect(Date.now() - begin).toBeLessThan(8000);
	});

	test('for a node that waits for nothing goes on with nothing', async () => {
		const options = asking();
		const { run } = await runNode(options);
		Object.assign(run.data.executionData ?? {}, { contextData: {} });
		const called = await callWebhook(options, run, deliver(written('yes')));
		expect([called.status, called.workflowData]).toEqual([500, undefined]);
	});
});

describe('a visit of the page', () => {
	const query = { wawp: 'page', approved: 'true' };

	test('by GET only shows it, whatever comes along', async () => {
		const options = asking({ answerBy: 'link' });
		const { run } = await runNode(options);
		const called = await callWebhook(options, run, { method: 'GET', query, body: query });
		expect([called.status, called.workflowData]).toEqual([200, undefined]);
		expect(called.sent).toContain('May we?');
		expect(called.headers).toHaveProperty('Content-Security-Policy');
	});

	test('by POST decides by its form, and by nothing else', async () => {
		const options = asking({ answerBy: 'link' });
		const { run } = await runNode(options);
		const odd = await callWebhook(options, run, { method: 'POST', query });
		expect([odd.status, odd.workflowData]).toEqual([400, undefined]);
		const pressed = await callWebhook(options, run, { method: 'POST', query, body: { approved: 'true' } });
		expect(pressed.workflowData?.[0]?.[0]?.json).toMatchObject({ reason: 'link', approved: true });
		expect(pressed.webhookResponse).toContain('Thank you');
	});
});

test('a question answers a look that it waits', async () => {
	const options = asking();
	const { run } = await runNode(options);
	const called = await callWebhook(options, run, { method: 'GET', query: { wawp: 'reply' } });
	expect([called.status, called.sent, called.workflowData]).toEqual([200, 'waiting', undefined]);
});
