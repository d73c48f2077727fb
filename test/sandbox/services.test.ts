import { request } from 'undici';
import {
	DEFAULT_DEVICE_IDS,
	DEFAULT_WASSENGER_KEY,
	DEFAULT_WUTS_TOKEN,
	startSandbox,
	type Sandbox,
} from '../../sandbox';
import { loadContract } from '../../sandbox/world';
import { control } from './client';

const HEADERS = {
	wassenger: { token: DEFAULT_WASSENGER_KEY },
	wuts: { authorization: `Bearer ${DEFAULT_WUTS_TOKEN}` },
};
const POST_STATUS = `POST /chat/${DEFAULT_DEVICE_IDS[0]}/status`;

type Service = keyof typeof HEADERS;

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

async function call(service: Service, route: string, body?: unknown, headers: object = HEADERS[service]) {
	const [method = '', path = ''] = route.split(' ');
	const base = service === 'wuts' ? sandbox.wutsUrl : sandbox.wassengerUrl;
	const answer = await request(base + path, {
		method: method as 'GET',
		headers: { ...headers, 'content-type': 'application/json' },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

async function expectValid(service: Service, operationId: string, body: unknown): Promise<void> {
	const contract = await loadContract(service);
	expect(contract.validateResponse(body, operationId, 200).errors).toBeNull();
}

describe('Wassenger', () => {
	it('lists its devices, on the phones of the first account', async () => {
		const { status, body } = await call('wassenger', 'GET /devices');
		expect(status).toBe(200);
		await expectValid('wassenger', 'getDevices', body);
		expect(body).toMatchObject([
			{ id: DEFAULT_DEVICE_IDS[0], phone: '+447441429009', session: { status: 'online' } },
			{ session: { status: 'online' } },
			{ session: { status: 'offline' } },
		]);
	});

	it('answers a post with what it is and will be', async () => {
		const sent = await call('wassenger', POST_STATUS, { message: 'Now' });
		expect(sent.body).toMatchObject({ status: 'sent', device: DEFAULT_DEVICE_IDS[0], message: 'Now' });
		await expectValid('wassenger', 'postStatus', sent.body);
		const queued = await call('wassenger', POST_STATUS, { message: 'Later', delay: 5 });
		expect(queued.body).toMatchObject({ status: 'queued', deliverAt: expect.any(String) as string });
		await expectValid('wassenger', 'postStatus', queued.body);
	});

	it.each<[string, unknown, RegExp]>([
		['nothing', {}, /Give a message or media/],
		['a body that is no object', '[1]', /must be a JSON object/],
		['an unknown field', { message: 'a', device: 'b' }, /device is unknown here/],
		['media without an address', { media: {} }, /media\[url\]/],
		['a delay that is none', { message: 'a', delay: 0 }, /delay must be >= 1/],
		['an order that is none', { message: 'a', order: 'yes' }, /order must be boolean/],
		['a date that is none', { message: 'a', deliverAt: 'soon' }, /must be an ISO date/],
		['a date in the past', { message: 'a', deliverAt: '2020-01-01T00:00:00Z' }, /in the future/],
		['date and delay', { message: 'a', deliverAt: '2090-01-01T00:00:00Z', delay: 1 }, /not both/],
	])('refuses %s', async (_, given, message) => {
		const { status, body } = await call('wassenger', POST_STATUS, given);
		expect([status, body['status'], body['errorCode']]).toEqual([400, 400, 'invalid_request']);
		expect(body['message']).toMatch(message);
		expect(sandbox.statuses()).toEqual([]);
	});

	it('refuses a file that is no picture and no video', async () => {
		const media = { url: `${sandbox.url}/sandbox/media/page.html` };
		const { status, body } = await call('wassenger', POST_STATUS, { media });
		expect([status, body['errorCode']]).toEqual([400, 'media_error']);
	});

	it.each([
		['a wrong key', POST_STATUS, { token: 'wrong' }, 401],
		['no key', POST_STATUS, {}, 401],
		['an unknown route', 'GET /messages', undefined, 404],
		['an unknown device', 'POST /chat/ffff/status', undefined, 404],
		['an offline device', `POST /chat/${DEFAULT_DEVICE_IDS[2]}/status`, undefined, 409],
	])('refuses %s', async (_, route, headers, expected) => {
		const given = route.startsWith('POST') ? { message: 'Hi' } : undefined;
		const { status, body } = await call('wassenger', route, given, headers);
		expect([status, body['status']]).toEqual([expected, expected]);
	});
});

describe('WUTS', () => {
	it('answers a post in the documented shape', async () => {
		const text = await call('wuts', 'POST /status/text', { text: 'Hi' });
		await expectValid('wuts', 'postTextStatus', text.body);
		expect(Object.keys(text.body)).toEqual(['success', 'message_id', 'timestamp', 'status_type']);
		const url = `${sandbox.url}/sandbox/media/clip.mp4`;
		const media = await call('wuts', 'POST /status/media', { mime_type: 'video/mp4', url });
		await expectValid('wuts', 'postMediaStatus', media.body);
		expect(media.body).toMatchObject({ success: true, status_type: 'video', mime_type: 'video/mp4' });
		expect(sandbox.statuses().map(({ id }) => id)).toEqual([
			text.body['message_id'],
			media.body['message_id'],
		]);
		const at = Date.parse(String(text.body['timestamp']));
		expect(Math.abs(at - sandbox.clock.now())).toBeLessThan(5000);
	});

	it.each<[string, string, unknown, number, string]>([
		['neither data nor url', 'media', { mime_type: 'image/png' }, 400, 'invalid_media'],
		[
			'both',
			'media',
			{ mime_type: 'image/png', url: 'https://x.example', data: 'AAAA' },
			400,
			'invalid_media',
		],
		['a kind that is none', 'media', { mime_type: 'text/plain', data: 'AAAA' }, 400, 'invalid_media'],
		['no Base64', 'media', { mime_type: 'image/png', data: 'no base64!' }, 400, 'invalid_media'],
		['a text that is missing', 'text', {}, 400, 'invalid_request'],
		['no JSON', 'text', 'text=1', 400, 'invalid_request'],
	])('refuses %s in its first error shape', async (_, kind, given, expected, code) => {
		const { status, body } = await call('wuts', `POST /status/${kind}`, given);
		expect(status).toBe(expected);
		expect(body).toEqual({ success: false, error: { code, message: expect.any(String) as string } });
		expect(sandbox.statuses()).toEqual([]);
	});

	it.each<[string, string, unknown, object | undefined, number, string]>([
		['an unknown field', 'POST /status/text', { text: 'a', x: 1 }, undefined, 422, 'VALIDATION_ERROR'],
		['no MIME type', 'POST /status/media', { data: 'AAAA' }, undefined, 422, 'VALIDATION_ERROR'],
		['a wrong token', 'GET /qr', undefined, { authorization: 'Bearer x' }, 401, 'UNAUTHORIZED'],
		['no token', 'GET /qr', undefined, {}, 401, 'UNAUTHORIZED'],
		['an unknown route', 'GET /nothing', undefined, undefined, 404, 'NOT_FOUND'],
	])('refuses %s in its second error shape', async (_, route, given, headers, expected, code) => {
		const { status, body } = await call('wuts', route, given, headers);
		expect(status).toBe(expected);
		const timestamp = expect.stringMatching(/^[\d-]+T[\d:]+Z$/) as string;
		expect(body).toEqual({
			success: false,
			error: expect.any(String) as string,
			error_code: code,
			timestamp,
		});
	});

	it('says what the seed says when neither data nor url is given', async () => {
		const { body } = await call('wuts', 'POST /status/media', { mime_type: 'image/png' });
		expect(body['error']).toEqual({
			code: 'invalid_media',
			message: 'either data or url must be provided',
		});
	});

	it('has a QR code until a number is connected', async () => {
		expect((await call('wuts', 'GET /qr')).status).toBe(409);
		await sandbox.close();
		sandbox = await startSandbox({ wuts: { apiToken: DEFAULT_WUTS_TOKEN, connected: false } });
		const { status, body } = await call('wuts', 'GET /qr');
		expect(status).toBe(200);
		await expectValid('wuts', 'getQr', body);
		expect((await call('wuts', 'POST /status/text', { text: 'Hi' })).status).toBe(503);
	});
});

describe('all services together', () => {
	it('fail by their own routes, in their own shapes', async () => {
		sandbox.fail({ route: 'POST /status/text', kind: 'status', status: 500 });
		expect((await call('wuts', 'POST /status/text', { text: 'a' })).status).toBe(200);
		sandbox.fail({ route: 'POST /wuts/status/text', kind: 'status', status: 500 });
		const wuts = await call('wuts', 'POST /status/text', { text: 'a' });
		expect([wuts.status, wuts.body['success']]).toEqual([500, false]);
		sandbox.fail({ route: 'POST /wassenger/v1/chat/{deviceId}/status', kind: 'status', status: 502 });
		const wassenger = await call('wassenger', POST_STATUS, { message: 'a' });
		expect([wassenger.status, wassenger.body['status']]).toEqual([502, 502]);
	});

	it('are told apart in requests, feed and state, and the state has no key', async () => {
		await call('wuts', 'POST /status/text', { text: 'a' });
		await call('wassenger', POST_STATUS, { message: 'b' });
		expect(sandbox.requests.map(({ service, path }) => [service, path])).toEqual([
			['wuts', '/status/text'],
			['wassenger', POST_STATUS.slice(5)],
		]);
		const { body } = await control(sandbox, 'GET /state');
		expect(body['statuses']).toMatchObject([
			{ service: 'wuts', text: 'a', phone: '447441429009' },
			{ service: 'wassenger', text: 'b', phone: '447441429009' },
		]);
		for (const secret of [DEFAULT_WASSENGER_KEY, DEFAULT_WUTS_TOKEN]) {
			expect(JSON.stringify(body)).not.toContain(secret);
		}
	});
});
