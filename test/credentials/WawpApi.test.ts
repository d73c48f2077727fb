import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';

import { WawpApi } from '../../credentials/WawpApi.credentials';
import { Wawp } from '../../nodes/Wawp/Wawp.node';
import type { Sandbox } from '../../sandbox';
import { INSTANCES, startWawp, TOKEN } from '../nodes/Wawp/account';

const credential = { accessToken: TOKEN, instanceId: INSTANCES[0] };

describe('authenticate', () => {
	const authenticated = async (qs: object | undefined, data: object = credential) =>
		(await new WawpApi().authenticate({ ...data }, { url: '/x', qs: qs && { ...qs } })).qs;

	test('adds token and instance', async () => {
		expect(await authenticated(undefined)).toEqual({ access_token: TOKEN, instance_id: INSTANCES[0] });
		expect(await authenticated({ text: 'Hi' })).toEqual({
			access_token: TOKEN,
			instance_id: INSTANCES[0],
			text: 'Hi',
		});
	});

	test("keeps the request's own instance", async () => {
		expect(await authenticated({ instance_id: INSTANCES[1] })).toEqual({
			access_token: TOKEN,
			instance_id: INSTANCES[1],
		});
	});

	test('adds no instance where the request goes without, or there is none', async () => {
		expect(await authenticated({ instance_id: null })).toEqual({ access_token: TOKEN });
		expect(await authenticated({}, { accessToken: TOKEN, instanceId: '' })).toEqual({ access_token: TOKEN });
	});

	test('a request cannot bring another token', async () => {
		expect(await authenticated({ access_token: 'other' })).toMatchObject({ access_token: TOKEN });
	});
});

describe('the credential test tells apart', () => {
	let sandbox: Sandbox;
	let other: Server;
	let otherUrl: string;
	beforeAll(async () => {
		sandbox = await startWawp();
		other = createServer((request, response) => {
			const kind = (request.url ?? '').split(/[/?]/)[1];
			if (kind === 'html') response.setHeader('Content-Type', 'text/html').end('<html>Welcome</html>');
			else if (kind === 'text') response.end('hello');
			else response.writeHead(301, { Location: 'https://www.example.com/?t=1' }).end();
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		other.close();
		await sandbox.close();
	});

	const test_ = async (data: object) => {
		const context = new CredentialTestContext({} as never) as unknown as ICredentialTestFunctions;
		return await new Wawp().methods.credentialTest.wawpApiTest.call(context, {
			id: '1',
			name: 'Wawp',
			type: 'wawpApi',
			data: { ...credential, baseUrl: sandbox.baseUrl, ...data },
		});
	};

	test('a good credential', async () => {
		expect(await test_({})).toEqual({ status: 'OK', message: 'Connection successful' });
	});

	test('a good token without an instance yet', async () => {
		expect(await test_({ instanceId: '' })).toMatchObject({ status: 'OK' });
	});

	test.each<[string, () => object, RegExp]>([
		['a wrong token', () => ({ accessToken: 'wrong' }), /does not know this access token/],
		[
			'a wrong token without instance',
			() => ({ accessToken: 'wrong', instanceId: '' }),
			/does not know this access token/,
		],
		['an unknown instance', () => ({ instanceId: 'FFFFFFFFFFFF' }), /does not know this instance/],
		['an address of a web page', () => ({ baseUrl: `${otherUrl}/html` }), /a page instead of data/],
		['an address without JSON', () => ({ baseUrl: `${otherUrl}/text` }), /a page instead of data/],
		['an address that redirects', () => ({ baseUrl: `${otherUrl}/301` }), /redirects to www\.example\.com/],
		['an unknown route', () => ({ baseUrl: `${sandbox.baseUrl}/v9` }), /does not offer this/],
		['nobody there', () => ({ baseUrl: 'http://127.0.0.1:9' }), /refuses the connection/],
		['an unknown host', () => ({ baseUrl: 'https://no-such-host.invalid' }), /cannot be/],
		['plain http to another machine', () => ({ baseUrl: 'http://example.com' }), /expected https/],
	])('%s', async (_, data, message) => {
		const result = await test_(data());
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain(TOKEN);
	});
});
