import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { signBody, startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ACCOUNTS, call, control, GOWS, SCANNING, startReceiver, STOPPED, until } from './client';
import type { Delivery } from './client';

const SECRET = 'a secret of the tests';
let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

async function begin(answers?: number[], settings: object = {}, delayMs = 10): Promise<void> {
	sandbox = await startSandbox({
		accounts: ACCOUNTS,
		startingMs: 1000,
		webhookRetry: { attempts: 4, delayMs },
	});
	receiver = await startReceiver(answers);
	for (const instance of [GOWS, SCANNING, STOPPED]) {
		const url = `${receiver.url}?key=${SECRET}`;
		await control(sandbox, `PUT /instances/${instance}/webhook`, { url, ...settings });
	}
}

async function end(): Promise<void> {
	receiver.close();
	await sandbox.close();
}

function only(event: string): Delivery[] {
	return receiver.deliveries.filter(({ body }) => body['event'] === event);
}

it('the signature is the published one', () => {
	expect(signBody('{"event":"message","session":"default","engine":"WEBJS"}', 'my-secret-key')).toBe(
		'208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89',
	);
});

describe('a delivery', () => {
	afterEach(end);

	it('has the documented envelope and headers, signed over the raw body', async () => {
		await begin([200], { secret: SECRET });
		const envelope = await sandbox.emit(GOWS, 'message', { body: 'Grüße 🎉' });
		const [delivery] = receiver.deliveries;
		expect(delivery?.body).toEqual(envelope);
		expect(envelope).toMatchObject({
			id: expect.stringMatching(/^evt_[0-9a-z]{26}$/) as string,
			event: 'message',
			session: 'Shop',
			metadata: { instance_id: GOWS },
			me: { id: '447441429009@c.us', pushName: 'Shop' },
			payload: { body: 'Grüße 🎉' },
			engine: 'GOWS',
			environment: { engine: 'GOWS' },
		});
		const { headers, raw } = delivery as Delivery;
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': expect.stringMatching(/^WAHA\//) as string,
			'x-webhook-request-id': expect.stringMatching(/^[0-9A-Z]{26}$/) as string,
			'x-webhook-hmac-algorithm': 'sha512',
			'x-webhook-hmac': createHmac('sha512', SECRET).update(raw).digest('hex'),
		});
		expect(Math.abs(Number(headers['x-webhook-timestamp']) - Date.now())).toBeLessThan(5000);
		expect(Math.abs(envelope.timestamp - Number(headers['x-webhook-timestamp']))).toBeLessThan(1000);
	});

	it('has no signature without a secret', async () => {
		await begin();
		await sandbox.emit(GOWS, 'message');
		expect(Object.keys(receiver.deliveries[0]?.headers ?? {})).not.toContain('x-webhook-hmac');
	});

	it('is repeated until a 2xx, with the same event id, each attempt logged', async () => {
		await begin([500, 401, 202]);
		const { id } = await sandbox.emit(GOWS, 'message');
		expect(receiver.deliveries.map(({ body }) => body['id'])).toEqual([id, id, id]);
		expect(sandbox.webhookLog.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 401],
			[3, 202],
		]);
		expect(JSON.stringify(sandbox.webhookLog)).not.toContain('key=');
		expect(sandbox.webhookLog[0]).toMatchObject({ event: 'message', eventId: id, url: receiver.url });
	});

	it('ends after the last attempt when nobody listens', async () => {
		await begin();
		receiver.close();
		await sandbox.emit(GOWS, 'message');
		expect(sandbox.webhookLog.map(({ nextAt }) => nextAt !== undefined)).toEqual([true, true, true, false]);
		expect(sandbox.webhookLog.map(({ attempt, error }) => [attempt, error])).toEqual(
			[1, 2, 3, 4].map((attempt) => [attempt, 'ECONNREFUSED']),
		);
	});

	it('is tried again later and later, and its line says when, and what the receiver answered', async () => {
		sandbox = await startSandbox({ accounts: ACCOUNTS });
		const said = [
			JSON.stringify({ status: 401, message: `Not from Wawp: "${SECRET}"`, hint: 'Enter the right one.' }),
			`<h1>Not found</h1>${' '.repeat(99)}<p>${'no '.repeat(999)}</p>`,
			'',
		];
		receiver = await startReceiver([401, 404, 200], said);
		await control(sandbox, `PUT /instances/${GOWS}/webhook`, { url: receiver.url, secret: SECRET });
		await sandbox.emit(GOWS, 'message');
		const [first, second, third] = sandbox.webhookLog;
		const pauses = [first, second].map((line) => (line?.nextAt ?? 0) - (line?.at ?? 0) - (line?.ms ?? 0));
		expect(pauses.map((ms) => Math.round(ms / 100))).toEqual([20, 40]);
		expect(first?.answer).toBe('Not from Wawp: "…" Enter the right one.');
		expect(second?.answer).toMatch(/^Not found no no/);
		expect(second?.answer?.length).toBe(300);
		expect([third?.status, third?.answer, third?.nextAt]).toEqual([200, undefined, undefined]);
	});

	it('is not tried again once its webhook is taken out', async () => {
		await begin([500], {}, 300);
		const sent = sandbox.emit(GOWS, 'message');
		await until(() => sandbox.webhookLog.length === 1);
		await control(sandbox, `DELETE /instances/${GOWS}/webhooks`, { url: receiver.url });
		await sent;
		expect(sandbox.webhookLog).toHaveLength(1);
	});

	it('is made only for the chosen events', async () => {
		await begin([200], { events: ['message'] });
		await sandbox.emit(GOWS, 'message.ack');
		await sandbox.emit(GOWS, 'message');
		expect(receiver.deliveries.map(({ body }) => body['event'])).toEqual(['message']);
	});

	it('does not hold up the answers of the API', async () => {
		await begin([500], {}, 60_000);
		expect((await call(sandbox, 'POST /status/text', { query: { text: 'Hello' } })).status).toBe(200);
		await until(() => sandbox.webhookLog.length === 1);
	});
});

describe('events', () => {
	afterEach(end);

	it('each documented one has a sample of its own', async () => {
		await begin();
		const { body } = await control(sandbox, 'GET /state');
		const names = body['events'] as string[];
		const folder = path.join(__dirname, '../events');
		const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.includes('.flat'));
		// By the names that Wawp sends: a contact's status is a message.
		const documented = files.map((file) => {
			return (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { event: string }).event;
		});
		expect([...names].sort()).toEqual([...new Set(documented)].sort());
		for (const name of names) await sandbox.emit(GOWS, name);
		expect(receiver.deliveries.map((delivery) => delivery.body['event'])).toEqual(names);
		for (const delivery of receiver.deliveries) {
			expect(Object.keys(delivery.body['payload'] as object).length).toBeGreaterThan(1);
		}
		await expect(sandbox.emit(GOWS, 'message.unknown')).rejects.toThrow('message.unknown');
		await expect(sandbox.emit('NOBODY', 'message')).rejects.toThrow('no such instance');
	});

	it('a control sends a message with these words, and shows no token', async () => {
		await begin();
		const answer = await control(sandbox, `POST /instances/${GOWS}/events`, {
			event: 'message',
			text: 'status: hi',
		});
		expect(answer.status).toBe(202);
		expect(answer.body).not.toHaveProperty('metadata');
		expect(answer.body['receivers']).toBe(1);
		await until(() => receiver.deliveries.length === 1);
		expect(receiver.deliveries[0]?.body).toMatchObject({
			id: answer.body['id'],
			payload: { body: 'status: hi', fromMe: false, _data: { Message: { conversation: 'status: hi' } } },
		});
	});

	it('every change of state is told', async () => {
		await begin();
		await call(sandbox, 'POST /session/start', { instance: STOPPED });
		sandbox.clock.advance(1000);
		await control(sandbox, `POST /instances/${SCANNING}/scan`);
		await control(sandbox, `POST /instances/${GOWS}/disconnect`);
		await until(() => receiver.deliveries.length === 4);
		const told = only('session.status').map(({ body }) => (body['payload'] as { status: string }).status);
		expect(told.sort()).toEqual(['FAILED', 'STARTING', 'WORKING', 'WORKING']);
		const failed = only('session.status').find(({ body }) => body['session'] === 'Shop')?.body;
		expect(failed?.['payload']).toMatchObject({
			statuses: [{ status: 'WORKING' }, { status: 'FAILED', timestamp: expect.any(Number) as number }],
		});
	});

	it('a post comes back as message.any, a view as message.ack', async () => {
		await begin();
		await call(sandbox, 'POST /status/text', { query: { text: 'Hello' } });
		await until(() => receiver.deliveries.length === 1);
		const [status] = sandbox.statuses(GOWS);
		expect(only('message.any')[0]?.body['payload']).toMatchObject({
			id: status?.messageId,
			fromMe: true,
			source: 'api',
			from: 'status@broadcast',
			to: 'status@broadcast',
			body: 'Hello',
		});
		const viewer = '4915550100456@c.us';
		await control(sandbox, `POST /instances/${GOWS}/statuses/${status?.id ?? ''}/view`, { viewer });
		await until(() => receiver.deliveries.length === 2);
		expect(only('message.ack')[0]?.body['payload']).toMatchObject({
			id: status?.messageId,
			participant: viewer,
			ackName: 'READ',
		});
		expect(status?.views).toEqual([{ viewer, at: expect.any(Number) as number }]);
	});
});
