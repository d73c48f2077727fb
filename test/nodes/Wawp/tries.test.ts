import type { FaultEffect, Sandbox } from '../../../sandbox';
import { ledgerOf, runWawp, startWawp } from './account';

let sandbox: Sandbox;
/** How much the ledger held before the test. */
let start: number;
beforeAll(async () => {
	sandbox = await startWawp();
});
beforeEach(() => {
	sandbox.clearFaults();
	sandbox.requests.length = 0;
	start = sandbox.ledger.length;
});
afterAll(async () => await sandbox.close());

const MONA = { __rl: true, mode: 'id', value: '201001234567@c.us' };
const status = (number: number): FaultEffect => ({ kind: 'status', status: number, body: {} });

const read = async (options = {}) => await runWawp(sandbox, 'session', 'getMe', { options });
const send = async (options = {}) =>
	await runWawp(sandbox, 'message', 'sendText', { chatId: MONA, text: 'Hi', options });

describe('a read is tried again', () => {
	it.each<[string, FaultEffect]>([
		['429', { kind: 'tooMany', retryAfter: 1 }],
		['502', status(502)],
		['503', status(503)],
		['504', status(504)],
		['a broken connection', { kind: 'reset' }],
	])('after %s', async (_title, effect) => {
		sandbox.fail({ route: '*', times: 2, ...effect });
		const { error } = await read();
		expect(error).toBeUndefined();
		expect(sandbox.requests).toHaveLength(3);
	});

	it('after a time-out', async () => {
		sandbox.fail({ route: '*', kind: 'hang', times: 1 });
		expect((await read({ timeout: 1 })).error).toBeUndefined();
	});

	it('as often as the option says', async () => {
		sandbox.fail({ route: '*', ...status(503) });
		await read({ retries: 0 });
		expect(sandbox.requests).toHaveLength(1);
		await read({ retries: 1 });
		expect(sandbox.requests).toHaveLength(3);
	});

	it.each([400, 401, 404, 500])('not after %d', async (number) => {
		sandbox.fail({ route: '*', ...status(number) });
		await read();
		expect(sandbox.requests).toHaveLength(1);
	});

	it('not when the API asks to wait longer than a minute, which the error tells', async () => {
		sandbox.fail({ route: '*', kind: 'tooMany', retryAfter: 120 });
		const { outputs } = await runWawp(sandbox, 'session', 'getMe', {}, { onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.details).toMatchObject({ httpStatus: 429, retryAfter: 120 });
		expect(sandbox.requests).toHaveLength(1);
	});

	it('no sooner than the API asks', async () => {
		sandbox.fail({ route: '*', kind: 'tooMany', retryAfter: 2, times: 1 });
		const start = Date.now();
		await read();
		expect(Date.now() - start).toBeGreaterThanOrEqual(2000);
	});
});

describe('a send is tried again', () => {
	it('after 429, and sent once', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'tooMany', retryAfter: 1, times: 1 });
		const { error } = await send();
		expect(error).toBeUndefined();
		expect(ledgerOf(sandbox, 'POST /send', start)).toHaveLength(1);
	});

	it('when the connection was refused', async () => {
		const other = await startWawp();
		const { baseUrl } = other;
		await other.close();
		const start = Date.now();
		const { error } = await runWawp({ baseUrl }, 'message', 'sendText', { chatId: MONA, text: 'Hi' });
		expect(error?.message).toContain('refuses the connection');
		expect(Date.now() - start).toBeGreaterThan(500);
	});

	it.each<[string, FaultEffect]>([
		['502', status(502)],
		['503', status(503)],
		['504', status(504)],
		['408', status(408)],
		['a connection that breaks before', { kind: 'reset' }],
		['a connection that breaks after', { kind: 'resetAfter' }],
		['a restriction', { kind: 'restricted' }],
		['a restriction behind 429', { kind: 'status', status: 429, body: { code: 'x', message: 'error 463' } }],
	])('never after %s', async (_title, effect) => {
		sandbox.fail({ route: 'POST /send', ...effect });
		expect((await send()).error).toBeDefined();
		expect(sandbox.requests).toHaveLength(1);
	});
});
