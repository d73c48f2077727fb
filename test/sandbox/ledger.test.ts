import { request } from 'undici';
import { DEFAULT_DEVICE_IDS, DEFAULT_WASSENGER_KEY, DEFAULT_WUTS_TOKEN, startSandbox } from '../../sandbox';
import type { LedgerEntry, Sandbox } from '../../sandbox';
import { ACCOUNTS, call, control, GOWS, STOPPED, TOKEN, WEBJS } from './client';

const CHAT = '15550100777@c.us';
const MONA = '201001234567@c.us';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterEach(() => sandbox.close());

function last(): LedgerEntry | undefined {
	return sandbox.ledger.at(-1);
}

describe('an entry', () => {
	it('says which call it was, for whom, with what, and what it got', async () => {
		const { body } = await call(sandbox, 'POST /send', { body: { chatId: CHAT, message: 'Hello' } });
		expect(sandbox.ledger).toEqual([
			{
				service: 'wawp',
				operation: 'sendText',
				route: 'POST /send',
				instance: GOWS,
				at: expect.any(Number) as number,
				parameters: { chatId: CHAT, message: 'Hello' },
				hash: expect.stringMatching(/^[\da-f]{12}$/) as string,
				id: body['id'],
			},
		]);
		expect(Math.abs((last()?.at ?? 0) - sandbox.clock.now())).toBeLessThan(2000);
	});

	it('has the ID of an engine that nests it, and of a new instance', async () => {
		const { body } = await call(sandbox, 'POST /status/text', { instance: WEBJS, query: { text: 'a' } });
		expect(last()?.id).toBe((body['id'] as { _serialized: string })._serialized);
		await call(sandbox, 'POST /createSession', { bare: true, query: { access_token: TOKEN, name: 'New' } });
		expect(last()).toMatchObject({
			operation: 'createSession',
			id: expect.stringMatching(/^\w{12}$/) as string,
		});
		expect(last()).not.toHaveProperty('instance');
	});

	it('names the route by the contract, with what stood in the path', async () => {
		await call(sandbox, `GET /chats/${MONA}/messages`, { query: { limit: '5' } });
		expect(last()).toMatchObject({
			route: 'GET /chats/{chatId}/messages',
			parameters: { chatId: MONA, limit: '5' },
		});
	});

	it('has the same hash for the same content, wherever it travelled', async () => {
		const post = (options: object) => call(sandbox, 'POST /status/text', options);
		await post({ body: { text: 'Hello', linkPreview: true, contacts: ['1@c.us'] } });
		await post({ query: { 'contacts[]': '1@c.us', linkPreview: 'true', text: 'Hello' } });
		await post({ body: { text: 'Hello', linkPreview: false, contacts: ['1@c.us'] } });
		const [inBody, inQuery, other] = sandbox.ledger.map(({ hash }) => hash);
		expect(inBody).toBe(inQuery);
		expect(other).not.toBe(inBody);
	});

	it('cuts long texts, which still count for the hash', async () => {
		for (const end of ['a', 'b']) {
			await call(sandbox, 'POST /status/text', { body: { text: 'x'.repeat(1000) + end } });
		}
		const [first, second] = sandbox.ledger;
		expect(first?.parameters).toEqual({ text: `${'x'.repeat(200)}…` });
		expect(first?.parameters).toEqual(second?.parameters);
		expect(first?.hash).not.toBe(second?.hash);
	});

	it('has no token, in whatever place it travelled', async () => {
		await call(sandbox, 'POST /status/text', { query: { text: 'a' } });
		const credentials = { access_token: TOKEN, instance_id: GOWS };
		await call(sandbox, 'POST /status/text', { bare: true, body: { text: 'b', ...credentials } });
		expect(sandbox.ledger.map(({ instance }) => instance)).toEqual([GOWS, GOWS]);
		const { body } = await control(sandbox, 'GET /ledger');
		expect(body['ledger']).toEqual(sandbox.ledger);
		expect(JSON.stringify(body)).not.toContain(TOKEN);
	});
});

describe('no entry', () => {
	it.each<[string, string, object]>([
		['a wrong parameter', 'POST /status/text', { query: { colour: 'red' } }],
		['an unknown instance', 'POST /status/text', { query: { text: 'a' }, instance: 'NOBODY' }],
		['a session that does not work', 'POST /status/text', { query: { text: 'a' }, instance: STOPPED }],
		['an unknown route', 'POST /nothing', {}],
	])('for %s', async (_, route, options) => {
		expect((await call(sandbox, route, options)).status).toBeGreaterThanOrEqual(400);
		expect(sandbox.ledger).toEqual([]);
	});

	it('for a call that a fault stopped; one for a call whose answer it spoilt', async () => {
		sandbox.fail({ route: '*', kind: 'status', status: 503, times: 1 });
		sandbox.fail({ route: '*', kind: 'status', status: 503, times: 1, after: true });
		for (const text of ['stopped', 'spoilt', 'good']) {
			await call(sandbox, 'POST /status/text', { query: { text } });
		}
		expect(sandbox.requests.map(({ status }) => status)).toEqual([503, 503, 200]);
		expect(sandbox.ledger.map(({ parameters, fault }) => [parameters['text'], fault])).toEqual([
			['spoilt', 'status'],
			['good', undefined],
		]);
		expect(sandbox.ledger.map(({ id }) => id)).toEqual(sandbox.statuses().map(({ messageId }) => messageId));
	});
});

describe('the other services', () => {
	async function post(url: string, headers: Record<string, string>, body: object): Promise<number> {
		const answer = await request(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		await answer.body.dump();
		return answer.statusCode;
	}
	const [device] = DEFAULT_DEVICE_IDS;
	const wassenger = (body: object): Promise<number> =>
		post(`${sandbox.wassengerUrl}/chat/${device}/status`, { token: DEFAULT_WASSENGER_KEY }, body);
	const wuts = (body: object): Promise<number> =>
		post(`${sandbox.wutsUrl}/status/text`, { authorization: `Bearer ${DEFAULT_WUTS_TOKEN}` }, body);

	it('are in the ledger, with the routes that their faults take', async () => {
		await wassenger({ message: 'a' });
		await wuts({ text: 'b' });
		const ids = sandbox.statuses().map(({ id }) => id);
		expect(sandbox.ledger).toMatchObject([
			{ service: 'wassenger', instance: device, parameters: { message: 'a' }, id: ids[0] },
			{ service: 'wuts', parameters: { text: 'b' }, id: ids[1] },
		]);
		const routes = sandbox.ledger.map(({ route }) => route);
		expect(routes).toEqual(['POST /wassenger/v1/chat/{deviceId}/status', 'POST /wuts/status/text']);
		for (const route of routes) sandbox.fail({ route, kind: 'status', status: 500, times: 1 });
		expect([await wassenger({ message: 'a' }), await wuts({ text: 'b' })]).toEqual([500, 500]);
		expect(sandbox.ledger).toHaveLength(2);
	});

	it('lose their number for half a minute', async () => {
		sandbox.fail({ route: '*', kind: 'sessionDrops', times: 2 });
		expect([await wassenger({ message: 'a' }), await wuts({ text: 'b' })]).toEqual([409, 503]);
		sandbox.fail({ route: '*', kind: 'sessionDrops', times: 2, after: true });
		expect([await wassenger({ message: 'a' }), await wuts({ text: 'b' })]).toEqual([409, 503]);
		sandbox.clock.advance(30_000);
		expect([await wassenger({ message: 'a' }), await wuts({ text: 'b' })]).toEqual([200, 200]);
		expect(sandbox.ledger).toHaveLength(2);
	});

	it('say an error in a 2xx in their own shape', async () => {
		sandbox.fail({ route: '*', kind: 'errorIn2xx', code: 'c', message: 'm' });
		const bodies: unknown[] = [];
		for (const url of [`${sandbox.wassengerUrl}/devices`, `${sandbox.wutsUrl}/qr`]) {
			bodies.push(await (await request(url)).body.json());
		}
		expect(bodies).toEqual([
			{ status: 200, errorCode: 'c', message: 'm' },
			{ success: false, error: { code: 'c', message: 'm' } },
		]);
	});
});
