import type { Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, startWawp, TOKEN, WEBJS_INSTANCE } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(async () => await sandbox.close());

const session = async (operation: string, parameters: object = {}) =>
	await runWawp(sandbox, 'session', operation, { options: {}, ...parameters });
const login = async (operation: string, parameters: object = {}) =>
	await runWawp(sandbox, 'login', operation, { options: {}, ...parameters });
const calls = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);
const control = async (action: string) =>
	await fetch(`${sandbox.url}/sandbox/instances/${INSTANCES[0]}/${action}`, { method: 'POST' });

describe('Ensure Connected', () => {
	const quick = { options: { pollSeconds: 1, waitSeconds: 10 } };

	test('a session that works is left alone', async () => {
		const { outputs } = await session('ensureConnected');
		expect(outputs[0]?.[0]?.json).toMatchObject({
			connected: true,
			needed: 'nothing',
			status: 'WORKING',
			actions: [],
		});
		expect(calls()).toEqual(['GET /session/info']);
	});

	test('a stopped one is started, once, and waited for', async () => {
		await session('stop');
		sandbox.requests.length = 0;
		const { outputs } = await session('ensureConnected', quick);
		expect(outputs[0]?.[0]?.json).toMatchObject({ connected: true, actions: ['started'], waitedSeconds: 1 });
		expect(calls()).toEqual(['GET /session/info', 'POST /session/start', 'GET /session/info']);
	});

	test('one that stays down is started only once', async () => {
		const body = { name: 's', status: 'FAILED' };
		sandbox.fail({ route: 'GET /session/info', kind: 'status', status: 200, body });
		const { outputs } = await session('ensureConnected', { options: { pollSeconds: 1, waitSeconds: 2 } });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			connected: false,
			needed: 'login',
			actions: ['restarted'],
		});
		expect(calls().filter((call) => call === 'POST /session/restart')).toHaveLength(1);
		expect(calls().filter((call) => call === 'GET /session/info')).toHaveLength(3);
	});

	test('a scan that is needed comes with the QR code, at once', async () => {
		await session('logOut', { confirm: true });
		const { outputs } = await session('ensureConnected', quick);
		const [item] = outputs[0] ?? [];
		expect(item?.json).toMatchObject({ connected: false, needed: 'scan', status: 'SCAN_QR_CODE' });
		expect(item?.json.qrDataUri).toMatch(/^data:image\/png;base64,/);
		expect(item?.binary?.qr).toMatchObject({ fileName: 'qr-code.png', mimeType: 'image/png' });
		await control('scan');
		const after = await session('ensureConnected', quick);
		expect(after.outputs[0]?.[0]?.json.connected).toBe(true);
	});

	const LIES: [string, unknown][] = [
		['a list', []],
		['a task in a queue', { status: 'queued' }],
		['the ID of a task', { job_id: 'j1' }],
		['a number', { status: 1 }],
		['no text', { status: { WORKING: true } }],
		['a text without end', { status: 'A'.repeat(100_000) }],
	];
	describe.each(LIES)('a look that gives %s', (_, body) => {
		const blind = (times?: number) =>
			sandbox.fail({
				route: 'GET /session/info',
				kind: 'noEvidence',
				body,
				times,
				skip: times === undefined ? 0 : 1,
			});

		test('says no state: nothing is done, and nothing claimed', async () => {
			await session('stop');
			blind();
			const { outputs, error } = await session('ensureConnected', {
				options: { pollSeconds: 1, waitSeconds: 1 },
			});
			expect(outputs[0]).toBeUndefined();
			expect(error?.message).toContain('without the state of the session');
			expect(calls()).not.toContain('POST /session/start');
		});

		test('is one more to wait for, where the next one says it', async () => {
			await session('stop');
			blind(1);
			const { outputs } = await session('ensureConnected', quick);
			expect(outputs[0]?.[0]?.json).toMatchObject({
				connected: true,
				actions: ['started'],
				waitedSeconds: 2,
			});
		});

		test('after the start says not that nothing was done', async () => {
			await session('stop');
			sandbox.fail({ route: 'GET /session/info', kind: 'noEvidence', body, skip: 1 });
			const { outputs } = await runWawp(
				sandbox,
				'session',
				'ensureConnected',
				{ options: { pollSeconds: 1, waitSeconds: 1 } },
				{ onError: 'continueRegularOutput' },
			);
			expect(outputs[0]?.[0]?.json).toMatchObject({ details: { code: 'no_state', outcome: 'unknown' } });
		});
	});

	test('a state it does not know passes through', async () => {
		const body = { name: 's', status: 'PASSKEY_REQUIRED' };
		sandbox.fail({ route: 'GET /session/info', kind: 'status', status: 200, body });
		const { outputs } = await session('ensureConnected', { options: { pollSeconds: 1, waitSeconds: 0 } });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			connected: false,
			needed: 'attention',
			status: 'PASSKEY_REQUIRED',
			waitedSeconds: 0,
		});
	});
});

test('Create Session goes without an instance, and its answer has no token', async () => {
	const { outputs } = await session('create', { name: 'Shop phone' });
	expect(sandbox.requests[0]?.query).toEqual({ access_token: TOKEN, name: 'Shop phone' });
	expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'STARTING', displayName: 'Shop phone' });
	expect(outputs[0]?.[0]?.json.instanceId).toMatch(/^[A-Z0-9]{12}$/);
	expect(JSON.stringify(outputs)).not.toContain(TOKEN);
});

test.each(['delete', 'logOut'])('%s asks for a confirmation', async (operation) => {
	const { error } = await session(operation);
	expect(error?.message).toMatch(/^"Confirm .*": expected the switch to be on/);
	expect(sandbox.requests).toEqual([]);
	expect((await session(operation, { confirm: true })).error).toBeUndefined();
});

test('Stop, Start, Restart and Get Me do what they say', async () => {
	expect((await session('getMe')).outputs[0]?.[0]?.json).toMatchObject({ phone: '447441429000' });
	expect((await session('stop')).outputs[0]?.[0]?.json).toMatchObject({ success: true, status: 'STOPPED' });
	expect((await session('getInfo')).outputs[0]?.[0]?.json).toMatchObject({ status: 'STOPPED' });
	expect((await session('start')).error).toBeUndefined();
	sandbox.clock.advance(1000);
	expect((await session('getInfo')).outputs[0]?.[0]?.json).toMatchObject({
		status: 'WORKING',
		engine: 'GOWS',
	});
	expect((await session('restart')).error).toBeUndefined();
});

describe('login', () => {
	const unlink = async () => {
		await session('logOut', { confirm: true });
		sandbox.clock.advance(1000);
	};

	test('the QR code, as image and as text, links the phone', async () => {
		await unlink();
		const image = (await login('getQrImage')).outputs[0]?.[0];
		expect(image?.binary?.qr?.mimeType).toBe('image/png');
		expect(new Date(image?.json.qrExpiresAt as string).getTime()).toBeGreaterThan(Date.now());
		const text = (await login('getQrText')).outputs[0]?.[0]?.json;
		expect(text?.qrText).toMatch(/\S{10,}/);
	});

	test('a pairing code for a number as people type it', async () => {
		await unlink();
		const { outputs } = await login('requestPairingCode', { phoneNumber: '+44 (0)7441 429009' });
		expect(outputs[0]?.[0]?.json).toEqual({
			pairingCode: expect.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/) as string,
			phone: '447441429009',
		});
	});

	test.each(['getQrImage', 'getQrText'])(
		'%s while the session works: it is linked already',
		async (operation) => {
			const { error } = await login(operation);
			expect(error?.message).toContain('The phone is already linked');
			expect(error?.description).toContain('Session → Log Out');
		},
	);

	test('in whichever form the API says that the session works', async () => {
		const body = {
			message: 'Session status is not as expected.',
			status: 'WORKING',
			expected: ['SCAN_QR_CODE'],
		};
		sandbox.fail({ route: 'POST /requestCode', kind: 'status', status: 422, body });
		const { error } = await login('requestPairingCode', { phoneNumber: '+44 7441 429009' });
		expect(error?.message).toContain('The phone is already linked');
	});

	test('a screenshot, where the engine has one', async () => {
		const { outputs } = await login('getScreenshot', { options: { instanceId: WEBJS_INSTANCE } });
		expect(outputs[0]?.[0]?.binary?.data).toMatchObject({
			fileName: 'screenshot.png',
			mimeType: 'image/png',
		});
	});

	test('a number that is none is refused before anything leaves', async () => {
		const { error } = await login('requestPairingCode', { phoneNumber: 'my phone' });
		expect(error?.message).toContain('"Phone Number": expected a phone number');
		expect(sandbox.requests).toEqual([]);
	});
});
