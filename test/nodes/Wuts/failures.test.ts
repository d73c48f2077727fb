import { inspect } from 'node:util';

import type { Fault, Sandbox } from '../../../sandbox';
import { runWuts, startWuts, TOKEN } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWuts();
});
afterEach(async () => await sandbox.close());

const MEDIA = { mediaSource: 'url', mediaUrl: 'https://cdn.example.com/promos/today.jpg' };
const MEDIA_ROUTE = 'POST /wuts/status/media';
const TEXT_ROUTE = 'POST /wuts/status/text';

interface ErrorItem {
	json: {
		error: string;
		details: { code: string; hint: string; outcome: string; httpStatus: number | null };
	};
}

async function failed(operation: string, parameters: object, more: object = {}): Promise<ErrorItem['json']> {
	const { outputs } = await runWuts(
		sandbox,
		operation,
		{ ...parameters },
		{ onError: 'continueRegularOutput', ...more },
	);
	return (outputs[0]?.[0] as unknown as ErrorItem).json;
}

const inHandler = (code: string, message: string) => ({ success: false, error: { code, message } });
const inFront = {
	success: false,
	error: 'validation failed',
	error_code: 'VALIDATION_ERROR',
	timestamp: '2026-06-15T12:00:00Z',
};

/** The error examples of the seed, and the two that only the text endpoint has. */
const ERRORS: Array<[string, number, object, string, RegExp, string]> = [
	[
		'invalid_media',
		400,
		inHandler('invalid_media', 'either data or url must be provided'),
		MEDIA_ROUTE,
		/does not accept this file/,
		'refused',
	],
	['VALIDATION_ERROR', 422, inFront, MEDIA_ROUTE, /a field that is not right/, 'refused'],
	[
		'device_error',
		500,
		inHandler('device_error', 'failed to resolve user device'),
		MEDIA_ROUTE,
		/found no device for this token/,
		'refused',
	],
	[
		'upload_failed',
		502,
		inHandler('upload_failed', 'failed to upload media to whatsapp'),
		MEDIA_ROUTE,
		/could not upload the file/,
		'refused',
	],
	[
		'device_disconnected',
		503,
		inHandler('device_disconnected', 'whatsapp session is not connected'),
		MEDIA_ROUTE,
		/session is not connected/,
		'refused',
	],
	[
		'upload_timeout',
		504,
		inHandler('upload_timeout', 'context deadline exceeded'),
		MEDIA_ROUTE,
		/gave up waiting while it uploaded/,
		'unknown',
	],
	[
		'invalid_request',
		400,
		inHandler('invalid_request', 'text is required'),
		TEXT_ROUTE,
		/does not accept this text/,
		'refused',
	],
	[
		'status_failed',
		502,
		inHandler('status_failed', 'failed to send status'),
		TEXT_ROUTE,
		/did not take the status/,
		'unknown',
	],
	[
		'status_timeout',
		504,
		inHandler('status_timeout', 'context deadline exceeded'),
		TEXT_ROUTE,
		/gave up waiting for WhatsApp/,
		'unknown',
	],
];

describe('every documented error', () => {
	test.each(ERRORS)('%s with status %i', async (code, status, body, route, message, outcome) => {
		sandbox.fail({ route, kind: 'status', status, body });
		const json =
			route === TEXT_ROUTE ? await failed('postText', { text: 'Hi' }) : await failed('postImage', MEDIA);
		expect(json.error).toMatch(message);
		expect(json.error).toMatch(/\(item 0\)$/);
		expect(json.details).toMatchObject({ code, httpStatus: status, outcome });
		const { error } = body as { error: string | { message: string } };
		expect(json.details.hint).toContain(`WUTS said: ${typeof error === 'string' ? error : error.message}`);
		const hint = 'It may have been carried out all the same';
		if (outcome === 'unknown') expect(json.details.hint).toContain(hint);
		else expect(json.details.hint).not.toContain(hint);
	});

	test('has a message and remedy of its own', () => {
		const sentences = ERRORS.filter(([code]) => code !== 'status_timeout').map(
			([, , , , message]) => message.source,
		);
		expect(new Set(sentences).size).toBe(sentences.length);
	});

	test('inside a 200 is an error too', async () => {
		sandbox.fail({ route: '*', kind: 'status', status: 200, body: inHandler('status_failed', 'no') });
		const json = await failed('postText', { text: 'Hi' });
		expect(json.details).toMatchObject({ code: 'status_failed', outcome: 'refused' });
	});
});

test('a refusal in words of no documented shape keeps its words', async () => {
	const body = { success: false, code: 'gateway', message: 'cURL error 28: Operation timed out' };
	sandbox.fail({ route: '*', kind: 'status', status: 400, body });
	const json = await failed('postText', { text: 'Hi' });
	expect(`${json.error} ${json.details.hint}`).toContain('cURL error 28');
	expect(json.details.outcome).toBe('unknown');
});

describe('what the sandbox answers by itself', () => {
	test('a wrong token', async () => {
		const apiToken = '00000000-0000-4000-8000-000000000000';
		const json = await failed('postText', { text: 'Hi' }, { credential: { apiToken } });
		expect(json.error).toContain('WUTS does not accept the API token');
		expect(json.details).toMatchObject({ httpStatus: 401, outcome: 'refused' });
	});

	test('a number that is not connected', async () => {
		await sandbox.close();
		sandbox = await startWuts({ connected: false });
		const json = await failed('postText', { text: 'Hi' });
		expect(json.error).toContain('The WhatsApp session is not connected');
		expect(sandbox.statuses()).toEqual([]);
	});

	test('a picture that cannot be downloaded', async () => {
		const json = await failed('postImage', { ...MEDIA, mediaUrl: `${sandbox.url}/sandbox/media/none.jpg` });
		expect(json.details).toMatchObject({ code: 'invalid_media', httpStatus: 400, outcome: 'refused' });
	});
});

describe('what may have been carried out is unknown', () => {
	test.each<[string, Fault]>([
		['a lost connection', { route: TEXT_ROUTE, kind: 'reset' }],
		['a connection lost after the work', { route: TEXT_ROUTE, kind: 'resetAfter' }],
		['the page of a proxy', { route: TEXT_ROUTE, kind: 'html' }],
		['a server error in no known shape', { route: TEXT_ROUTE, kind: 'status', status: 500, body: {} }],
		['no answer in time', { route: TEXT_ROUTE, kind: 'hang' }],
	])('%s', async (_, fault) => {
		sandbox.fail(fault);
		const json = await failed('postText', { text: 'Hi', options: { timeout: 1 } });
		expect(json.details.outcome).toBe('unknown');
		expect(sandbox.requests).toHaveLength(1);
		expect(sandbox.statuses()).toHaveLength(fault.kind === 'resetAfter' ? 1 : 0);
	});
});

test.each([
	'',
	'no-uuid',
	'9b2d4c1e-7a35-1f08-8c61-0d9e3f5a7b12',
	'9b2d4c1e-7a35-4f08-7c61-0d9e3f5a7b12',
	`${TOKEN}0`,
])('the token "%s" is no UUID v4: nothing leaves', async (apiToken) => {
	const json = await failed('postText', { text: 'Hi' }, { credential: { apiToken } });
	expect(json.error).toBe('"API Token": expected a UUID (version 4) (item 0)');
	expect(json.details.outcome).toBe('notSent');
	expect(sandbox.requests).toEqual([]);
});

test.each<[string, Fault]>([
	['echoed', { route: '*', kind: 'status', status: 400, body: inHandler('x', `bad Bearer ${TOKEN}`) }],
	['as a code', { route: '*', kind: 'status', status: 500, body: { error: TOKEN, error_code: TOKEN } }],
	['a reset', { route: '*', kind: 'reset' }],
	['a page', { route: '*', kind: 'html' }],
	['in an answer', { route: '*', kind: 'status', status: 200, body: { success: true, token: TOKEN } }],
])('the token appears nowhere: %s', async (_, fault) => {
	sandbox.fail(fault);
	for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
		const { error, run } = await runWuts(sandbox, 'postText', { text: 'Hi', simplify: false }, { onError });
		for (const value of [error, run]) {
			expect(inspect(value, { depth: 20, showHidden: true })).not.toContain(TOKEN);
			expect(JSON.stringify([value])).not.toContain(TOKEN);
		}
	}
});
