import type { INodeParameters } from 'n8n-workflow';

import type { FaultEffect, Sandbox } from '../../../sandbox';
import { runWawp, startWawp, TOKEN } from './account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWawp();
});
beforeEach(() => sandbox.clearFaults());
afterAll(async () => await sandbox.close());

const MONA = { __rl: true, mode: 'id', value: '201001234567@c.us' };

/** What each kind of operation is tried with. */
const KINDS = {
	post: ['status', 'postText', { text: 'Hi' }],
	message: ['message', 'sendText', { chatId: MONA, text: 'Hi' }],
	change: ['contact', 'block', { contactId: MONA }],
	yes: ['profile', 'setName', { name: 'Shop' }],
	read: ['session', 'getMe', {}],
	list: ['group', 'getAll', {}],
} as const;
type Kind = keyof typeof KINDS;

interface Result {
	json: Record<string, unknown> & {
		details?: { outcome: string; hint: string; answer?: string; code: string };
	};
	items: number;
}

/** Runs an operation whose every call is answered like this, under Continue On Fail. */
async function answered(kind: Kind, effect: FaultEffect): Promise<Result> {
	sandbox.fail({ route: '*', ...effect });
	const [resource, operation, parameters] = KINDS[kind];
	const { outputs } = await runWawp(sandbox, resource, operation, parameters, {
		onError: 'continueRegularOutput',
	});
	const [items = []] = outputs;
	return { json: items[0]?.json as Result['json'], items: items.length };
}

const ok = (body: unknown, contentType?: string): FaultEffect => ({
	kind: 'status',
	status: 200,
	body,
	contentType,
});

describe('a send without evidence is neither sent nor refused', () => {
	it.each([
		['an empty object', {}],
		['an empty list', []],
		['null', 'null'],
		['a word', { result: 'maybe' }],
		['an ID that is none', { id: 0 }],
		['the ID of nothing', { id: 'null', messageId: ' ', data: { id: '0' } }],
		['an ID of a database that failed', { id: -1 }],
		['cut JSON', '{"id":"true_1'],
		['a PHP warning before JSON', '<br /><b>Warning</b>: Undefined index in x.php<br />{"id":"1"}'],
	])('%s', async (_title, body) => {
		for (const kind of ['post', 'message'] as const) {
			const { json, items } = await answered(kind, ok(body, 'application/json'));
			expect(items).toBe(1);
			expect(json.details).toMatchObject({
				outcome: 'unknown',
				hint: expect.stringContaining('Look at') as string,
			});
			expect(json.details?.answer).toEqual(expect.any(String));
		}
	});

	it('the answer is shown without secrets, and not more than 500 characters of it', async () => {
		const body = { text: `${TOKEN} ${'x'.repeat(490)} ${TOKEN}`, access_token: TOKEN };
		const { json } = await answered('post', ok(body));
		expect(json.details?.answer?.length).toBeLessThanOrEqual(500);
		expect(JSON.stringify(json)).not.toContain(TOKEN.slice(0, 12));
	});
});

describe('a send with evidence is sent, wherever engines and Wawp put it', () => {
	it.each([
		{ id: 'true_1@c.us_AB' },
		{ id: { _serialized: 'true_1@c.us_AB' } },
		{ data: { id: 'AB' } },
		{ key: { id: 'AB', remoteJid: '1@c.us' } },
		{ _data: { id: { _serialized: 'true_1@c.us_AB' } } },
		{ _data: { Info: { ID: 'AB' } } },
		{ job_id: 'job-1' },
		{ status: 'queued' },
		{ success: true },
		{ sent: true },
		{ status: 'success', message: 'Message sent' },
		[{ id: 'true_1@c.us_AB' }],
	])('%j', async (body) => {
		for (const kind of ['post', 'message'] as const) {
			const { json } = await answered(kind, ok(body));
			expect(json).not.toHaveProperty('error');
		}
	});

	it.each([
		{ id: 'AB', error: [], data: { error: '', status: 200 } },
		{ success: true, data: { code: 'sent', message: 'It is sent' } },
		{ id: 'AB', _data: { status: 'failed' }, media: { error: { code: 'x' } } },
	])('whatever else stands there: %j', async (body) => {
		for (const kind of ['post', 'message'] as const) {
			expect((await answered(kind, ok(body))).json).not.toHaveProperty('error');
		}
	});

	it('a bare true', async () => {
		expect((await answered('post', ok('true', 'application/json'))).json).not.toHaveProperty('error');
	});
});

it.each([
	{ id: 'true_1@c.us_AB', ack: -1 },
	{ id: { _serialized: 'true_1@c.us_AB' }, ackName: 'ERROR' },
	{ id: 'true_1@c.us_AB', _data: { ack: -1 } },
	{ success: true, data: { id: 'AB', ack: -1 } },
	[{ id: 'AB', ack: -1 }],
	{ key: { id: 'AB', remoteJid: '1@c.us' }, status: 'ERROR' },
	{ key: { id: 'AB', remoteJid: '1@c.us' }, status: 0 },
])('a message with an ID that WhatsApp could not send is not sent: %j', async (body) => {
	for (const kind of ['post', 'message'] as const) {
		const { json } = await answered(kind, ok(body));
		expect(json.details).toMatchObject({ outcome: 'unknown', answer: expect.any(String) as string });
	}
});

it.each([
	{ id: 'AB', ack: 0 },
	{ id: 'AB', status: 0 },
	{ key: { id: 'AB' }, status: 1 },
])('one that waits to be sent is sent: %j', async (body) => {
	expect((await answered('message', ok(body))).json).not.toHaveProperty('error');
});

describe('a clear no is an error in any 2xx', () => {
	it.each([
		{ success: false },
		{ success: false, id: 'AB' },
		{ sent: false },
		{ error: 'no such chat' },
		{ error: { code: 'x', message: 'no such chat' } },
		{ code: 'invalid_url', message: 'no' },
		{ code: 'invalid_url', message: 'no', id: 'AB' },
		{ status: 404, message: 'no' },
		{ statusCode: 400 },
		{ data: { status: 403 } },
		{ status: 'error', message: 'no' },
		{ status: 'failed' },
		{ success: 'false', id: 'AB' },
		{ error: ['no such chat'], id: 'AB' },
		{ error: 463, id: 'AB' },
		[{ success: false, id: 'AB' }],
		{ success: true, data: { success: false } },
		{ success: true, data: { error: 'no such chat', id: 'AB' } },
		{ status: 'success', response: [{ statusCode: 404 }] },
		{ sent: true, result: { sent: false } },
	])('%j', async (body) => {
		for (const kind of ['post', 'message', 'change', 'yes'] as const) {
			const { json } = await answered(kind, ok(body));
			expect(json.details).toMatchObject({ outcome: 'refused', hint: expect.stringMatching(/\S/) as string });
		}
	});
});

describe('the outcome', () => {
	const failing = (status: number, body: unknown = { code: 'x', message: 'y' }): FaultEffect => ({
		kind: 'status',
		status,
		body,
	});
	const UPSTREAM = { code: 'wawp_upstream_error', message: 'The engine did not answer' };

	it.each<[string, FaultEffect, string, string, string]>([
		['500', failing(500), 'unknown', 'unknown', 'notSent'],
		['503', failing(503), 'unknown', 'unknown', 'notSent'],
		['408', failing(408), 'unknown', 'unknown', 'notSent'],
		['499', failing(499), 'unknown', 'unknown', 'notSent'],
		['an upstream error behind 400', failing(400, UPSTREAM), 'unknown', 'unknown', 'notSent'],
		[
			'a cURL error behind 200',
			ok({ code: 'e', message: 'cURL error 28: timed out' }),
			'unknown',
			'unknown',
			'notSent',
		],
		[
			'an embedded 502',
			ok({ code: 'e', message: 'no', data: { status: 502 } }),
			'unknown',
			'unknown',
			'notSent',
		],
		['a lost connection', { kind: 'reset' }, 'unknown', 'unknown', 'notSent'],
		['a page', ok('<html></html>', 'text/html'), 'unknown', 'unknown', 'notSent'],
		['400', failing(400), 'refused', 'refused', 'refused'],
		['401', failing(401), 'refused', 'refused', 'refused'],
	])('of %s', async (_title, effect, post, change, read) => {
		const outcomes = [];
		for (const kind of ['post', 'change', 'read'] as const) {
			outcomes.push((await answered(kind, effect)).json.details?.outcome);
		}
		expect(outcomes).toEqual([post, change, read]);
	});

	it('of a 502 that an answer to a change wraps is unknown', async () => {
		const { json } = await answered('post', ok({ success: true, data: { statusCode: 502 } }));
		expect(json.details).toMatchObject({ outcome: 'unknown' });
	});

	it('of half an answer has a code of its own, not the status of the other half', async () => {
		const { json } = await answered('post', { kind: 'half' });
		expect(json.details).toMatchObject({ outcome: 'unknown', code: 'ERR_BAD_RESPONSE' });
	});

	it('of a change that may be repeated says that running it again is safe', async () => {
		const { json } = await answered('change', failing(500));
		expect(json.details?.hint).toContain('running it again is safe');
	});

	it.each([463, 400])(
		"of WhatsApp's restriction, by status %s or in words, has its own code",
		async (status) => {
			const body = { code: 'x', message: 'server returned error 463: account restricted' };
			const { json } = await answered('message', failing(status, body));
			expect(json.details).toMatchObject({ code: 'restricted', outcome: 'refused' });
			expect(json.details?.hint).toContain('new chats');
		},
	);
});

it("WhatsApp's restriction is known by its status alone", async () => {
	const { json } = await answered('message', {
		kind: 'status',
		status: 463,
		body: { code: 'x', message: 'y' },
	});
	expect(json.details).toMatchObject({ code: 'restricted', outcome: 'refused' });
});

describe('after a restriction', () => {
	const body = { code: 'x', message: '2 UNKNOWN: server returned error 463' };
	const items = [{ json: {} }, { json: {} }, { json: {} }];
	const send = async (options: object) => {
		sandbox.fail({ route: '*', kind: 'status', status: 500, body, times: 1 });
		sandbox.requests.length = 0;
		const { outputs } = await runWawp(
			sandbox,
			'message',
			'sendText',
			{ chatId: MONA, text: 'Hi', options } as INodeParameters,
			{ onError: 'continueRegularOutput', items },
		);
		return outputs[0]?.map(({ json }) => (json as Result['json']).details?.outcome);
	};

	it('the rest of the run writes to nobody', async () => {
		expect(await send({})).toEqual(['refused', 'notSent', 'notSent']);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('a retry of n8n writes to nobody either', async () => {
		sandbox.requests.length = 0;
		sandbox.fail({ route: '*', kind: 'status', status: 500, body });
		const parameters = { chatId: MONA, text: 'Hi' } as INodeParameters;
		const { error } = await runWawp(sandbox, 'message', 'sendText', parameters, { retryOnFail: true });
		expect(error?.message).toContain('as an earlier item showed');
		expect(sandbox.requests).toHaveLength(1);
	});

	it('unless the user wants it', async () => {
		expect(await send({ sendOnWhenRestricted: true })).toEqual(['refused', undefined, undefined]);
		expect(sandbox.requests).toHaveLength(3);
	});
});

it('a telephone number with 463 in it is no restriction', async () => {
	const body = { code: 'invalid_chat', message: '+1 463 555 0100 is not on WhatsApp' };
	const { json } = await answered('message', { kind: 'status', status: 400, body });
	expect(json.details).toMatchObject({ code: 'invalid_chat', outcome: 'refused' });
});

describe('a read', () => {
	it.each(['null', {}])('that brings %j is no success', async (body) => {
		const { json } = await answered('read', ok(body, 'application/json'));
		expect(json.details).toMatchObject({ outcome: 'notSent', code: 'no_data' });
	});

	it.each([[{ message: 'hello' }], ['text'], [7]])('that should be a list is none: %j', async (body) => {
		const { json } = await answered('list', ok(body, 'application/json'));
		expect(json.details).toMatchObject({ outcome: 'notSent' });
	});
});

it('a change of which the documents say no answer is done with any', async () => {
	for (const body of ['null', '', {}, { success: true }, []]) {
		expect((await answered('change', ok(body, 'application/json'))).json).not.toHaveProperty('error');
	}
});
