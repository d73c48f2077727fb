import { request } from 'undici';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ACCOUNTS, call, control, GOWS, OTHER_TOKEN, TOKEN, until } from './client';

const SECRET = 'webhook secret of the tests';
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterEach(() => sandbox.close());

function post(text: string): ReturnType<typeof call> {
	return call(sandbox, 'POST /status/text', { query: { text } });
}

describe('planned failures', () => {
	it('answer what was planned, as often as planned', async () => {
		sandbox.fail({
			route: 'POST /status/text',
			times: 2,
			kind: 'status',
			status: 503,
			headers: { 'retry-after': '7' },
		});
		const first = await post('a');
		expect([first.status, first.headers['retry-after']]).toEqual([503, '7']);
		expect(first.body['code']).toBe('wawp_api_error');
		expect((await call(sandbox, 'GET /session/info')).status).toBe(200);
		expect((await post('b')).status).toBe(503);
		expect((await post('c')).status).toBe(200);
		expect(sandbox.statuses().map(({ text }) => text)).toEqual(['c']);
		expect(sandbox.requests.map(({ status }) => status)).toEqual([503, 200, 503, 200]);
	});

	it('stay until they are cleared, for all routes with *', async () => {
		await control(sandbox, 'POST /faults', { route: '*', kind: 'status', status: 500, body: { a: 1 } });
		for (let time = 0; time < 3; time += 1) expect((await post('a')).body).toEqual({ a: 1 });
		await control(sandbox, 'DELETE /faults');
		expect((await post('b')).status).toBe(200);
	});

	it('know a route by its path in the contract too', async () => {
		sandbox.fail({ route: 'GET /presence/{chatId}', kind: 'status', status: 504 });
		expect((await call(sandbox, 'GET /presence/1@c.us')).status).toBe(504);
	});

	it('drop the connection before the work, or after it', async () => {
		sandbox.fail({ route: '*', kind: 'reset', times: 1 });
		await expect(post('lost')).rejects.toThrow();
		expect(sandbox.statuses()).toEqual([]);
		sandbox.fail({ route: '*', kind: 'resetAfter', times: 1 });
		await expect(post('done')).rejects.toThrow();
		expect(sandbox.statuses().map(({ text }) => text)).toEqual(['done']);
		expect(sandbox.requests.map(({ status }) => status)).toEqual([0, 0]);
	});

	it('never answer', async () => {
		sandbox.fail({ route: '*', kind: 'hang' });
		const url = `${sandbox.baseUrl}/session/info`;
		await expect(request(url, { headersTimeout: 300 })).rejects.toThrow(/Timeout|terminated/i);
	});

	it('answer with an error page, or send elsewhere', async () => {
		const url = `${sandbox.baseUrl}/session/info`;
		sandbox.fail({ route: '*', kind: 'html', times: 1 });
		const page = await request(url);
		expect([page.statusCode, page.headers['content-type']]).toEqual([502, 'text/html; charset=utf-8']);
		expect(await page.body.text()).toContain('502 Bad Gateway');
		sandbox.fail({ route: '*', kind: 'redirect', location: 'https://example.com/x', times: 1 });
		const moved = await request(url);
		expect([moved.statusCode, moved.headers.location]).toEqual([301, 'https://example.com/x']);
		await moved.body.dump();
	});

	it('must be well formed', async () => {
		expect((await control(sandbox, 'POST /faults', { route: '*', kind: 'explode' })).status).toBe(400);
	});
});

describe('the state', () => {
	it('shows no access token and no webhook secret', async () => {
		await control(sandbox, `PUT /instances/${GOWS}/webhook`, {
			url: `http://127.0.0.1:1/hook?secret=${encodeURIComponent(SECRET)}`,
			secret: SECRET,
			events: ['message'],
		});
		await call(sandbox, 'POST /createSession', { bare: true, query: { access_token: TOKEN, name: 'New' } });
		await post('Hello');
		const { body } = await control(sandbox, 'GET /state');
		const text = JSON.stringify(body);
		for (const secret of [TOKEN, OTHER_TOKEN, SECRET, encodeURIComponent(SECRET)]) {
			expect(text).not.toContain(secret);
		}
		expect(body).toMatchObject({
			statuses: [{ text: 'Hello', type: 'text', views: [] }],
			instances: expect.arrayContaining([
				expect.objectContaining({
					id: GOWS,
					status: 'WORKING',
					webhooks: [
						{ name: 'Dashboard', url: 'http://127.0.0.1:1/hook', events: ['message'], hasSecret: true },
					],
				}),
			]) as unknown,
		});
	});

	it('comes live, now and after each change', async () => {
		const { body } = await request(`${sandbox.url}/sandbox/events`);
		let told = '';
		body.on('data', (chunk: Buffer) => (told += chunk.toString()));
		body.on('error', () => undefined);
		await until(() => told.includes('\n\n'));
		expect(told).toMatch(/^event: state\ndata: \{"now":\d+/);
		expect(told).not.toContain('Live from the shop');
		await post('Live from the shop');
		await until(() => told.includes('Live from the shop'));
		body.destroy();
	});

	it('moves with the clock', async () => {
		const { body } = await control(sandbox, 'POST /clock', { advanceMs: 3_600_000 });
		expect((body['now'] as number) - Date.now()).toBeGreaterThan(3_500_000);
		sandbox.clock.advance(-3_600_000);
		expect(Math.abs(sandbox.clock.now() - Date.now())).toBeLessThan(1000);
	});

	it('shows the chats, the latest first, with what is unread', async () => {
		await control(sandbox, `POST /instances/${GOWS}/events`, { event: 'message.reaction' });
		const { body } = await control(sandbox, 'GET /state');
		const chats = (body['chats'] as { instanceId: string; messages: object[] }[]).filter(
			({ instanceId }) => instanceId === GOWS,
		);
		expect(chats).toHaveLength(6);
		expect(chats[0]).toMatchObject({ name: 'Mona Farouk', unread: 2, labels: [{ name: 'Regulars' }] });
		expect(chats[0]?.messages[2]).toMatchObject({
			content: { type: 'image', mediaUrl: expect.stringMatching(/^\/sandbox\/uploads\//) as string },
			reactions: ['👍'],
		});
	});

	it('of nothing unknown', async () => {
		for (const route of [
			'POST /instances/NOBODY/scan',
			'GET /nothing',
			'GET /media/none',
			'GET /uploads/none',
		]) {
			expect((await control(sandbox, route)).status).toBe(404);
		}
	});
});

describe('files', () => {
	it.each([
		['picture.png', 'image/png', '\x89PNG'],
		['photo.jpg', 'image/jpeg', '\xff\xd8\xff'],
		['voice.ogg', 'audio/ogg; codecs=opus', 'OggS'],
		['tune.wav', 'audio/wav', 'RIFF'],
		['clip.mp4', 'video/mp4', '\x00\x00\x00'],
	])('%s is what it says', async (name, mimetype, start) => {
		const answer = await request(`${sandbox.url}/sandbox/media/${name}`);
		expect(answer.headers['content-type']).toBe(mimetype);
		const bytes = Buffer.from(await answer.body.arrayBuffer());
		expect(bytes.toString('latin1').startsWith(start)).toBe(true);
		expect(bytes.length).toBeGreaterThan(400);
	});

	it('an upload comes back byte by byte, and cannot run', async () => {
		const bytes = Buffer.from('<script>alert(1)</script>');
		const file = { data: bytes.toString('base64'), mimetype: 'text/html', filename: 'x' };
		await call(sandbox, 'POST /status/video', { body: { file } });
		const id = sandbox.statuses().at(-1)?.id ?? '';
		const answer = await request(`${sandbox.url}/sandbox/uploads/${id}`);
		expect(Buffer.from(await answer.body.arrayBuffer())).toEqual(bytes);
		expect(answer.headers['content-security-policy']).toBe('sandbox');
	});

	it('the page stands at the root, alone', async () => {
		const answer = await request(sandbox.url);
		expect(answer.statusCode).toBe(200);
		const html = await answer.body.text();
		expect(html).toContain('<!doctype html>');
		const own = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
		expect(own).toEqual(expect.arrayContaining(['style.css', 'app.js']));
		for (const address of own) {
			const file = await request(`${sandbox.url}/${address ?? ''}`);
			expect([address, file.statusCode]).toEqual([address, 200]);
			await file.body.dump();
		}
	});
});

it('a taken port is an error', async () => {
	await expect(startSandbox({ port: Number(new URL(sandbox.url).port) })).rejects.toThrow('EADDRINUSE');
});
