import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, TOKEN } from './account';

const [SHOP] = INSTANCES;
const OWN = '447441429000@c.us';
const GUEST = '447700900777@c.us';
const MINUTE_MS = 60_000;

let sandbox: Sandbox;
beforeEach(async () => {
	const instances = [{ id: SHOP, phone: '447441429000' }];
	sandbox = await startSandbox({ accounts: [{ accessToken: TOKEN, instances }], readCacheMs: 3000 });
	await writes(GUEST, 'Hello?');
});
afterEach(() => sandbox.close());

let count = 0;

/** A message of now, from somebody or from the own phone. */
async function writes(from: string, body: string, more: object = {}): Promise<void> {
	const id = `${String(from === OWN)}_${GUEST}_${(count += 1)}`;
	const timestamp = Math.floor(sandbox.clock.now() / 1000);
	const to = from === OWN ? GUEST : OWN;
	await sandbox.emit(SHOP, 'message.any', { id, from, to, fromMe: from === OWN, body, timestamp, ...more });
}

async function check(options: INodeParameters = {}, more: object = {}) {
	const chatId = { __rl: true, mode: 'id', value: GUEST };
	const { outputs, error } = await runWawp(sandbox, 'chat', 'checkForHuman', { chatId, ...options }, more);
	return { items: outputs[0]?.map(({ json }) => json), error };
}

const NOBODY = [{ humanActive: false, lastHumanMessageAt: null }];

it('finds no human where only the bot answered', async () => {
	await runWawp(sandbox, 'message', 'sendText', {
		chatId: { __rl: true, mode: 'id', value: GUEST },
		text: 'I am a bot',
	});
	expect((await check()).items).toEqual(NOBODY);
});

it('finds the answer from the phone at once, also behind answers of the bot', async () => {
	expect((await check()).items).toEqual(NOBODY);
	await writes(OWN, 'This is Anna');
	const at = new Date(Math.floor(sandbox.clock.now() / 1000) * 1000).toISOString();
	for (let turn = 0; turn < 60; turn += 1) {
		await sandbox.emit(SHOP, 'message', { id: `false_${GUEST}_M${turn}`, from: GUEST, body: 'more' });
	}
	expect((await check()).items).toEqual([{ humanActive: true, lastHumanMessageAt: at }]);
});

it('lets the bot speak again after the time', async () => {
	listing(59);
	expect((await check()).items).toMatchObject([{ humanActive: true }]);
	listing(61);
	expect((await check()).items).toEqual(NOBODY);
	expect((await check({ withinMinutes: 70 })).items).toMatchObject([{ humanActive: true }]);
});

/** The server lists an own message and nothing else. */
function listing(minutesAgo: number): void {
	const timestamp = Math.floor((Date.now() - minutesAgo * MINUTE_MS) / 1000);
	const message = {
		id: `true_${GUEST}_A`,
		from: OWN,
		to: GUEST,
		fromMe: true,
		body: 'Hi',
		timestamp,
		source: 'app',
	};
	answering([message]);
}

function answering(body: unknown): void {
	sandbox.clearFaults();
	sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 200, body });
}

describe('Only Pass When No Human', () => {
	const FILTER = { options: { onlyWhenNoHuman: true } };

	it('gives an item while nobody answers, and none while somebody does', async () => {
		expect((await check(FILTER)).items).toEqual(NOBODY);
		await writes(OWN, 'This is Anna');
		expect(await check(FILTER)).toEqual({ items: [], error: undefined });
	});

	it('is refused where n8n would make an item of none', async () => {
		const { items, error } = await check(FILTER, { alwaysOutputData: true });
		expect(error?.message).toContain('Always Output Data');
		expect(items ?? []).toEqual([]);
		expect(sandbox.requests.filter(({ method }) => method === 'GET')).toEqual([]);
		expect((await check({}, { alwaysOutputData: true })).items).toEqual(NOBODY);
	});
});

describe('does not let the bot speak over somebody', () => {
	const FILTER = { options: { onlyWhenNoHuman: true } };
	const CONTINUE = { onError: 'continueRegularOutput' };

	it('where the server does not say who wrote', async () => {
		answering([{ id: `true_${GUEST}_A`, fromMe: true, timestamp: Math.floor(Date.now() / 1000) }]);
		expect((await check(FILTER, CONTINUE)).items).toMatchObject([{ details: { code: 'no_source' } }]);
	});

	it('where the server answers with something else', async () => {
		answering({ success: true });
		expect((await check(FILTER, CONTINUE)).items).toMatchObject([{ details: { code: 'no_list' } }]);
	});
});
