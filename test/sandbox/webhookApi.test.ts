import { request } from 'undici';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { loadContract } from '../../sandbox/world';
import { ACCOUNTS, control, FOREIGN, GOWS, OTHER_TOKEN, startReceiver, TOKEN } from './client';

const SYSTEM = 'https://api.wawp.net/system/inbox';
const CRM = 'https://crm.example.com/hook';
const SECRET = 'a webhook secret';

let sandbox: Sandbox;
beforeEach(async () => {
	const [own, other] = ACCOUNTS;
	const [first, ...rest] = own?.instances ?? [];
	const webhooks = [
		{ url: SYSTEM, events: ['message'], isSystem: true },
		{ url: CRM, events: ['message'], secret: SECRET, retry: { attempts: 3, delayMs: 1000 } },
	];
	sandbox = await startSandbox({
		accounts: [
			{ accessToken: TOKEN, instances: [{ id: GOWS, phone: '447441429009', ...first, webhooks }, ...rest] },
			{ accessToken: OTHER_TOKEN, instances: other?.instances ?? [], hasWebhooks: false },
		],
	});
});
afterEach(() => sandbox.close());

async function call(route: string, body?: object, token = TOKEN, instance = GOWS) {
	const [method = '', path = ''] = route.split(' ');
	const query = new URLSearchParams({ access_token: token, instance_id: instance });
	const answer = await request(`${sandbox.webhookApiUrl}${path}?${query.toString()}`, {
		method: method as 'GET',
		headers: { 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
	return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

async function listed(): Promise<Record<string, unknown>[]> {
	const { body } = await call('GET /session/webhook');
	const contract = await loadContract('wawpV2');
	expect(contract.validateResponse(body, 'getWebhooks', 200).errors).toBeNull();
	return body['webhooks'] as Record<string, unknown>[];
}

const system = { url: SYSTEM, events: ['message'], is_active: 1 };
const crm = {
	url: CRM,
	events: ['message'],
	is_active: 1,
	hmac: SECRET,
	retries: { delay: 1, attempts: 3 },
};

it('lists all webhooks, the system webhook among them', async () => {
	expect(await listed()).toEqual([system, crm]);
	const { body } = await call('GET /session/webhook');
	expect(body['systemConfig']).toEqual({ url: SYSTEM, events: ['message'] });
});

it('an upsert adds one or changes what it gives, and touches no other', async () => {
	const added = await call('POST /webhook/set', {
		url: 'https://n8n.example.com/a',
		events: ['call.received'],
	});
	expect(added).toMatchObject({ status: 200, body: { success: true } });
	await call('POST /webhook/set', { url: CRM, events: ['message', 'message.ack'] });
	expect(await listed()).toEqual([
		system,
		{ ...crm, events: ['message', 'message.ack'] },
		{ url: 'https://n8n.example.com/a', events: ['call.received'], is_active: 1 },
	]);
});

it('an update changes only one that is there', async () => {
	expect(await call('PATCH /webhook/update', { url: CRM, is_active: 0, name: 'CRM' })).toMatchObject({
		status: 200,
	});
	expect((await listed())[1]).toEqual({ ...crm, is_active: 0, name: 'CRM' });
	const unknown = await call('PATCH /webhook/update', { url: 'https://n8n.example.com/a', is_active: 0 });
	expect(unknown).toMatchObject({ status: 404, body: { code: 'webhook_not_found' } });
});

it('the list call overwrites: what is left out is gone', async () => {
	expect(
		(await call('POST /session/webhook', { webhooks: [{ url: CRM, events: ['message'] }] })).status,
	).toBe(200);
	expect(await listed()).toEqual([{ url: CRM, events: ['message'], is_active: 1 }]);
	await call('POST /session/webhook', { webhooks: [] });
	expect(await listed()).toEqual([]);
});

it.each([
	['another account', 'wrong', GOWS, 401, 'invalid_access_token'],
	['an instance of somebody else', TOKEN, FOREIGN, 404, 'invalid_instance'],
	['the free plan', OTHER_TOKEN, FOREIGN, 403, 'subscription_required'],
])('refuses %s', async (_, token, instance, status, code) => {
	for (const route of ['GET /session/webhook', 'POST /webhook/set']) {
		const body = route.startsWith('GET') ? undefined : { url: CRM, events: ['message'] };
		expect(await call(route, body, token, instance)).toMatchObject({ status, body: { code } });
	}
});

it.each<[string, object]>([
	['no events', { url: CRM }],
	['no URL', { events: ['message'] }],
	['an unknown field', { url: CRM, events: ['message'], secret: 'x' }],
	['what is no address', { url: 'n8n', events: ['message'] }],
])('refuses %s', async (_, body) => {
	expect((await call('POST /webhook/set', body)).status).toBe(400);
	expect(await listed()).toEqual([system, crm]);
});

it('can be made to fail like any other route', async () => {
	sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'status', status: 502, times: 1 });
	expect((await call('GET /session/webhook')).status).toBe(502);
	expect(sandbox.requests.at(-1)).toMatchObject({ service: 'wawpV2', path: '/session/webhook' });
});

it('every webhook gets its events, with its secret; the system webhook and one switched off get none', async () => {
	const [one, two] = [await startReceiver(), await startReceiver()];
	await call('POST /session/webhook', {
		webhooks: [
			system,
			{ url: one.url, events: ['message'], hmac: SECRET },
			{ url: two.url, events: ['message', 'message.ack'] },
			{ url: `${two.url}/off`, events: ['message'], is_active: 0 },
		],
	});
	await sandbox.emit(GOWS, 'message');
	await sandbox.emit(GOWS, 'message.ack');
	const events = (receiver: typeof one) => receiver.deliveries.map(({ body }) => body['event']);
	expect([events(one), events(two)]).toEqual([['message'], ['message', 'message.ack']]);
	expect(one.deliveries[0]?.headers).toHaveProperty('x-webhook-hmac');
	expect(two.deliveries[0]?.headers).not.toHaveProperty('x-webhook-hmac');
	expect(sandbox.webhookLog).toHaveLength(3);
	one.close();
	two.close();
});

it('the dashboard has one of them, and the page adds and takes out others', async () => {
	await control(sandbox, `PUT /instances/${GOWS}/webhook`, { url: 'https://a.example.com/1' });
	await control(sandbox, `PUT /instances/${GOWS}/webhook`, { url: 'https://a.example.com/2' });
	await control(sandbox, `POST /instances/${GOWS}/webhooks`, { url: 'https://b.example.com/1' });
	const urls = async () => (await listed()).map(({ url }) => url);
	expect(await urls()).toEqual([SYSTEM, CRM, 'https://a.example.com/2', 'https://b.example.com/1']);
	const gone = await control(sandbox, `DELETE /instances/${GOWS}/webhooks`, { url: CRM });
	expect(gone.status).toBe(200);
	expect((await control(sandbox, `DELETE /instances/${GOWS}/webhooks`, { url: CRM })).status).toBe(404);
	await control(sandbox, `PUT /instances/${GOWS}/webhook`, { url: '' });
	expect(await urls()).toEqual([SYSTEM, 'https://b.example.com/1']);
});
