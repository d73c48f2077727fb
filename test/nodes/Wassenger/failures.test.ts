import { inspect } from 'node:util';

import type { Fault, Sandbox } from '../../../sandbox';
import { byId, KEY, OFFLINE, runWassenger, startWassenger } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWassenger();
});
afterEach(async () => await sandbox.close());

const ROUTE = 'POST /wassenger/v1/chat/{deviceId}/status';

interface ErrorItem {
	json: {
		error: string;
		details: { code: string; hint: string; outcome: string; httpStatus: number | null };
	};
}

async function failedPost(parameters: object = {}, more: object = {}): Promise<ErrorItem['json']> {
	const { outputs } = await runWassenger(
		sandbox,
		'postText',
		{ text: 'Hi', ...parameters },
		{ onError: 'continueRegularOutput', ...more },
	);
	return (outputs[0]?.[0] as unknown as ErrorItem).json;
}

describe('refusals are sentences', () => {
	test('a wrong key', async () => {
		const { error, details } = await failedPost({}, { credential: { apiKey: 'wrong' } });
		expect(error).toContain('Wassenger does not accept the API key');
		expect(details).toMatchObject({ httpStatus: 401, outcome: 'refused' });
	});

	test('an unknown device', async () => {
		const { error, details } = await failedPost({ deviceId: byId('ffff') });
		expect(error).toContain('Wassenger does not know this device');
		expect(details).toMatchObject({ code: 'device_unknown', httpStatus: 404, outcome: 'refused' });
	});

	test('a device that is offline', async () => {
		const { error, details } = await failedPost({ deviceId: byId(OFFLINE) });
		expect(error).toContain('The device is offline');
		expect(details).toMatchObject({ code: 'device_offline', httpStatus: 409, outcome: 'refused' });
	});

	test('a plan without statuses', async () => {
		await sandbox.close();
		sandbox = await startWassenger({ plan: 'basic' });
		const { error, details } = await failedPost();
		expect(error).toContain('Statuses are only in the Platform plans of Wassenger');
		expect(details).toMatchObject({ code: 'plan_required', httpStatus: 403, outcome: 'refused' });
		expect(details.hint).toContain('Upgrade the plan');
	});

	test.each<[number, RegExp]>([
		[402, /^The plan of this Wassenger account does not include this/],
		[429, /^Wassenger asks to slow down/],
		[400, /^Wassenger refused: Odd thing/],
	])('HTTP status %i', async (status, message) => {
		const body = { status, errorCode: 'odd', message: 'Odd thing' };
		sandbox.fail({ route: ROUTE, kind: 'status', status, body });
		const { error, details } = await failedPost();
		expect(error).toMatch(message);
		expect(details).toMatchObject({ httpStatus: status, outcome: 'refused' });
	});

	test('media that cannot be downloaded', async () => {
		const mediaUrl = `${sandbox.url}/sandbox/media/none.jpg`;
		const { outputs } = await runWassenger(
			sandbox,
			'postImage',
			{ mediaUrl },
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.[0]?.json.error).toMatch(/^Wassenger refused: The media could not be downloaded/);
		expect(sandbox.statuses()).toEqual([]);
	});
});

test.each<[string, Fault]>([
	['a lost connection', { route: ROUTE, kind: 'reset' }],
	['a connection lost after the work', { route: ROUTE, kind: 'resetAfter' }],
	['the page of a proxy', { route: ROUTE, kind: 'html' }],
	['a server error', { route: ROUTE, kind: 'status', status: 503 }],
	['no answer in time', { route: ROUTE, kind: 'hang' }],
])('%s leaves the outcome unknown, and nothing is sent twice', async (_, fault) => {
	sandbox.fail(fault);
	const { details } = await failedPost({ options: { timeout: 1 } });
	expect(details.outcome).toBe('unknown');
	expect(details.hint).toContain('It may have been carried out all the same');
	expect(sandbox.requests).toHaveLength(1);
	expect(sandbox.statuses()).toHaveLength(fault.kind === 'resetAfter' ? 1 : 0);
});

test.each<[string, Fault]>([
	['echoed', { route: '*', kind: 'status', status: 400, body: { errorCode: 'x', message: `Token ${KEY}` } }],
	['as a code', { route: '*', kind: 'status', status: 500, body: { errorCode: KEY, message: KEY } }],
	['a reset', { route: '*', kind: 'reset' }],
	['a page', { route: '*', kind: 'html' }],
	['in an answer', { route: '*', kind: 'status', status: 200, body: { id: '1', token: KEY } }],
])('the key appears nowhere: %s', async (_, fault) => {
	sandbox.fail(fault);
	for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
		const parameters = { text: 'Hi', simplify: false };
		const { error, run } = await runWassenger(sandbox, 'postText', parameters, { onError });
		for (const value of [error, run]) {
			expect(inspect(value, { depth: 20, showHidden: true })).not.toContain(KEY);
			expect(JSON.stringify([value])).not.toContain(KEY);
		}
	}
});

test.each([
	[{ deviceId: byId('no device!') }, /"Device": expected a device ID/],
	[{ text: '={{ "" }}' }, /"Text": expected some text/],
	[{ when: 'date', deliverAt: 'soon' }, /"Date": expected a date and time/],
	[{ when: 'delay', delay: 0 }, /"Delay \(Seconds\)": expected a whole number of seconds/],
])('%j is refused before anything leaves', async (parameters, message) => {
	const { error, details } = await failedPost(parameters);
	expect(error).toMatch(message);
	expect(details.outcome).toBe('notSent');
	expect(sandbox.requests).toEqual([]);
});
