import type { Sandbox } from '../../../sandbox';
import { INSTANCES, ledgerOf, runWawp, startWawp, TOKEN } from './account';

let sandbox: Sandbox;
/** How much the ledger held before the test. */
let start: number;
beforeAll(async () => {
	sandbox = await startWawp();
});
beforeEach(() => {
	sandbox.clearFaults();
	start = sandbox.ledger.length;
});
afterAll(async () => await sandbox.close());

const MONA = { __rl: true, mode: 'id', value: '201001234567@c.us' };
const TEXTS = [{ json: { text: 'One' } }, { json: { text: 'Two' } }, { json: { text: 'Three' } }];
const SEND = { chatId: MONA, text: '={{ $json.text }}' };

const sent = () => ledgerOf(sandbox, 'POST /send', start).map(({ parameters }) => parameters.message);

describe('Retry On Fail', () => {
	it('sends again only what was not sent, and tells the rest by its IDs', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400, skip: 2, times: 1 });
		const { outputs } = await runWawp(sandbox, 'message', 'sendText', SEND, {
			items: TEXTS,
			retryOnFail: true,
		});
		expect(sent()).toEqual(['One', 'Two', 'Three']);
		expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
			{ alreadySent: true, messageId: expect.any(String) as string, chatId: MONA.value },
			{ alreadySent: true, timestamp: expect.any(String) as string },
			{ text: 'Three' },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it.each([
		['a session that drops', INSTANCES[1], { kind: 'sessionDrops' }],
		['an unknown outcome', INSTANCES[2], { kind: 'resetAfter' }],
	] as const)(
		'never says that nothing was sent when %s keeps the next try from getting ready',
		async (_, instanceId, fault) => {
			const audience = [MONA.value, '447700900101@c.us'].join();
			const parameters = {
				text: '={{ $json.text }}',
				options: { instanceId, audience, includeOwnNumber: true, retries: 0 },
			};
			sandbox.fail({ route: 'POST /status/text', skip: 1, ...fault });
			sandbox.fail({ route: 'GET /session/me', kind: 'reset', skip: 1 });
			const { error } = await runWawp(sandbox, 'status', 'postText', parameters, {
				items: TEXTS,
				retryOnFail: true,
			});
			const posted = ledgerOf(sandbox, 'POST /status/text', start).map(({ parameters: { text } }) => text);
			expect(posted[0]).toBe('One');
			// The item that failed is not the one that was sent.
			expect(error?.context?.itemIndex).toBe(1);
			const isOut = posted.includes('Two');
			expect(/may have been carried out/.test(error?.description ?? '')).toBe(isOut);
		},
	);

	it('takes a text that changes by itself for the same send', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400, skip: 1, times: 1 });
		const parameters = { ...SEND, text: '={{ $json.text }} {{ Math.random() }}' };
		await runWawp(sandbox, 'message', 'sendText', parameters, {
			items: TEXTS.slice(0, 2),
			retryOnFail: true,
		});
		expect(sent()).toHaveLength(2);
	});

	it.each(['resetAfter', 'noEvidence', 'half'] as const)(
		'does not send again what may be out (%s)',
		async (kind) => {
			sandbox.fail({ route: 'POST /send', kind });
			const { error } = await runWawp(sandbox, 'message', 'sendText', SEND, {
				items: TEXTS.slice(0, 1),
				retryOnFail: true,
			});
			expect(sent()).toHaveLength(1);
			expect(error?.message).toContain('Not sent again: an earlier try ended without a clear answer');
			expect(error?.description).toContain('Send Again When Unknown');
		},
	);

	it('does send it again where an option says so', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'resetAfter', times: 1 });
		const parameters = { ...SEND, options: { sendAgainWhenUnknown: true } };
		const { outputs } = await runWawp(sandbox, 'message', 'sendText', parameters, {
			items: TEXTS.slice(0, 1),
			retryOnFail: true,
		});
		expect(sent()).toHaveLength(2);
		expect(outputs[0]?.[0]?.json).toMatchObject({ text: 'One' });
	});

	it('under Continue On Fail too: n8n tries again when the first item is an error', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400, times: 1 });
		const { outputs } = await runWawp(sandbox, 'message', 'sendText', SEND, {
			items: TEXTS,
			retryOnFail: true,
			onError: 'continueRegularOutput',
		});
		expect([...sent()].sort()).toEqual(['One', 'Three', 'Two']);
		expect(outputs[0]).toHaveLength(3);
	});

	it('a status is posted once as well', async () => {
		sandbox.fail({ route: 'POST /status/text', kind: 'resetAfter' });
		await runWawp(sandbox, 'status', 'postText', { text: 'Hi' }, { retryOnFail: true });
		expect(ledgerOf(sandbox, 'POST /status/text', start)).toHaveLength(1);
	});

	describe('of what only an answer brings, as a new invite link', () => {
		const items = [INSTANCES[0], INSTANCES[2]].map((instanceId) => ({ json: { instanceId } }));
		const group = { __rl: true, mode: 'id', value: '120363023456789012@g.us' };
		const parameters = { groupId: group, options: { instanceId: '={{ $json.instanceId }}' } };
		const route = 'POST /groups/{id}/invite-code/revoke';
		const madeFor = (instanceId: string) =>
			ledgerOf(sandbox, route, start).filter(({ instance }) => instance === instanceId).length;
		const revoke = async () =>
			await runWawp(sandbox, 'group', 'revokeInviteCode', parameters, {
				items,
				retryOnFail: true,
				maxTries: 3,
			});

		it('makes it anew, also after a try that was refused', async () => {
			sandbox.fail({ route, kind: 'status', status: 403, skip: 1, times: 2 });
			const { outputs, error } = await revoke();
			expect(error).toBeUndefined();
			expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
				{ inviteLink: expect.any(String) as string },
				{ inviteLink: expect.any(String) as string },
			]);
			expect(items.map(({ json }) => madeFor(json.instanceId))).toEqual([2, 1]);
		});

		it('never says that nothing was done where an earlier try did it', async () => {
			sandbox.fail({ route, kind: 'status', status: 403, skip: 1 });
			const { error } = await revoke();
			expect(madeFor(items[0]?.json.instanceId ?? '')).toBe(1);
			expect([error?.context?.itemIndex, error?.description]).toEqual([
				0,
				expect.stringContaining('It may have been carried out all the same, by an earlier call') as string,
			]);
		});
	});

	it('what is harmless is done again', async () => {
		sandbox.fail({ route: 'POST /contacts/block', kind: 'resetAfter', times: 1 });
		const { error } = await runWawp(sandbox, 'contact', 'block', { contactId: MONA }, { retryOnFail: true });
		expect(error).toBeUndefined();
		expect(ledgerOf(sandbox, 'POST /contacts/block', start)).toHaveLength(2);
	});
});

describe('what the execution keeps', () => {
	it('is IDs and times of what is out, as long as the node may run again, and nothing else', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400, skip: 1 });
		const parameters = { ...SEND, text: '={{ $json.text }} secret words' };
		const { run } = await runWawp(sandbox, 'message', 'sendText', parameters, { items: TEXTS.slice(0, 2) });
		const kept = JSON.stringify(run.data.executionData?.contextData);
		expect(kept).toContain('messageId');
		expect(kept).not.toMatch(/secret words|One/);
		expect(kept).not.toContain(TOKEN);
	});

	it('is no secret that an ID holds', async () => {
		const body = { id: `true_${MONA.value}_${TOKEN}` };
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 200, body, times: 1 });
		sandbox.fail({ route: 'POST /send', kind: 'status', status: 400 });
		const { run, error } = await runWawp(sandbox, 'message', 'sendText', SEND, { items: TEXTS.slice(0, 2) });
		expect(error).toBeDefined();
		const kept = JSON.stringify(run.data.executionData?.contextData);
		expect(kept).toContain('messageId');
		expect(kept).not.toContain(TOKEN);
	});

	it('is nothing once all items are done', async () => {
		const { run } = await runWawp(sandbox, 'message', 'sendText', SEND, { items: TEXTS });
		expect(run.data.executionData?.contextData).toEqual({ 'node:Under Test': {} });
	});
});
