import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signBody, startSandbox } from '../../sandbox';
import type { DeliveryFault, Sandbox } from '../../sandbox';
import { ACCOUNTS, control, GOWS, until } from './client';

const SECRET = 'a secret of the tests';

interface Arrival {
	raw: string;
	headers: IncomingHttpHeaders;
	at: number;
}

let sandbox: Sandbox;
let arrivals: Arrival[];
let close: () => void;

beforeEach(async () => {
	arrivals = [];
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			arrivals.push({ raw: Buffer.concat(chunks).toString(), headers: incoming.headers, at: Date.now() });
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	close = () => {
		server.close();
		server.closeAllConnections();
	};
	const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
	sandbox = await startSandbox({ accounts: ACCOUNTS, webhookRetry: { attempts: 4, delayMs: 10 } });
	await control(sandbox, `POST /instances/${GOWS}/webhooks`, { url, secret: SECRET });
});
afterEach(async () => {
	close();
	await sandbox.close();
});

const idOf = ({ raw }: Arrival) => (JSON.parse(raw) as { id: string }).id;
const isSigned = ({ raw, headers }: Arrival) => headers['x-webhook-hmac'] === signBody(raw, SECRET);

/** The arrivals of one event with this fault. */
async function arrived(fault: DeliveryFault): Promise<Arrival[]> {
	sandbox.failDelivery({ ...fault, times: 1 });
	await sandbox.emit(GOWS, 'message');
	return arrivals;
}

it('duplicate: the same event again', async () => {
	const all = await arrived({ kind: 'duplicate', copies: 3 });
	expect(all).toHaveLength(4);
	expect(new Set(all.map(idOf)).size).toBe(1);
	await sandbox.emit(GOWS, 'message');
	expect(arrivals).toHaveLength(5);
});

it('reorder: after the next one', async () => {
	sandbox.failDelivery({ kind: 'reorder', times: 1 });
	const first = sandbox.emit(GOWS, 'message');
	const second = await sandbox.emit(GOWS, 'message');
	const { id } = await first;
	expect(arrivals.map(idOf)).toEqual([second.id, id]);
});

it('delay: later', async () => {
	const began = Date.now();
	const [late] = await arrived({ kind: 'delay', ms: 300 });
	expect((late?.at ?? 0) - began).toBeGreaterThanOrEqual(290);
});

it('retry: again, though it was taken', async () => {
	const all = await arrived({ kind: 'retry', answers: 2 });
	expect(new Set(all.map(idOf)).size).toBe(1);
	expect(sandbox.webhookLog.map(({ attempt, status, fault }) => [attempt, status, fault])).toEqual([
		[1, 200, 'retry'],
		[2, 200, 'retry'],
		[3, 200, 'retry'],
	]);
});

it.each<[DeliveryFault, (arrival: Arrival) => void]>([
	[
		{ kind: 'wrongSignature' },
		(one) => {
			expect(one.headers['x-webhook-hmac']).toMatch(/^[0-9a-f]{128}$/);
			expect(isSigned(one)).toBe(false);
		},
	],
	[
		{ kind: 'truncated' },
		(one) => {
			expect(() => JSON.parse(one.raw) as unknown).toThrow();
			expect(one.raw.length).toBeGreaterThan(100);
		},
	],
	[
		{ kind: 'large', bytes: 3_000_000 },
		(one) => {
			expect(one.raw.length).toBeGreaterThan(3_000_000);
			expect(isSigned(one)).toBe(true);
		},
	],
	[
		{ kind: 'wrongType', contentType: 'application/xml' },
		(one) => {
			expect(one.headers['content-type']).toBe('application/xml');
			expect(isSigned(one)).toBe(true);
		},
	],
	[
		{ kind: 'deepJson', depth: 5000 },
		(one) => {
			expect(one.raw).toContain('['.repeat(5000));
			expect(idOf(one)).toMatch(/^evt_/);
			expect(isSigned(one)).toBe(true);
		},
	],
])('$kind', async (fault, check) => {
	const [one, ...more] = await arrived(fault);
	expect(more).toEqual([]);
	check(one as Arrival);
	await sandbox.emit(GOWS, 'message');
	const next = arrivals[1] as Arrival;
	expect([isSigned(next), next.headers['content-type'], next.raw.length < 10_000]).toEqual([
		true,
		'application/json',
		true,
	]);
});

it('is planned, listed and taken back by endpoints; of one event only, where it says so', async () => {
	const planned = await control(sandbox, 'POST /deliveries/faults', {
		kind: 'duplicate',
		event: 'message.ack',
		times: 2,
	});
	expect(planned).toMatchObject({ status: 201, body: { faults: [{ id: 1, kind: 'duplicate', left: 2 }] } });
	await sandbox.emit(GOWS, 'message');
	await sandbox.emit(GOWS, 'message.ack');
	expect(arrivals).toHaveLength(3);
	const { body } = await control(sandbox, 'GET /state');
	expect(body['deliveryFaults']).toMatchObject([{ id: 1, left: 1 }]);
	expect((await control(sandbox, 'DELETE /deliveries/faults/1')).body).toEqual({ faults: [] });
	expect((await control(sandbox, 'DELETE /deliveries/faults/1')).status).toBe(404);
	expect((await control(sandbox, 'POST /deliveries/faults', { kind: 'explode' })).status).toBe(400);
	await control(sandbox, 'POST /deliveries/faults', { kind: 'delay', ms: 60_000 });
	expect((await control(sandbox, 'DELETE /deliveries/faults')).body).toEqual({ faults: [] });
});

it('happens at its rate, the same for the same seed', async () => {
	sandbox.failDelivery({ kind: 'duplicate', rate: 0.3 });
	for (let count = 0; count < 60; count += 1) await sandbox.emit(GOWS, 'message');
	expect(arrivals.length).toBeGreaterThan(60 + 8);
	expect(arrivals.length).toBeLessThan(60 + 30);
});

it('a webhook may have its own number of attempts and back-off', async () => {
	// Nothing listens on the port for discarded messages.
	const url = 'http://127.0.0.1:9/hook';
	await control(sandbox, `POST /instances/${GOWS}/webhooks`, {
		url,
		events: ['message.ack'],
		retry: { attempts: 3, delayMs: 100, policy: 'exponential' },
	});
	const began = Date.now();
	void sandbox.emit(GOWS, 'message.ack');
	const tries = () => sandbox.webhookLog.filter((attempt) => attempt.url === url);
	await until(() => tries().length === 3);
	expect(Date.now() - began).toBeGreaterThanOrEqual(290);
});
