import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import { Wassenger } from '../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import type { Sandbox } from '../../sandbox';
import { KEY, startWassenger } from '../nodes/Wassenger/account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWassenger();
});
afterAll(async () => await sandbox.close());

const testOf = async (data: object) => {
	const context = new CredentialTestContext({} as never) as unknown as ICredentialTestFunctions;
	return await new Wassenger().methods.credentialTest.wassengerApiTest.call(context, {
		id: '1',
		name: 'Wassenger',
		type: 'wassengerApi',
		data: { apiKey: KEY, baseUrl: sandbox.wassengerUrl, ...data },
	});
};

test('a good credential', async () => {
	expect(await testOf({})).toEqual({ status: 'OK', message: 'Connection successful' });
	expect(sandbox.requests.at(-1)).toMatchObject({ method: 'GET', path: '/devices', service: 'wassenger' });
});

test.each<[string, () => object, RegExp]>([
	['a wrong key', () => ({ apiKey: 'wrong' }), /does not accept the API key/],
	['no key', () => ({ apiKey: '' }), /does not accept the API key/],
	['an address of a web page', () => ({ baseUrl: sandbox.url }), /./],
	['an address of another API', () => ({ baseUrl: sandbox.baseUrl }), /./],
	['nobody there', () => ({ baseUrl: 'http://127.0.0.1:9' }), /refuses the connection/],
	['plain http to another machine', () => ({ baseUrl: 'http://example.com' }), /expected https/],
])('%s', async (_, data, message) => {
	const result = await testOf(data());
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(message);
	expect(result.message).not.toContain(KEY);
});

test('the page of a proxy', async () => {
	sandbox.fail({ route: 'GET /wassenger/v1/devices', kind: 'html', times: 1 });
	expect((await testOf({})).status).toBe('Error');
});
