import type { FaultEffect, Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, startWawp } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(async () => await sandbox.close());

const by = (value: string) => ({ __rl: true, mode: 'id', value });
const MONA = by('201001234567@c.us');
const GROUP = by('120363023456789012@g.us');

const CONTINUE = { onError: 'continueRegularOutput' } as const;

async function answered(
	[resource, operation, parameters]: [string, string, Parameters<typeof runWawp>[3]],
	body: unknown,
) {
	const effect: FaultEffect = { kind: 'status', status: 200, body, contentType: 'application/json' };
	sandbox.fail({ route: '*', ...effect });
	const { outputs } = await runWawp(sandbox, resource, operation, parameters, CONTINUE);
	return outputs[0] ?? [];
}

describe('an empty list', () => {
	it('drops no item of a change whose answer says nothing', async () => {
		const items = await answered(['contact', 'block', { contactId: MONA }], []);
		expect(items.map(({ json }) => json)).toEqual([{ success: true }]);
	});

	it.each([
		['session', 'create', { name: 'Shop' }],
		['login', 'requestPairingCode', { phoneNumber: '+44 7441 429009' }],
		['session', 'logOut', { confirm: true }],
		['session', 'start', {}],
	])('is no data of a change: %s %s', async (resource, operation, parameters) => {
		const items = await answered([resource, operation, parameters], []);
		expect(items).toHaveLength(1);
		expect(items[0]?.json.details).toMatchObject({ outcome: 'unknown' });
	});
});

it.each([['getInviteCode'], ['revokeInviteCode']])(
	'a text whose end is missing is no invite code: %s',
	async (operation) => {
		const items = await answered(['group', operation, { groupId: GROUP }], '"AbCdEfGhIj');
		expect(items[0]?.json).toHaveProperty('error');
	},
);

describe('Ensure Connected that started the session', () => {
	it.each<[string, FaultEffect]>([
		['a lost connection', { kind: 'reset' }],
		['a refusal', { kind: 'status', status: 403 }],
		['a page', { kind: 'html' }],
	])('does not say that nothing happened when the next look meets %s', async (_, effect) => {
		await runWawp(sandbox, 'session', 'stop', {});
		sandbox.fail({ route: 'GET /session/info', kind: 'latency', ms: 0, times: 1 });
		sandbox.fail({ route: 'GET /session/info', ...effect });
		const parameters = { options: { pollSeconds: 1, waitSeconds: 2 } };
		const { outputs } = await runWawp(sandbox, 'session', 'ensureConnected', parameters, CONTINUE);
		expect(sandbox.ledger.filter(({ route }) => route === 'POST /session/start')).toHaveLength(1);
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown' });
	});

	it('does not say so either when the node runs again for another item', async () => {
		const instances = INSTANCES.slice(0, 2);
		for (const instanceId of instances)
			await runWawp(sandbox, 'session', 'stop', { options: { instanceId } });
		sandbox.fail({ route: 'GET /session/info', kind: 'latency', ms: 0, times: 2 });
		sandbox.fail({ route: 'GET /session/info', kind: 'reset' });
		const { error } = await runWawp(
			sandbox,
			'session',
			'ensureConnected',
			{ options: { instanceId: '={{ $json.number }}', pollSeconds: 1, waitSeconds: 2, retries: 0 } },
			{ items: instances.map((number) => ({ json: { number } })), retryOnFail: true, maxTries: 2 },
		);
		expect(sandbox.ledger.filter(({ route }) => route === 'POST /session/start')).toHaveLength(1);
		expect(error?.context?.itemIndex).toBe(0);
		expect(error?.description).toContain('may have been carried out');
	});
});

it('chats that a first try deleted do not fail the second one', async () => {
	const marks = ['201001234567@c.us', '447700900101@c.us', '447700900102@c.us'];
	const route = 'DELETE /chats/{chatId}';
	sandbox.fail({ route, kind: 'latency', ms: 0, times: 1 });
	sandbox.fail({ route, kind: 'status', status: 503, times: 1 });
	const { error, outputs } = await runWawp(
		sandbox,
		'chat',
		'delete',
		{ chatId: by('={{ $json.chat }}'), confirm: true },
		{ items: marks.map((chat) => ({ json: { chat } })), retryOnFail: true, maxTries: 5 },
	);
	expect(sandbox.ledger.filter((entry) => entry.route === route)).toHaveLength(3);
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(3);
});
