import '../engine';

import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';

import { WawpApi } from '../../credentials/WawpApi.credentials';
import { Wawp } from '../../nodes/Wawp/Wawp.node';
import { WassengerApi } from '../../packages/wassenger-status/credentials/WassengerApi.credentials';
import { Wassenger } from '../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import { Wuts } from '../../packages/wuts-status/nodes/Wuts/Wuts.node';
import { editorContext } from '../engine';
import { INSTANCES } from '../nodes/Wawp/account';
import { ECHOES, startEcho, type Echo } from './echo';
import type { Addresses } from './execution';
import { leaksOf, listenToLog, SECRETS } from './secrets';

const CREDENTIALS = (
	at: Addresses,
): Record<'wawp' | 'wassenger' | 'wuts', ICredentialDataDecryptedObject> => ({
	wawp: {
		accessToken: SECRETS.wawp,
		webhookSecret: SECRETS.webhook,
		instanceId: INSTANCES[0],
		baseUrl: at.baseUrl,
	},
	wassenger: { apiKey: SECRETS.wassenger, baseUrl: at.wassengerUrl },
	wuts: { apiToken: SECRETS.wuts, baseUrl: at.wutsUrl },
});

/** What the tests of all credentials say. */
async function tested(at: Addresses): Promise<unknown[]> {
	const context = new CredentialTestContext({} as never) as unknown as ICredentialTestFunctions;
	const { wawp, wassenger, wuts } = CREDENTIALS(at);
	const given = (data: ICredentialDataDecryptedObject) => ({ id: '1', name: 'Account', type: 'any', data });
	return await Promise.all([
		new Wawp().methods.credentialTest.wawpApiTest.call(context, given(wawp)),
		new Wassenger().methods.credentialTest.wassengerApiTest.call(context, given(wassenger)),
		new Wuts().methods.credentialTest.wutsApiTest.call(context, given(wuts)),
	]);
}

/** What all lists of the editor give, or the errors they show. */
async function searched(at: Addresses): Promise<unknown[]> {
	const { wawp, wassenger } = CREDENTIALS(at);
	const nodes = [
		{ nodeType: new Wawp(), credentialType: new WawpApi(), credential: wawp },
		{ nodeType: new Wassenger(), credentialType: new WassengerApi(), credential: wassenger },
	];
	const lists = nodes.flatMap((node) =>
		Object.values(node.nodeType.methods.listSearch).map(async (search) => {
			const context = editorContext({ ...node, parameters: {} }, LoadOptionsContext as never);
			return await search.call(context as never).catch((error: unknown) => error);
		}),
	);
	return await Promise.all(lists);
}

async function leaksBehind(echo: Echo, said: (at: Addresses) => Promise<unknown[]>): Promise<string[]> {
	const server = await startEcho(echo);
	const leaks = (await said(server)).flatMap(leaksOf);
	await server.close();
	return leaks;
}

test.each(ECHOES)('no test of a credential and no list betrays a secret: %s', async (_, echo) => {
	const log = listenToLog();
	expect(await leaksBehind(echo, tested)).toEqual([]);
	expect(await leaksBehind(echo, searched)).toEqual([]);
	expect(log).toEqual([]);
});
