import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { WawpApi } from '../../credentials/WawpApi.credentials';
import { DEFAULT_ACCOUNTS, startSandbox } from '../../sandbox';
import { runNode } from '../engine';

const FOLDER = path.join(__dirname, '../../bench/nodes');
const { n8n } = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

/** A node of the bench, found as n8n finds it: the class has the name of the file. */
function load(file: string): INodeType {
	const loaded = createRequire(__filename)(path.join(FOLDER, file)) as Record<string, new () => INodeType>;
	const NodeClass = loaded[path.basename(file, '.node.js')];
	if (NodeClass === undefined) throw new Error(`${file} has no class of its name`);
	return new NodeClass();
}

test('the package names every node that it has', () => {
	expect(n8n.nodes).toEqual(readdirSync(FOLDER).filter((file) => file.endsWith('.node.js')));
});

test.each(n8n.nodes)('%s loads and has at most 40 lines: it is a floor', (file) => {
	const node = load(file);
	expect(node.description.name).toBe(path.basename(file, '.node.js').replace(/^B/, 'b'));
	expect(['execute', 'webhook'].filter((method) => method in node)).toHaveLength(1);
	const lines = readFileSync(path.join(FOLDER, file), 'utf8').trimEnd().split('\n');
	expect(lines.length).toBeLessThanOrEqual(40);
});

test('the bare node reads what ours would: one call for each item, results in their order', async () => {
	const sandbox = await startSandbox();
	const [account] = DEFAULT_ACCOUNTS;
	const { outputs, error } = await runNode({
		nodeType: load('BenchBare.node.js'),
		parameters: { method: 'GET', path: '/contacts', atATime: '2', id: '={{ $json.id }}' },
		credentialType: new WawpApi(),
		credential: {
			accessToken: account?.accessToken ?? '',
			instanceId: account?.instances[0]?.id ?? '',
			baseUrl: sandbox.baseUrl,
		},
		items: ['1', '2', '3', '4', '5'].map((last) => ({ json: { id: `20100000000${last}@c.us` } })),
	});
	await sandbox.close();
	expect(error).toBeUndefined();
	expect(outputs[0]?.map(({ json, pairedItem }) => [json['id'], pairedItem])).toEqual(
		[0, 1, 2, 3, 4].map((item) => [`20100000000${item + 1}@c.us`, { item }]),
	);
	expect(sandbox.requests.map(({ path: asked, status }) => [asked, status])).toEqual(
		Array.from({ length: 5 }, () => ['/contacts', 200]),
	);
});
