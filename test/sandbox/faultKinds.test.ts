import { startSandbox } from '../../sandbox';
import type { FaultEffect, Sandbox } from '../../sandbox';
import { ACCOUNTS, GOWS, TOKEN } from './client';
import { arrivalOf } from './wire';
import type { Arrival } from './wire';

const ROUTE = 'POST /status/text';
const ID = /"id":"true_status@broadcast_/;

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterEach(() => sandbox.close());

type Body = Record<string, unknown>;
type Fault = FaultEffect & { after?: boolean };

function post(instance = GOWS, patienceMs?: number): Promise<Arrival> {
	const url = `${sandbox.baseUrl}/status/text?access_token=${TOKEN}&instance_id=${instance}`;
	return arrivalOf('POST', url, { text: 'Open until eight' }, patienceMs);
}

/** One call that the fault happens to. */
function failed(fault: Fault, patienceMs?: number): Promise<Arrival> {
	sandbox.fail({ route: ROUTE, times: 1, ...fault });
	return post(GOWS, patienceMs);
}

function bodyOf({ text }: Arrival): Body {
	return JSON.parse(text) as Body;
}

/** Ledger and feed must agree on how often the work was done. */
function expectWork(times: number): void {
	expect([sandbox.ledger.length, sandbox.statuses().length]).toEqual([times, times]);
}

describe('whether the work is done is told by the ledger', () => {
	it.each<[Fault, boolean]>([
		[{ kind: 'latency', ms: 1 }, true],
		[{ kind: 'status', status: 500 }, false],
		[{ kind: 'status', status: 500, after: true }, true],
		[{ kind: 'redirect', location: '/elsewhere' }, false],
		[{ kind: 'redirect', location: '/elsewhere', after: true }, true],
		[{ kind: 'reset' }, false],
		[{ kind: 'reset', after: true }, true],
		[{ kind: 'resetAfter' }, true],
		[{ kind: 'hang' }, false],
		[{ kind: 'hang', after: true }, true],
		[{ kind: 'half' }, true],
		[{ kind: 'half', after: false }, false],
		[{ kind: 'drip', bytes: 400, everyMs: 1 }, true],
		[{ kind: 'drip', bytes: 400, everyMs: 1, after: false }, false],
		[{ kind: 'html' }, false],
		[{ kind: 'html', after: true }, true],
		[{ kind: 'wrongJson' }, true],
		[{ kind: 'wrongJson', after: false }, false],
		[{ kind: 'errorIn2xx' }, false],
		[{ kind: 'errorIn2xx', after: true }, true],
		[{ kind: 'noEvidence' }, true],
		[{ kind: 'noEvidence', after: false }, false],
		[{ kind: 'queued' }, true],
		[{ kind: 'queued', after: false }, false],
		[{ kind: 'tooMany', retryAfter: 1 }, false],
		[{ kind: 'tooMany', retryAfter: 1, after: true }, true],
		[{ kind: 'sessionDrops' }, false],
		[{ kind: 'sessionDrops', after: true }, true],
		[{ kind: 'restricted' }, false],
		[{ kind: 'restricted', after: true }, true],
	])('%j', async (fault, isDone) => {
		const { end } = await failed(fault, fault.kind === 'hang' ? 500 : undefined);
		expect(end === 'nothing yet').toBe(fault.kind === 'hang');
		expectWork(isDone ? 1 : 0);
		expect(sandbox.ledger.map((entry) => entry.fault)).toEqual(isDone ? [fault.kind] : []);
	});
});

describe('what arrives', () => {
	it('late: the ordinary answer, when its time has come', async () => {
		const late = await failed({ kind: 'latency', ms: 200 });
		expect(late).toMatchObject({ status: 200, end: 'whole', text: expect.stringMatching(ID) as string });
		expect(late.ms).toBeGreaterThanOrEqual(195);
	});

	it('late, after the work: a caller that gives up has posted all the same', async () => {
		const { end } = await failed({ kind: 'latency', ms: 60_000, after: true }, 500);
		expect(end).toBe('nothing yet');
		expectWork(1);
	});

	it('a lateness on the clock of the sandbox', async () => {
		const waiting = failed({ kind: 'latency', ms: 3_600_000 });
		const stepping = setInterval(() => sandbox.clock.advance(3_600_000), 50);
		expect((await waiting).status).toBe(200);
		clearInterval(stepping);
	});

	it('a status with body and headers', async () => {
		const fault = { kind: 'status', status: 418, body: { a: 1 }, headers: { 'x-hint': 'tea' } } as const;
		const { status, headers, text } = await failed(fault);
		expect([status, headers['x-hint'], text]).toEqual([418, 'tea', '{"a":1}']);
		const plain = await failed({ kind: 'status', status: 400, body: 'no', contentType: 'text/plain' });
		expect([plain.headers['content-type'], plain.text]).toEqual(['text/plain; charset=utf-8', 'no']);
	});

	it('a redirect, permanent by default', async () => {
		const moved = await failed({ kind: 'redirect', location: 'https://example.com/x' });
		expect([moved.status, moved.headers.location]).toEqual([301, 'https://example.com/x']);
		expect((await failed({ kind: 'redirect', location: '/x', status: 307 })).status).toBe(307);
	});

	it('nothing but the end of the connection', async () => {
		expect(await failed({ kind: 'reset' })).toMatchObject({ status: 0, end: 'reset' });
		expect(await failed({ kind: 'resetAfter' })).toMatchObject({ status: 0, end: 'reset' });
		expect(sandbox.requests.map(({ status }) => status)).toEqual([0, 0]);
	});

	it.each([true, false])('half of what content-length says (after: %s)', async (after) => {
		const { status, headers, text, end } = await failed({ kind: 'half', after });
		expect([status, end]).toEqual([200, 'cut']);
		expect(text).toMatch(/^\{"id":"true_/);
		expect(text.length).toBe(Math.floor(Number(headers['content-length']) / 2));
	});

	it('an answer that drips, whole in the end', async () => {
		const { text, headers, pieces, end, ms } = await failed({ kind: 'drip', bytes: 300, everyMs: 20 });
		expect([end, text.length]).toEqual(['whole', Number(headers['content-length'])]);
		expect(text).toMatch(ID);
		expect(pieces).toBe(Math.ceil(text.length / 300));
		expect(ms).toBeGreaterThanOrEqual((pieces - 1) * 19);
	});

	it.each([
		[{ kind: 'html' }, 502, '502 Bad Gateway'],
		[{ kind: 'html', status: 504 }, 504, '504 Gateway Timeout'],
		[{ kind: 'html', status: 200 }, 200, 'Log In'],
	] as const)('a page: %j', async (fault, expected, title) => {
		const { status, headers, text } = await failed(fault);
		expect([status, headers['content-type']]).toEqual([expected, 'text/html; charset=utf-8']);
		expect(text).toContain(`<title>${title}</title>`);
	});

	it.each(['warning', 'cut'] as const)('JSON by its label only: %s', async (form) => {
		const { status, headers, text, end } = await failed({ kind: 'wrongJson', form });
		expect([status, end]).toEqual([200, 'whole']);
		expect(headers['content-type']).toBe('application/json; charset=utf-8');
		expect(Number(headers['content-length'])).toBe(text.length);
		expect(() => JSON.parse(text) as unknown).toThrow();
		expect(text).toMatch(
			form === 'warning' ? /^<br \/>\n<b>Warning<\/b>: .*\n\{"id":"true_/ : /^\{"id":"true_/,
		);
	});

	it('200 with an error', async () => {
		const arrival = await failed({ kind: 'errorIn2xx', code: 'proxy_error', message: 'No.' });
		expect(arrival.status).toBe(200);
		expect(bodyOf(arrival)).toEqual({ code: 'proxy_error', message: 'No.', data: { status: 200 } });
	});

	it.each([
		[undefined, '{}'],
		[{}, '{}'],
		[[], '[]'],
		[null, 'null'],
		['', ''],
		[{ sent: true }, '{"sent":true}'],
	])('200 without evidence: %j', async (body, expected) => {
		const { status, text, end } = await failed({ kind: 'noEvidence', body });
		expect([status, text, end]).toEqual([200, expected, 'whole']);
	});

	it('200 for what waits in a queue', async () => {
		const id = expect.stringMatching(/^[\da-f-]{36}$/) as string;
		expect(bodyOf(await failed({ kind: 'queued' }))).toEqual({ code: 'success', job_id: id });
		expect(bodyOf(await failed({ kind: 'queued', form: 'status' }))).toEqual({ status: 'queued' });
	});

	it.each([30, 'Wed, 21 Oct 2026 07:28:00 GMT'])('429 with Retry-After %s', async (retryAfter) => {
		const { status, headers } = await failed({ kind: 'tooMany', retryAfter });
		expect([status, headers['retry-after']]).toEqual([429, String(retryAfter)]);
	});

	it('error 463 in the message, or as the status too', async () => {
		const engine = await failed({ kind: 'restricted' });
		const message = '2 UNKNOWN: server returned error 463';
		expect([engine.status, bodyOf(engine)['message']]).toEqual([500, message]);
		const http = await failed({ kind: 'restricted', status: 463, message: 'Restricted' });
		expect([http.status, bodyOf(http)['message']]).toEqual([463, 'Restricted']);
	});
});

describe('a session that drops', () => {
	const statusOf = async (): Promise<unknown> => {
		const url = `${sandbox.baseUrl}/session/info?access_token=${TOKEN}&instance_id=${GOWS}`;
		return bodyOf(await arrivalOf('GET', url))['status'];
	};

	it.each(['FAILED', 'STOPPED', 'SCAN_QR_CODE'] as const)('to %s refuses the call', async (to) => {
		const arrival = await failed({ kind: 'sessionDrops', to });
		expect(arrival.status).toBe(422);
		expect(bodyOf(arrival)['message']).toContain(`status is ${to}, expected WORKING`);
		expect(await statusOf()).toBe(to);
		expect((await post()).status).toBe(422);
		expect(sandbox.statuses()).toEqual([]);
	});

	it('after the work refuses what it did', async () => {
		expect((await failed({ kind: 'sessionDrops', after: true })).status).toBe(422);
		expectWork(1);
		expect(await statusOf()).toBe('FAILED');
	});

	it('of a number that is not there leaves all sessions alone', async () => {
		for (const after of [true, false]) {
			sandbox.fail({ route: ROUTE, times: 1, kind: 'sessionDrops', after });
			expect((await post('NOBODY')).status).toBe(404);
		}
		expect(await statusOf()).toBe('WORKING');
	});
});

it('a call that the service refuses stays refused where the work would come first', async () => {
	sandbox.fail({ route: ROUTE, kind: 'noEvidence' });
	expect((await post('NOBODY')).status).toBe(404);
	expect((await post()).text).toBe('{}');
	expectWork(1);
});

it('an example without work is the one of the contract, and a call of no route has none', async () => {
	sandbox.fail({ route: '*', kind: 'half', after: false });
	const { status, text } = await arrivalOf('GET', `${sandbox.baseUrl}/nothing`);
	expect([status, text]).toEqual([404, expect.stringContaining('rest_no_route')]);
});
