import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import { Wuts } from '../../packages/wuts-status/nodes/Wuts/Wuts.node';
import type { Sandbox } from '../../sandbox';
import { startWuts, TOKEN } from '../nodes/Wuts/account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWuts();
});
afterAll(async () => await sandbox.close());

const testOf = async (data: object) => {
	const context = new CredentialTestContext({} as never) as unknown as ICredentialTestFunctions;
	return await new Wuts().methods.credentialTest.wutsApiTest.call(context, {
		id: '1',
		name: 'WUTS',
		type: 'wutsApi',
		data: { apiToken: TOKEN, baseUrl: sandbox.wutsUrl, ...data },
	});
};

const OK = { status: 'OK', message: 'Connection successful' };

test('a good credential of a number that is connected', async () => {
	expect(await testOf({})).toEqual(OK);
	expect(sandbox.requests.at(-1)).toMatchObject({ method: 'GET', path: '/qr', service: 'wuts', status: 409 });
});

test('a good credential of a number that waits for its scan', async () => {
	const waiting = await startWuts({ connected: false });
	expect(await testOf({ baseUrl: waiting.wutsUrl })).toEqual(OK);
	await waiting.close();
});

test.each<[string, () => object, RegExp]>([
	[
		'a wrong token',
		() => ({ apiToken: '00000000-0000-4000-8000-000000000000' }),
		/does not accept the API token/,
	],
	['a token that is no UUID', () => ({ apiToken: 'wrong' }), /expected a UUID \(version 4\)/],
	['an address without this route', () => ({ baseUrl: sandbox.url }), /./],
	['nobody there', () => ({ baseUrl: 'http://127.0.0.1:9' }), /refuses the connection/],
	['plain http to another machine', () => ({ baseUrl: 'http://example.com' }), /expected https/],
])('%s', async (_, data, message) => {
	const result = await testOf(data());
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(message);
	expect(result.message).not.toContain(TOKEN);
});

test('the page of a proxy', async () => {
	sandbox.fail({ route: 'GET /wuts/qr', kind: 'html', times: 1 });
	expect((await testOf({})).status).toBe('Error');
});
