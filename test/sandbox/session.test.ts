import jsQr from 'jsqr';
import { PNG } from 'pngjs';
import { request } from 'undici';
import { startSandbox } from '../../sandbox';
import { SAMPLE_MEDIA } from '../../sandbox/ground/samples';
import { loadContract } from '../../sandbox/world';
import type { Sandbox } from '../../sandbox';
import { ACCOUNTS, call, control, GOWS, SCANNING, STOPPED, TOKEN, WEBJS } from './client';

const STARTING_MS = 1000;
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS, startingMs: STARTING_MS });
});
afterEach(() => sandbox.close());

async function state(instance: string): Promise<unknown> {
	const { body } = await call(sandbox, 'GET /session/info', { instance });
	const contract = await loadContract();
	expect(contract.validateResponse(body, 'getSessionInfo', 200).errors).toBeNull();
	return body['status'];
}

async function change(operation: string, instance: string): Promise<unknown> {
	const { status, body } = await call(sandbox, `POST /session/${operation}`, { instance });
	expect(status).toBe(200);
	return body['status'];
}

function decode(body: Record<string, unknown>): Buffer {
	return Buffer.from(body['data'] as string, 'base64');
}

describe('the state of a session', () => {
	it('a linked number goes STOPPED → STARTING → WORKING, on the clock', async () => {
		expect(await change('start', STOPPED)).toBe('STARTING');
		sandbox.clock.advance(STARTING_MS / 2);
		expect(await state(STOPPED)).toBe('STARTING');
		sandbox.clock.advance(STARTING_MS);
		expect(await state(STOPPED)).toBe('WORKING');
		expect(await change('start', STOPPED)).toBe('WORKING');
		expect(await change('restart', STOPPED)).toBe('STARTING');
		expect(await change('stop', STOPPED)).toBe('STOPPED');
		sandbox.clock.advance(10 * STARTING_MS);
		expect(await state(STOPPED)).toBe('STOPPED');
	});

	it('fails after six QR codes, the first of 60 s, five of 20 s', async () => {
		const shown = new Set<string>();
		const look = async (): Promise<void> => {
			const { body } = await call(sandbox, 'GET /getQr', { instance: SCANNING, query: { format: 'raw' } });
			shown.add((JSON.parse(decode(body).toString()) as { value: string }).value);
		};
		await look();
		sandbox.clock.advance(59_000);
		await look();
		expect(shown.size).toBe(1);
		for (let code = 2; code <= 6; code += 1) {
			sandbox.clock.advance(code === 2 ? 2000 : 20_000);
			await look();
			expect(shown.size).toBe(code);
		}
		sandbox.clock.advance(20_000);
		expect(await state(SCANNING)).toBe('FAILED');
		const { status, body } = await call(sandbox, 'GET /getQr', { instance: SCANNING });
		expect([status, body['code']]).toEqual([422, 'wawp_api_error']);
	});

	it('one long step of the clock runs through all of it', async () => {
		sandbox.clock.advance(160_001);
		expect(await state(SCANNING)).toBe('FAILED');
		expect(await change('restart', SCANNING)).toBe('STARTING');
		sandbox.clock.advance(STARTING_MS);
		expect(await state(SCANNING)).toBe('SCAN_QR_CODE');
	});

	it.each(['POST', 'GET'])('%s logout unlinks the phone: the next state is a scan', async (method) => {
		const { body } = await call(sandbox, `${method} /session/logout`);
		expect(body['status']).toBe('STARTING');
		sandbox.clock.advance(STARTING_MS);
		expect(await state(GOWS)).toBe('SCAN_QR_CODE');
	});

	it('a stop keeps the login, a log-out while stopped does not', async () => {
		expect(await change('logout', STOPPED)).toBe('STOPPED');
		await change('start', STOPPED);
		sandbox.clock.advance(STARTING_MS);
		expect(await state(STOPPED)).toBe('SCAN_QR_CODE');
	});

	it('a created session starts, asks for a scan, and can be deleted for good', async () => {
		const created = await call(sandbox, 'POST /createSession', {
			bare: true,
			query: { access_token: TOKEN, name: 'Second Shop' },
		});
		expect(created.body).toMatchObject({
			name: 'Second Shop',
			status: 'STARTING',
			config: { metadata: { access_token: TOKEN, display_name: 'Second Shop' } },
		});
		const config = created.body['config'] as { metadata: { instance_id: string } };
		const instance = config.metadata.instance_id;
		expect(instance).toMatch(/^[0-9A-F]{12}$/);
		sandbox.clock.advance(STARTING_MS);
		expect(await state(instance)).toBe('SCAN_QR_CODE');
		expect((await call(sandbox, 'DELETE /session/delete', { instance })).body).toEqual({ success: true });
		expect((await call(sandbox, 'GET /session/info', { instance })).status).toBe(404);
	});

	it('tells who is logged in, only while it works', async () => {
		const { body } = await call(sandbox, 'GET /session/me');
		expect(body).toMatchObject({ id: '447441429009@c.us', pushName: 'Shop' });
		expect(body['lid']).toMatch(/^\d+@lid$/);
		const refused = await call(sandbox, 'GET /session/me', { instance: STOPPED });
		expect([refused.status, refused.body['code']]).toEqual([422, 'wawp_api_error']);
		const legacy = (instance: string): Promise<{ body: unknown }> =>
			call(sandbox, 'GET /status', { instance });
		expect((await legacy(GOWS)).body).toEqual({ status: 'Online' });
		expect((await legacy(STOPPED)).body).toEqual({ status: 'Offline' });
	});

	it.each([
		[{ to: 'STOPPED' }, 'STOPPED'],
		[{ to: 'SCAN_QR_CODE' }, 'SCAN_QR_CODE'],
		[undefined, 'FAILED'],
	])('a disconnection %j leads to %s', async (body, expected) => {
		expect((await control(sandbox, `POST /instances/${GOWS}/disconnect`, body)).status).toBe(200);
		expect(await state(GOWS)).toBe(expected);
		await change('restart', GOWS);
		sandbox.clock.advance(STARTING_MS);
		expect(await state(GOWS)).toBe(expected === 'SCAN_QR_CODE' ? 'SCAN_QR_CODE' : 'WORKING');
	});
});

/** What a phone reads in a picture. */
function scanned(png: Buffer): string | undefined {
	const { data, width, height } = PNG.sync.read(png);
	return jsQr(Uint8ClampedArray.from(data), width, height)?.data;
}

describe('login', () => {
	it('the image shows the text as a QR code', async () => {
		const image = await call(sandbox, 'GET /getQr', { instance: SCANNING });
		expect(image.body['mimetype']).toBe('image/png');
		const raw = await call(sandbox, 'GET /getQr', { instance: SCANNING, query: { format: 'raw' } });
		const { value } = JSON.parse(decode(raw.body).toString()) as { value: string };
		expect(scanned(decode(image.body))).toBe(value);
		const page = await request(`${sandbox.url}/sandbox/instances/${SCANNING}/qr.png`);
		expect(scanned(Buffer.from(await page.body.arrayBuffer()))).toBe(value);
		const info = await call(sandbox, 'GET /session/info', { instance: SCANNING });
		const [type, base64 = ''] = String(info.body['qr']).split(',');
		expect([type, scanned(Buffer.from(base64, 'base64'))]).toEqual(['data:image/png;base64', value]);
	});

	it('a scan leads to WORKING, once', async () => {
		expect((await control(sandbox, `POST /instances/${SCANNING}/scan`)).status).toBe(200);
		expect(await state(SCANNING)).toBe('WORKING');
		expect((await call(sandbox, 'GET /getQr', { instance: SCANNING })).status).toBe(422);
		expect((await control(sandbox, `POST /instances/${SCANNING}/scan`)).status).toBe(422);
	});

	it('the text says until when it stands', async () => {
		const { body } = await call(sandbox, 'GET /getQr', { instance: SCANNING, query: { format: 'raw' } });
		expect(body['mimetype']).toBe('application/json');
		const { value, expiry } = JSON.parse(decode(body).toString()) as { value: string; expiry: string };
		expect(value).toMatch(/^2@.{100}/);
		const left = Date.parse(expiry) - sandbox.clock.now();
		expect(left).toBeGreaterThan(55_000);
		expect(left).toBeLessThanOrEqual(60_000);
	});

	it('only the right pairing code leads to WORKING', async () => {
		expect((await control(sandbox, `POST /instances/${SCANNING}/pair`, {})).status).toBe(400);
		const query = { phone_number: '15550100125' };
		const { body } = await call(sandbox, 'POST /requestCode', { instance: SCANNING, query });
		const code = body['code'] as string;
		expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
		const wrong = await control(sandbox, `POST /instances/${SCANNING}/pair`, { code: 'AAAA-0000' });
		expect(wrong.status).toBe(400);
		expect(await state(SCANNING)).toBe('SCAN_QR_CODE');
		const right = { code: code.toLowerCase().replace('-', '') };
		expect((await control(sandbox, `POST /instances/${SCANNING}/pair`, right)).status).toBe(200);
		expect(await state(SCANNING)).toBe('WORKING');
		expect((await call(sandbox, 'POST /requestCode', { instance: SCANNING, query })).status).toBe(422);
	});

	it('a screenshot is a whole picture, and for WEBJS only', async () => {
		const { body } = await call(sandbox, 'GET /getScreenshot', { instance: WEBJS });
		expect(decode(body)).toEqual(SAMPLE_MEDIA['picture.png'].bytes());
		const { status, body: refused } = await call(sandbox, 'GET /getScreenshot');
		expect([status, refused['code']]).toEqual([501, 'wawp_api_error']);
	});
});
