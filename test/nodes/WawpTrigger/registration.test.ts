import type { IDataObject } from 'n8n-workflow';

import { EVENTS, STATUS_RECEIVED } from '../../../nodes/WawpTrigger/events';
import type { FaultEffect, Sandbox } from '../../../sandbox';
import {
	activate,
	callApi,
	CRM,
	deactivate,
	DESK,
	listed,
	openGate,
	place,
	SECRET,
	SHOP,
	startWawp,
	SYSTEM,
	TOKEN,
	urlOf,
	type Placed,
} from './registering';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(() => sandbox.close());

const others = [SYSTEM, CRM];
const entryOf = (placed: Placed, more: IDataObject = {}) => ({
	url: urlOf(placed),
	events: ['message'],
	is_active: 1,
	hmac: SECRET,
	...more,
});

/** The calls that change something, since the last time. */
function changes(): string[] {
	const routes = sandbox.requests.map(({ method, path }) => `${method} ${path}`);
	sandbox.requests.length = 0;
	return routes.filter((route) => !route.startsWith('GET '));
}

async function failing(work: Promise<unknown>): Promise<Error & { description?: string }> {
	return await work.then(
		() => {
			throw new Error('it did not fail');
		},
		(error: unknown) => error as Error,
	);
}

describe('with Registration "Manual"', () => {
	test('nobody is asked anything', async () => {
		const placed = place(sandbox, { registration: 'manual' });
		expect(await activate(placed)).toBe(true);
		await deactivate(placed);
		const old = place(sandbox);
		old.parameters = { events: ['message'] };
		expect(await activate(old)).toBe(true);
		expect(sandbox.requests).toEqual([]);
	});

	test('what was added before it was chosen is taken out, and a failure of that keeps nobody from starting', async () => {
		const placed = place(sandbox);
		await activate(placed);
		placed.parameters = { ...placed.parameters, registration: 'manual' };
		sandbox.fail({ route: '*', kind: 'status', status: 503, times: 1 });
		await activate(placed);
		expect(placed.logs.join()).toContain('could not be taken out');
		expect(await listed(sandbox)).toHaveLength(3);
		await activate(placed);
		expect(await listed(sandbox)).toEqual(others);
	});
});

describe('an activation', () => {
	test('adds the URL with events and secret by the upsert, and touches no other', async () => {
		const placed = place(sandbox);
		expect(await activate(placed)).toBe(true);
		expect(changes()).toEqual(['POST /webhook/set']);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed)]);
	});

	test('of what is there as it should be asks only', async () => {
		const placed = place(sandbox, { events: ['message', 'message.ack'] });
		await activate(placed);
		changes();
		placed.parameters = { ...placed.parameters, events: ['message.ack', 'message'] };
		expect(await activate(placed, 'production', 'init')).toBe(false);
		expect(changes()).toEqual([]);
	});

	test.each<[string, (placed: Placed) => unknown, IDataObject]>([
		[
			'other events',
			(placed) => void (placed.parameters = { ...placed.parameters, events: ['message', 'call.received'] }),
			{ events: ['message', 'call.received'] },
		],
		[
			'another secret',
			(placed) => void (placed.credential = { ...placed.credential, webhookSecret: 'another secret' }),
			{ hmac: 'another secret' },
		],
		[
			'a webhook that somebody switched off',
			async (placed) => await callApi(sandbox, 'PATCH /webhook/update', { url: urlOf(placed), is_active: 0 }),
			{},
		],
		[
			'events that somebody changed',
			async (placed) =>
				await callApi(sandbox, 'PATCH /webhook/update', { url: urlOf(placed), events: ['label.upsert'] }),
			{},
		],
	])('with %s changes the entry', async (_, change, expected) => {
		const placed = place(sandbox);
		await activate(placed);
		await change(placed);
		expect(await activate(placed)).toBe(true);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed, expected)]);
	});

	test('without a secret leaves none behind', async () => {
		const placed = place(sandbox);
		await activate(placed);
		placed.credential = { ...placed.credential, webhookSecret: '' };
		await activate(placed);
		const { hmac, ...unsigned } = entryOf(placed);
		expect(hmac).toBe(SECRET);
		expect(await listed(sandbox)).toEqual([...others, unsigned]);
	});

	test('for all events names each of them', async () => {
		await activate(place(sandbox, { events: ['*', 'message'] }));
		expect((await listed(sandbox))[2]?.events).toEqual(
			EVENTS.map(({ value }) => value).filter((name) => name !== STATUS_RECEIVED),
		);
	});

	test("for a contact's status names the event that Wawp sends it as", async () => {
		await activate(place(sandbox, { events: ['status.received'] }));
		expect((await listed(sandbox))[2]?.events).toEqual(['message']);
	});

	test('under another address replaces the old entry, which is kept in mind', async () => {
		const placed = place(sandbox);
		await activate(placed);
		placed.base = 'https://new.example.com/n8n';
		expect(await activate(placed, 'production', 'init')).toBe(true);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed)]);
	});

	test('at another instance leaves the old one, also one that is gone', async () => {
		const placed = place(sandbox);
		await activate(placed);
		placed.credential = { ...placed.credential, instanceId: DESK };
		await activate(placed);
		expect([await listed(sandbox), await listed(sandbox, DESK)]).toEqual([others, [entryOf(placed)]]);
		placed.staticData.production = placed.staticData.production.replace(DESK, 'FFFFFFFFFFFF');
		placed.credential = { ...placed.credential, instanceId: SHOP };
		await activate(placed);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed)]);
		expect(placed.logs.join()).toContain('no longer in this account');
	});

	test('with the secret in the URL puts it there, keeps it out of n8n’s database, and has one entry only', async () => {
		const placed = place(sandbox);
		await activate(placed);
		placed.parameters = { ...placed.parameters, options: { verification: 'url' } };
		await activate(placed);
		const url = `${urlOf(placed)}?secret=${SECRET}`;
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed, { url })]);
		expect(placed.staticData.production).toContain(urlOf(placed));
		expect(placed.staticData.production).not.toContain(SECRET);
		expect(await activate(placed)).toBe(false);
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
	});

	test('repeats what somebody else overwrote in the same moment', async () => {
		const placed = place(sandbox);
		sandbox.fail({ route: 'POST /v2/webhook/set', kind: 'noEvidence', after: false, times: 1 });
		await activate(placed);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed)]);
		sandbox.fail({ route: 'POST /v2/webhook/set', kind: 'noEvidence', after: false });
		await callApi(sandbox, 'POST /session/webhook', { webhooks: others });
		const { message } = await failing(activate(placed));
		expect(message).toContain('it does not stand in the list of webhooks after it was added');
	});
});

describe('a deactivation', () => {
	test('takes out only its own, and gives all others back as they were', async () => {
		const placed = place(sandbox);
		await activate(placed);
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
		expect(JSON.parse(placed.staticData.production)).toEqual({ 'node:Wawp Trigger': {} });
	});

	test('does not touch the list where its own is not there', async () => {
		const placed = place(sandbox);
		await activate(placed);
		await callApi(sandbox, 'POST /session/webhook', { webhooks: others });
		changes();
		await deactivate(placed);
		await deactivate(placed);
		expect(changes()).toEqual([]);
	});

	test.each([
		['is wrapped', { data: { webhooks: [CRM] } }],
		['is a text', { webhooks: '[]' }],
		['is missing', { systemConfig: { url: SYSTEM.url } }],
	])('fails where the list %s, and is made good by the next one', async (_title, body) => {
		const placed = place(sandbox);
		await activate(placed);
		sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'status', status: 200, body, times: 1 });
		await expect(deactivate(placed)).rejects.toThrow('is not the list');
		expect(placed.staticData.production).toContain(urlOf(placed));
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
	});

	test('reads a list with holes as PHP writes it', async () => {
		const placed = place(sandbox);
		await activate(placed);
		const body = { webhooks: { 0: SYSTEM, 2: CRM, 3: entryOf(placed) } };
		sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'status', status: 200, body, times: 1 });
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
	});

	test('does not write the stars that the list shows instead of a secret', async () => {
		const placed = place(sandbox);
		await activate(placed);
		const webhooks = [SYSTEM, { ...CRM, hmac: '********' }, entryOf(placed, { hmac: 'ex****' })];
		sandbox.fail({
			route: 'GET /v2/session/webhook',
			kind: 'status',
			status: 200,
			body: { webhooks },
			times: 1,
		});
		sandbox.requests.length = 0;
		await deactivate(placed);
		const written = sandbox.requests.find(({ method }) => method === 'POST');
		expect(JSON.stringify(written)).toContain(CRM.url);
		expect(JSON.stringify(written)).not.toContain('***');
	});

	test('takes out what its n8n forgot, and what stands under an old address', async () => {
		const placed = place(sandbox);
		await activate(placed);
		placed.staticData.production = '{}';
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
		await activate(placed);
		placed.base = 'https://new.example.com';
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
	});

	test('puts back what is missing after the list was overwritten, and takes out what came back', async () => {
		const gate = await openGate(sandbox);
		const placed = place({ ...sandbox, webhookApiUrl: gate.webhookApiUrl });
		await activate(placed);
		const { hmac, ...bare } = CRM;
		const stale = [[SYSTEM, entryOf(placed)], [bare, entryOf(placed)], [CRM]];
		gate.after = async (route) => {
			const webhooks = route === 'POST /session/webhook' ? stale.shift() : undefined;
			if (webhooks) await callApi(sandbox, 'POST /session/webhook', { webhooks });
		};
		await deactivate(placed);
		gate.close();
		expect(stale).toEqual([]);
		const byUrl = (await listed(sandbox)).sort((a, b) => (a.url as string).localeCompare(b.url as string));
		expect(byUrl).toEqual(others);
		expect(byUrl[1]).toHaveProperty('hmac', hmac);
	});

	test('puts back the part of a webhook that is missing after the list was overwritten', async () => {
		const gate = await openGate(sandbox);
		const placed = place({ ...sandbox, webhookApiUrl: gate.webhookApiUrl });
		await activate(placed);
		const { hmac, ...bare } = CRM;
		const stale = [[SYSTEM, bare]];
		gate.after = async (route) => {
			const webhooks = route === 'POST /session/webhook' ? stale.shift() : undefined;
			if (webhooks) await callApi(sandbox, 'POST /session/webhook', { webhooks });
		};
		await deactivate(placed);
		gate.close();
		expect(stale).toEqual([]);
		expect(await listed(sandbox)).toContainEqual(expect.objectContaining({ url: CRM.url, hmac }));
	});

	test('the window that remains: what comes between the list and the overwriting is not seen', async () => {
		const gate = await openGate(sandbox);
		const placed = place({ ...sandbox, webhookApiUrl: gate.webhookApiUrl });
		await activate(placed);
		const late = { url: 'https://late.example.com/hook', events: ['message'] };
		const between: string[] = [];
		gate.after = async (route) => await Promise.resolve(between.push(`after ${route}`));
		gate.before = async (route) => {
			between.push(`before ${route}`);
			if (route === 'POST /session/webhook') await callApi(sandbox, 'POST /webhook/set', late);
		};
		await deactivate(placed);
		gate.close();
		// Nothing else lies in it: the two calls follow each other at once.
		expect(between.slice(1, 3)).toEqual(['after GET /session/webhook', 'before POST /session/webhook']);
		expect(await listed(sandbox)).toEqual(others);
	});

	test('of two triggers at once leaves the others', async () => {
		const [one, two] = [place(sandbox), place(sandbox, {}, 'ffffffff-bbbb-4ccc-8ddd-eeeeeeeeeeee')];
		await Promise.all([activate(one), activate(two)]);
		expect(await listed(sandbox)).toHaveLength(4);
		await Promise.all([deactivate(one), activate(one, 'test'), deactivate(two)]);
		expect(await listed(sandbox)).toEqual([...others, entryOf(one, { url: urlOf(one, 'test') })]);
		await deactivate(one, 'test');
		expect(await listed(sandbox)).toEqual(others);
	});

	test('of a test leaves the production webhook, and the other way round', async () => {
		const placed = place(sandbox);
		await activate(placed);
		await activate(placed, 'test');
		await deactivate(placed, 'test');
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed)]);
		await activate(placed, 'test');
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed, { url: urlOf(placed, 'test') })]);
	});
});

describe('what cannot be done is said', () => {
	test('a plan without webhooks, with what to do by hand', async () => {
		const free = await startWawp({
			accounts: [
				{ accessToken: TOKEN, hasWebhooks: false, instances: [{ id: SHOP, phone: '447441429009' }] },
			],
		});
		const { message } = await failing(activate(place(free)));
		expect(message).toMatch(/plan of this Wawp account has no webhooks/);
		expect(message).toMatch(
			/set Registration in the Wawp Trigger to "Manual".*wawp\.net → Account → Connect/,
		);
		expect(message).not.toContain('tries again');
		await free.close();
	});

	test.each<[string, FaultEffect, RegExp]>([
		['is down', { kind: 'reset' }, /broke the connection/],
		['answers 503', { kind: 'status', status: 503 }, /A planned failure/],
		['shows a page', { kind: 'html', status: 200 }, /a page instead of data.*Webhook API URL/],
		['redirects', { kind: 'redirect', location: 'https://www.wawp.net/' }, /Wrong Webhook API URL/],
		[
			'refuses the token',
			{
				kind: 'status',
				status: 401,
				body: { code: 'invalid_access_token', message: `Token ${TOKEN} is wrong` },
			},
			/does not know this access token/,
		],
		[
			'has no such route',
			{ kind: 'status', status: 404, body: { code: 'rest_no_route', message: 'No route' } },
			/offers no webhooks.*version 2/,
		],
		[
			'repeats all that it got',
			{ kind: 'status', status: 400, body: { code: 'x', message: `no: ${TOKEN} ${SECRET} ${SHOP}` } },
			/\[hidden\]/,
		],
	])('an API that %s, without token, secret and instance', async (_, fault, said) => {
		for (const route of ['GET /v2/session/webhook', 'POST /v2/webhook/set']) {
			const placed = place(sandbox);
			sandbox.fail({ ...fault, route });
			const error = await failing(activate(placed));
			expect(error.message).toMatch(said);
			const all = `${JSON.stringify(error)} ${String(error.stack)} ${error.message} ${placed.logs.join()}`;
			for (const hidden of [TOKEN, SECRET, SHOP]) expect(all).not.toContain(hidden);
			sandbox.clearFaults();
		}
	});

	test('an API that is down while n8n starts: n8n tries again, and does so', async () => {
		const placed = place(sandbox);
		sandbox.fail({ route: '*', kind: 'reset' });
		const { message } = await failing(activate(placed, 'production', 'init'));
		expect(message).toContain('n8n tries again by itself');
		// n8n gives up where an error says this word.
		expect(message).not.toContain('Authorization');
		sandbox.clearFaults();
		expect(await activate(placed, 'production', 'init')).toBe(true);
		expect(await listed(sandbox)).toEqual([...others, entryOf(placed)]);
	});

	test('a deactivation that fails, which the next one makes good', async () => {
		const placed = place(sandbox);
		await activate(placed);
		sandbox.fail({ route: 'POST /v2/session/webhook', kind: 'status', status: 502, times: 1 });
		const { message } = await failing(deactivate(placed));
		expect(message).toMatch(/^The webhook could not be taken out at Wawp: .+/);
		expect(await listed(sandbox)).toHaveLength(3);
		await deactivate(placed);
		expect(await listed(sandbox)).toEqual(others);
	});

	test.each<[string, (placed: Placed, down: () => void) => Promise<unknown>]>([
		[
			'the end of a test',
			async (placed, down) => {
				await activate(placed, 'test');
				down();
				await deactivate(placed, 'test');
			},
		],
		[
			'a test that cannot begin',
			async (placed, down) => {
				down();
				await failing(activate(placed, 'test'));
			},
		],
	])('%s, in the log: n8n freezes where taking out a test webhook throws', async (_title, test) => {
		const placed = place(sandbox);
		await test(placed, () => sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'status', status: 401 }));
		const said = /^\["Wawp Trigger: The webhook could not be taken out at Wawp/;
		expect(placed.logs).toEqual([expect.stringMatching(said)]);
		expect(placed.logs.join()).not.toContain(TOKEN);
		await failing(deactivate(placed));
	});

	test('an activation that fails half-way leaves nothing behind', async () => {
		const placed = place(sandbox);
		sandbox.fail({ route: 'POST /v2/webhook/set', kind: 'status', status: 502, after: true, times: 1 });
		await failing(activate(placed));
		expect(await listed(sandbox)).toEqual(others);
	});

	test.each<[string, (placed: Placed) => void, RegExp]>([
		['no credential', (placed) => void (placed.credential = undefined), /needs a Wawp credential/],
		[
			'no instance',
			(placed) => void (placed.credential = { ...placed.credential, instanceId: ' ' }),
			/No Wawp instance is chosen/,
		],
		[
			'an address that is none',
			(placed) =>
				void (placed.credential = { ...placed.credential, webhookApiUrl: 'http://api.wawp.net/v2' }),
			/"Webhook API URL": expected https/,
		],
	])('%s', async (_, change, said) => {
		const placed = place(sandbox);
		change(placed);
		expect((await failing(activate(placed))).message).toMatch(said);
		expect(sandbox.requests).toEqual([]);
	});

	test('an n8n that Wawp cannot reach', async () => {
		for (const base of ['http://n8n.example.com', 'https://localhost:5678', 'https://192.168.1.7']) {
			const placed = place({ baseUrl: '', webhookApiUrl: 'https://api.wawp.invalid/v2' });
			placed.base = base;
			const { message } = await failing(activate(placed));
			expect(message).toMatch(/Wawp cannot reach this n8n at http.*Set WEBHOOK_URL/);
		}
	});
});
