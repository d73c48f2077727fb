import getPort from 'get-port';

import { testCredential } from '../n8n/credentials';
import type { WawpApiData } from '../n8n/credentials';
import { openScene } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Credential suite');
});
afterEach(() => scene.sandbox.clearFaults());

/** Tests the scene's good credential with some fields changed; no message may show a secret or the instance. */
async function testWith(changes: Partial<WawpApiData>) {
	const data = { ...scene.data, ...changes };
	const result = await testCredential(scene.n8n, data);
	for (const hidden of [data.accessToken, data.instanceId, data.webhookSecret].filter(
		(value) => value !== '',
	)) {
		expect(result.message).not.toContain(hidden);
	}
	return result;
}

describe('the credential test', () => {
	it('accepts a good credential', async () => {
		expect(await testWith({})).toMatchObject({ status: 'OK' });
	});

	it('accepts a token without an instance', async () => {
		expect(await testWith({ instanceId: '' })).toMatchObject({ status: 'OK' });
	});

	it('names a wrong token, also without an instance', async () => {
		const expected = { status: 'Error', message: expect.stringMatching(/access token/) as string };
		expect(await testWith({ accessToken: 'a-wrong-token' })).toMatchObject(expected);
		expect(await testWith({ accessToken: 'a-wrong-token', instanceId: '' })).toMatchObject(expected);
	});

	it('asks with a wrong token only once', async () => {
		const before = scene.sandbox.requests.length;
		await testWith({ accessToken: 'a-wrong-token' });
		expect(scene.sandbox.requests.length - before).toBe(1);
	});

	it.each([
		['does not exist', 'FFFFFFFFFFFF'],
		['belongs to somebody else', 'D4E5F6A1B2C3'],
	])('names an instance that %s', async (_, instanceId) => {
		expect(await testWith({ instanceId })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/instance/) as string,
		});
	});

	it.each([
		['a page', 'text/html', '<!doctype html><title>Welcome</title>'],
		['a text', 'text/plain', 'hello'],
	])('names an address that gives %s instead of JSON', async (_, contentType, body) => {
		scene.sandbox.fail({ route: 'GET /session/info', kind: 'status', status: 200, body, contentType });
		const { status, message } = await testWith({});
		expect([status, message]).toEqual(['Error', expect.stringMatching(/Base URL/)]);
	});

	it('fails on the error page of a proxy', async () => {
		scene.sandbox.fail({ route: 'GET /session/info', kind: 'html' });
		const { status, message } = await testWith({});
		expect([status, message]).toEqual(['Error', expect.stringMatching(/502/)]);
	});

	it('names an address that redirects, and does not follow it', async () => {
		const before = scene.sandbox.requests.length;
		const location = 'https://www.example.com/wp-json/awp/v1/session/info';
		scene.sandbox.fail({ route: 'GET /session/info', kind: 'redirect', location });
		const { status, message } = await testWith({});
		expect([status, message]).toEqual(['Error', expect.stringMatching(/redirects to www\.example\.com/)]);
		expect(scene.sandbox.requests.length - before).toBe(1);
	});

	it('names an address without the API', async () => {
		const { status, message } = await testWith({ baseUrl: `${scene.sandbox.url}/wp-json/awp/v0` });
		expect([status, message]).toEqual(['Error', expect.stringMatching(/Base URL/)]);
	});

	it('names an address where nobody listens', async () => {
		const baseUrl = `http://127.0.0.1:${await getPort({ host: '127.0.0.1' })}/wp-json/awp/v1`;
		const { status, message } = await testWith({ baseUrl });
		expect([status, message]).toEqual(['Error', expect.stringMatching(/refuses the connection/)]);
	});

	it('refuses plain http for another machine', async () => {
		const { status, message } = await testWith({ baseUrl: 'http://wawp.example.com/wp-json/awp/v1' });
		expect([status, message]).toEqual(['Error', expect.stringMatching(/https/)]);
	});
});
