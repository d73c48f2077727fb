import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import type { Fault, Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, startWawp, TOKEN, WEBHOOK_SECRET } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(async () => await sandbox.close());

const ROUTE = 'POST /status/text';

async function postText(more: Parameters<typeof runWawp>[4] = {}, options: object = {}) {
	return await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options: { ...options } }, more);
}

/** The error item of a failed post under Continue On Fail. */
async function failedPost(fault?: Fault, credential: object = {}, options: object = {}) {
	if (fault) sandbox.fail(fault);
	const { outputs } = await postText(
		{ onError: 'continueRegularOutput', credential: { ...credential } },
		options,
	);
	return outputs[0]?.[0] as unknown as { json: { error: string; details: Record<string, unknown> } };
}

const answer = (status: number, body: unknown): Fault => ({ route: ROUTE, kind: 'status', status, body });

describe('what went wrong is said in words, with its outcome', () => {
	test.each<[string, Fault, RegExp, object]>([
		[
			'quota',
			answer(403, { code: 'quota_reached', message: 'Quota reached' }),
			/^Wawp refused: Quota reached/,
			{ code: 'quota_reached', httpStatus: 403, outcome: 'refused' },
		],
		[
			'an unknown refusal',
			answer(400, { code: 'odd', message: 'Odd thing' }),
			/^Wawp refused: Odd thing/,
			{ code: 'odd', httpStatus: 400, outcome: 'refused' },
		],
		[
			'too many requests',
			answer(429, { code: 'too_many', message: 'slow' }),
			/^Wawp asks to slow down/,
			{ httpStatus: 429, outcome: 'refused' },
		],
		[
			'an error inside a 200',
			answer(200, { code: 'wawp_api_error', message: 'Something failed' }),
			/^Wawp refused: Something failed/,
			{ code: 'wawp_api_error', httpStatus: 200, outcome: 'refused' },
		],
		[
			"v2's error shape",
			answer(400, { status: 400, error: 'missing_param', message: 'text is missing' }),
			/^Wawp refused: text is missing/,
			{ code: 'missing_param', outcome: 'refused' },
		],
		[
			'a server error after the request left',
			answer(500, { code: 'wawp_upstream_error', message: 'upstream' }),
			/^Wawp refused: upstream/,
			{ code: 'wawp_upstream_error', httpStatus: 500, outcome: 'unknown' },
		],
		[
			'the error page of a proxy',
			{ route: ROUTE, kind: 'html' },
			/^Wawp/,
			{ code: 'not_json', outcome: 'unknown' },
		],
		[
			'a page instead of data',
			{ ...answer(200, '<html>Home</html>'), contentType: 'text/html' } as Fault,
			/^Wawp answered with a page instead of data/,
			{ code: 'not_json', httpStatus: 200, outcome: 'unknown' },
		],
		[
			'a lost connection',
			{ route: ROUTE, kind: 'reset' },
			/broke the connection/,
			{ outcome: 'unknown', httpStatus: null },
		],
		[
			'a redirect',
			{ route: ROUTE, kind: 'redirect', location: 'https://www.example.com/elsewhere?x=1' },
			/^Wrong Base URL: the address redirects to www\.example\.com; nothing was sent/,
			{ code: 'redirect', outcome: 'notSent' },
		],
	])('%s', async (_, fault, message, details) => {
		const { json } = await failedPost(fault);
		expect(json.error).toMatch(message);
		expect(json.error).toMatch(/\(item 0\)$/);
		expect(json.details).toMatchObject(details);
		expect(Object.keys(json)).toEqual(['error', 'details']);
		const named = Object.keys(json.details).filter((name) => name !== 'answer');
		expect(named).toEqual(['code', 'httpStatus', 'hint', 'outcome']);
	});

	test('no answer in time: the status may be out, and the hint says so', async () => {
		const { json } = await failedPost({ route: ROUTE, kind: 'hang' }, {}, { timeout: 1 });
		expect(json.error).toContain('Wawp did not answer within 1 seconds');
		expect(json.details).toMatchObject({ code: 'timeout', outcome: 'unknown' });
		expect(json.details.hint).toContain('It may have been carried out all the same');
	});

	test('wrong token, unknown instance, a session that is down', async () => {
		const wrong = await failedPost(undefined, { accessToken: 'no-such-token' });
		expect(wrong.json.error).toContain('Wawp does not know this access token');
		const unknown = await failedPost(undefined, { instanceId: 'FFFFFFFFFFFF' });
		expect(unknown.json.error).toContain('Wawp does not know this instance');
		await runWawp(sandbox, 'session', 'stop', { options: {} });
		const down = await failedPost();
		expect(down.json.error).toContain('The WhatsApp session is not in the right state');
		expect(down.json.details).toMatchObject({
			code: 'session_not_working',
			httpStatus: 422,
			outcome: 'refused',
		});
		expect(sandbox.statuses()).toEqual([]);
	});

	test('nobody there: nothing was sent', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		await new Promise((resolve) => server.close(resolve));
		const { json } = await failedPost(undefined, { baseUrl: `http://127.0.0.1:${port}` });
		expect(json.error).toContain('Wawp refuses the connection');
		expect(json.details).toMatchObject({ code: 'ECONNREFUSED', outcome: 'notSent' });
	});

	test('a Base URL that is none: nothing was sent', async () => {
		const { json } = await failedPost(undefined, { baseUrl: 'http://example.com/x' });
		expect(json.error).toContain('"Base URL": expected https://');
		expect(json.details).toMatchObject({ outcome: 'notSent' });
	});

	test('a bare false is no success', async () => {
		sandbox.fail({ route: 'PUT /groups/{id}/subject', kind: 'status', status: 200, body: false });
		const groupId = { __rl: true, mode: 'id', value: '120363012345678901@g.us' };
		const { error } = await runWawp(sandbox, 'group', 'setSubject', {
			groupId,
			subject: 'Trip',
			options: {},
		});
		expect(error?.message).toBe('WhatsApp did not carry this out (item 0)');
	});

	test('reading again is safe, and the error says so', async () => {
		sandbox.fail({ route: 'GET /session/info', kind: 'reset' });
		const { outputs } = await runWawp(
			sandbox,
			'session',
			'getInfo',
			{ options: {} },
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.[0]?.json.details).toMatchObject({
			outcome: 'notSent',
			hint: 'Running it again is safe.',
		});
	});
});

test('a redirect is not followed: nothing is posted and no second request leaves', async () => {
	sandbox.fail({ route: ROUTE, kind: 'redirect', location: `${sandbox.baseUrl}/session/info` });
	const { error } = await postText();
	expect(error?.message).toContain('Wrong Base URL');
	expect(sandbox.requests).toHaveLength(1);
});

test.each([
	[301, 'notSent'],
	[302, 'unknown'],
	[303, 'unknown'],
	[304, 'unknown'],
	[307, 'notSent'],
	[308, 'notSent'],
])('after a redirect by %d the outcome is %s', async (status, outcome) => {
	const location = 'https://www.example.com/';
	const { json } = await failedPost({ route: ROUTE, kind: 'redirect', location, status });
	expect(json.details).toMatchObject({ code: 'redirect', httpStatus: status, outcome });
});

test('an answer that drips has no more time than any other', async () => {
	const start = Date.now();
	const { json } = await failedPost(
		{ route: ROUTE, kind: 'drip', bytes: 10, everyMs: 400 },
		{},
		{ timeout: 1 },
	);
	expect(json.details).toMatchObject({ code: 'timeout', outcome: 'unknown' });
	expect(Date.now() - start).toBeLessThan(5000);
});

test('nothing is sent twice: not after a 401, not after a server error', async () => {
	await postText({ credential: { accessToken: 'no-such-token' } });
	expect(sandbox.requests).toHaveLength(1);
	sandbox.fail(answer(500, { code: 'x', message: 'x' }));
	await postText();
	expect(sandbox.requests).toHaveLength(2);
});

describe('Continue On Fail', () => {
	const items = [{ json: { text: 'one' } }, { json: { text: '' } }, { json: { text: 'three' } }];
	const run = async (onError: 'continueRegularOutput' | 'continueErrorOutput') =>
		await runWawp(
			sandbox,
			'status',
			'postText',
			{ text: '={{ $json.text }}', options: {} },
			{ items, onError },
		);

	test('by the regular output, in place', async () => {
		const { outputs } = await run('continueRegularOutput');
		expect(outputs[0]?.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	});

	test('by the error output, paired with its item', async () => {
		const { outputs } = await run('continueErrorOutput');
		expect(outputs[0]?.map(({ json }) => json.text)).toEqual(['one', 'three']);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1]?.[0]?.json.error).toContain('(item 1)');
		expect(outputs[1]?.[0]?.json.details).toMatchObject({ code: 'invalid_input' });
		expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 1 });
	});

	test('a workflow that stops keeps the item in its error', async () => {
		const { error } = await runWawp(
			sandbox,
			'status',
			'postText',
			{ text: '={{ $json.text }}', options: {} },
			{ items },
		);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});
});

test('a successful answer has no top-level error, so Retry On Fail does not post again', async () => {
	const body = { id: 'true_status@broadcast_AB_1@c.us', error: 'none', _data: {} };
	sandbox.fail(answer(200, body));
	const { outputs } = await runWawp(
		sandbox,
		'status',
		'postText',
		{ text: 'Hi', simplify: false, options: {} },
		{ retryOnFail: true },
	);
	expect(outputs[0]?.[0]?.json).toEqual({ id: body.id, errorInfo: 'none', _data: {} });
	expect(sandbox.requests).toHaveLength(1);
});

describe('secrets', () => {
	const everywhere = (value: unknown) =>
		[
			JSON.stringify(value),
			inspect(value, { depth: 20, showHidden: true }),
			String((value as Error).stack),
		].join('\n');

	const faults: Array<[string, Fault]> = [
		[
			'echoed in an error',
			answer(400, { code: 'x', message: `bad ?access_token=${TOKEN}&i=${INSTANCES[0]}` }),
		],
		['in a server error', answer(500, { code: TOKEN, message: WEBHOOK_SECRET })],
		['a reset', { route: ROUTE, kind: 'reset' }],
		['a page', { route: ROUTE, kind: 'html' }],
		['a redirect', { route: ROUTE, kind: 'redirect', location: `https://x.example/?access_token=${TOKEN}` }],
	];

	test.each(faults)('stay out of the error: %s', async (_, fault) => {
		sandbox.fail(fault);
		const { error, run } = await postText();
		expect(error).toBeDefined();
		for (let level: unknown = error; level !== undefined; level = (level as Error).cause) {
			expect(everywhere(level)).not.toContain(TOKEN);
			expect(everywhere(level)).not.toContain(WEBHOOK_SECRET);
			expect(everywhere(level)).not.toContain(INSTANCES[0]);
		}
		expect(everywhere(run)).not.toContain(TOKEN);
	});

	test('an instance named by an option stays out of errors too', async () => {
		sandbox.fail(answer(400, { code: 'x', message: `no instance ${INSTANCES[2]}` }));
		const { error } = await postText({}, { instanceId: INSTANCES[2] });
		expect(everywhere(error)).not.toContain(INSTANCES[2]);
	});

	test('what was entered stays out of the error, which n8n stores', async () => {
		sandbox.fail(answer(500, { code: 'x', message: 'x' }));
		const text = 'For nobody else';
		const { error } = await runWawp(sandbox, 'status', 'postText', { text, options: {} });
		expect(error).toBeDefined();
		expect(everywhere(error)).not.toContain(text);
	});

	test('stay out of raw answers', async () => {
		for (const operation of ['getInfo', 'restart']) {
			const { outputs } = await runWawp(sandbox, 'session', operation, { simplify: false, options: {} });
			expect(JSON.stringify(outputs)).toContain('metadata');
			expect(JSON.stringify(outputs)).not.toContain(TOKEN);
		}
	});
});
