import { NodeHelpers } from 'n8n-workflow';
import type { INodeTypeDescription } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { entriesOf, sourcePackages } from '../../scripts/package/manifest';
import { SERVICES } from '../../scripts/services';
import { descriptionOf } from '../house/descriptions';
import { type N8n, startN8n } from '../nodes/WawpTrigger/n8n';
import { ACTIONS, playAction, playTrigger, storedWorkflows, type StoredWorkflow } from './play';

const STORED = storedWorkflows();
const NODES = STORED.flatMap(({ file, workflow: { nodes }, runs }) =>
	nodes.map((node) => ({ title: `${file}: ${node.name}`, node, run: runs[node.name] })),
);

let descriptions: Record<string, INodeTypeDescription> = {};
beforeAll(async () => {
	const entries = sourcePackages().flatMap((source) =>
		entriesOf(source).nodes.map(async (entry): Promise<[string, INodeTypeDescription]> => {
			const description = await descriptionOf(entry);
			return [`${source.manifest.name}.${description.name}`, description];
		}),
	);
	descriptions = Object.fromEntries(await Promise.all(entries));
});

test('every resource of every node is stored, and the trigger', () => {
	const files = STORED.map(({ file }) => file.replace(/^[^/\\]+[/\\]/, ''));
	const resources = SERVICES.flatMap(({ name, service }) =>
		service.resources.map(({ value }) => `${name}.${value}.json`),
	);
	expect(new Set(files)).toEqual(new Set([...resources, 'wawpTrigger.json']));
});

/** What is wrong with a node when n8n opens its workflow. */
function problemsOf({ type, typeVersion, parameters }: StoredWorkflow['nodes'][number]): string[] {
	const description = descriptions[type];
	if (description === undefined) return [`there is no node ${type}`];
	if (![description.version].flat().includes(typeVersion)) return [`there is no version ${typeVersion}`];
	const { properties } = description;
	const all = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		true,
		false,
		{ typeVersion },
		description,
	);
	const node = { id: '1', name: 'Stored', type, typeVersion, position: [0, 0] as [number, number] };
	const filled = { ...node, parameters: all ?? {} };
	const issues = NodeHelpers.getNodeParametersIssues(properties, filled, description);
	const kept = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		false,
		false,
		{ typeVersion },
		description,
	);
	const lost = Object.keys(parameters).filter(
		(name) => JSON.stringify(kept?.[name]) !== JSON.stringify(parameters[name]),
	);
	return [...Object.values(issues?.parameters ?? {}).flat(), ...lost.map((name) => `${name} is lost`)];
}

test.each(NODES)('$title opens in the editor with all that was entered', ({ node }) => {
	expect(problemsOf(node)).toEqual([]);
});

test('a value that is not offered any more is seen', () => {
	const [{ node } = { node: undefined }] = NODES.filter(({ title }) =>
		title.includes('wawp.status.json: postImage'),
	);
	if (node === undefined) throw new Error('nothing is stored');
	const gone = { ...node, parameters: { ...node.parameters, operation: 'postPicture' } };
	expect(problemsOf(gone)).not.toEqual([]);
	expect(problemsOf({ ...node, parameters: { ...node.parameters, imageUrl: 'https://x.dev' } })).not.toEqual(
		[],
	);
});

describe.each(Object.keys(ACTIONS))('the stored nodes %s', (type) => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = (await ACTIONS[type]?.start()) as Sandbox;
	});
	afterAll(() => sandbox.close());

	test.each(NODES.filter(({ node }) => node.type === type))(
		'$title sends what it sent, and gives what it gave',
		async ({ node, run }) => {
			if (run === undefined || Array.isArray(run)) throw new Error('its run is not stored');
			const { requests, items } = await playAction(sandbox, node, run.answer);
			expect(requests).toEqual(run.requests);
			expect(items).toHaveLength(run.items.length);
			expect(items).toMatchObject(run.items);
		},
	);
});

describe('the stored triggers', () => {
	let n8n: N8n;
	beforeAll(async () => {
		n8n = await startN8n();
	});
	afterAll(() => n8n.close());

	test.each(NODES.filter(({ run }) => Array.isArray(run)))(
		'$title takes what it took, and gives what it gave',
		async ({ node, run }) => {
			if (!Array.isArray(run)) throw new Error('its run is not stored');
			const now = await playTrigger(
				n8n,
				node,
				run.map(({ delivery }) => delivery),
			);
			expect(now.map(({ status, items }) => [status, items.length])).toEqual(
				run.map(({ status, items }) => [status, items.length]),
			);
			expect(now).toMatchObject(run);
			expect(run.length).toBeGreaterThan(20);
		},
	);
});
