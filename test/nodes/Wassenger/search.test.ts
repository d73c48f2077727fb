import '../../engine';

import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INode, type INodeTypes } from 'n8n-workflow';

import { WassengerApi } from '../../../packages/wassenger-status/credentials/WassengerApi.credentials';
import { Wassenger } from '../../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import type { Sandbox } from '../../../sandbox';
import { GivenCredentials } from '../../engine';
import { KEY, NIGHT, SHOP, startWassenger } from './account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWassenger();
});
afterAll(async () => await sandbox.close());

function search(filter?: string, apiKey = KEY) {
	const nodeType = new Wassenger();
	const node: INode = {
		id: '1',
		name: 'Wassenger',
		type: 'n8n-nodes-wassenger-status.wassenger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { wassengerApi: { id: '1', name: 'Account' } },
	};
	const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const credentialsHelper = new GivenCredentials(new WassengerApi(), {
		apiKey,
		baseUrl: sandbox.wassengerUrl,
	});
	const context = new LoadOptionsContext(workflow, node, { credentialsHelper } as never, '');
	return nodeType.methods.listSearch.searchDevices.call(context, filter);
}

test('lists the devices by name and number', async () => {
	const { results } = await search();
	expect(results).toHaveLength(3);
	expect(results[0]).toEqual({ name: 'Corner Shop · +447441429009', value: SHOP });
});

test.each(['night', ' 2010 '])('finds by "%s"', async (filter) => {
	const { results } = await search(filter);
	expect(results.map(({ value }) => value)).toEqual([NIGHT]);
});

test('says what is wrong with the key', async () => {
	await expect(search('', 'wrong')).rejects.toThrow('Wassenger does not accept the API key');
});
