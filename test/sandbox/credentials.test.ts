import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { readArguments } from '../../sandbox/arguments';
import { ACCOUNTS, control, FOREIGN, GOWS, OTHER_TOKEN, TOKEN } from './client';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const token = async (service: string, instanceId = GOWS) =>
	await control(sandbox, `POST /tokens/${service}`, { instanceId });

it('the state has the fields of all three credentials, and no token', async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
	const { body } = await control(sandbox, 'GET /state');
	expect(body['credentials']).toEqual([
		{
			service: 'wawp',
			title: 'Wawp API',
			fields: { 'Base URL': sandbox.baseUrl, 'Webhook API URL': sandbox.webhookApiUrl },
			token: 'Access Token',
		},
		expect.objectContaining({
			service: 'wassenger',
			fields: { 'Base URL': sandbox.wassengerUrl, Device: expect.stringMatching(/^[0-9a-f]+$/) as string },
			token: 'API Key',
		}),
		expect.objectContaining({ service: 'wuts', fields: { 'Base URL': sandbox.wutsUrl }, token: 'API Token' }),
	]);
});

it('a copy button gets the token of the number in view', async () => {
	const wuts = { apiToken: 'token of WUTS' };
	const wassenger = { apiKey: 'key of Wassenger', devices: [] };
	sandbox = await startSandbox({ accounts: ACCOUNTS, wuts, wassenger });
	expect((await token('wawp')).body).toEqual({ token: TOKEN });
	const other = await token('wawp', FOREIGN);
	expect(other.body).toEqual({ token: OTHER_TOKEN });
	expect(other.headers['cache-control']).toBe('no-store');
	expect((await token('wassenger')).body).toEqual({ token: wassenger.apiKey });
	expect((await token('wuts')).body).toEqual({ token: wuts.apiToken });
	expect((await token('wawp', 'NOBODY')).status).toBe(404);
	expect((await token('other')).status).toBe(404);
});

it('a token that somebody brought stays theirs', async () => {
	const { accounts } = readArguments(['--token', 'OfARealAccount', '--instance', GOWS]);
	sandbox = await startSandbox({ accounts });
	const { status, body } = await token('wawp');
	expect(status).toBe(403);
	expect(JSON.stringify(body)).not.toContain('OfARealAccount');
	expect((await token('wawp', 'D4E5F6A1B2C3')).body).toEqual({ token: accounts[1]?.accessToken });
});
