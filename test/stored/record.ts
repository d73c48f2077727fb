/**
 * `npx jest --config test/stored/jest.config.js`, before a release: makes a workflow for each resource of each node and for the trigger, with
 * the packages as they are, runs them, and stores both under the version. What was stored once is never written again:
 * that is what test/stored/stored.test.ts compares later packages with.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { NodeHelpers } from 'n8n-workflow';
import type { IDataObject, INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { readExample } from '../../scripts/examples';
import { rootFacts } from '../../scripts/facts';
import { entriesOf, sourcePackages } from '../../scripts/package/manifest';
import { SERVICES } from '../../scripts/services';
import { descriptionOf, newestVersion } from '../house/descriptions';
import { startN8n } from '../nodes/WawpTrigger/n8n';
import { sample, SAMPLE_NAMES } from '../nodes/WawpTrigger/samples';
import { ACTIONS, playAction, playTrigger } from './play';
import type { StoredRuns, StoredWorkflow } from './play';

const FOLDER = path.join(__dirname, 'workflows', rootFacts().version);
const EXAMPLES = path.join(__dirname, '../examples');

/** Ways to set the trigger up; the samples are older than any Maximum Age. */
const TRIGGERS: Record<string, INodeParameters> = {
	'All events': { events: ['*'], options: { maximumAge: 0, once: false } },
	'By itself': { events: ['message'], options: { maximumAge: 0 } },
	'Too old': { events: ['*'] },
	'Own messages too': {
		events: ['message.any', 'message.ack', 'session.status'],
		verification: 'hmac',
		options: { maximumAge: 0, ignoreOwnMessages: false, once: false },
	},
	Filtered: {
		events: ['*'],
		filters: { chatTypes: ['private'], textContains: 'status', messageTypes: ['text', 'image'] },
		options: { maximumAge: 0, once: false },
	},
	'Another proof': {
		events: ['*'],
		verification: 'url',
		registration: 'automatic',
		options: { maximumAge: 0 },
	},
};

/** A type of node as workflows name it. */
interface NodeType {
	type: string;
	description: INodeTypeDescription;
}

async function nodeTypes(): Promise<NodeType[]> {
	const entries = sourcePackages().flatMap((source) =>
		entriesOf(source).nodes.map((entry) => ({ entry, name: source.manifest.name })),
	);
	return await Promise.all(
		entries.map(async ({ entry, name }) => {
			const description = await descriptionOf(entry);
			return { type: `${name}.${description.name}`, description };
		}),
	);
}

/** A workflow of these nodes one after the other, with the parameters as n8n stores them: without defaults. */
function workflowOf(
	name: string,
	{ type, description }: NodeType,
	given: Record<string, INodeParameters>,
): StoredWorkflow {
	const typeVersion = newestVersion(description);
	const nodes = Object.entries(given).map(([nodeName, parameters], index) => {
		const node = { typeVersion };
		const stored = NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			false,
			false,
			node,
			description,
		);
		return {
			id: `${name}-${index}`,
			name: nodeName,
			type,
			typeVersion,
			position: [index * 220, 0] as [number, number],
			parameters: stored ?? {},
			...(description.webhooks && { webhookId: `${name}-${index}` }),
		};
	});
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name: next }, index) => [
				nodes[index]?.name ?? '',
				{ main: [[{ node: next, type: 'main', index: 0 }]] },
			]),
	) as IDataObject;
	return { name, nodes, connections: description.webhooks ? {} : connections };
}

function store(file: string, workflow: StoredWorkflow, runs: StoredRuns): void {
	writeFileSync(path.join(FOLDER, `${file}.json`), `${JSON.stringify(workflow, null, '\t')}\n`);
	writeFileSync(path.join(FOLDER, `${file}.runs.json`), `${JSON.stringify(runs)}\n`);
}

async function storeActions(type: NodeType, folders: Map<string, string>): Promise<void> {
	const sandbox = await ACTIONS[type.type]?.start();
	if (sandbox === undefined) throw new Error(`How is ${type.type} run?`);
	for (const [resource, folder] of folders) {
		const names = readdirSync(path.join(EXAMPLES, folder)).map((file) => path.basename(file, '.json'));
		const examples = names.map((name) => [name, readExample(folder, name)] as const);
		const given = examples.map(([name, { parameters }]) => {
			const operation = name.split('.')[0] ?? '';
			return [name, { resource, operation, ...parameters }] as const;
		});
		const file = `${type.description.name}.${resource}`;
		const workflow = workflowOf(file, type, Object.fromEntries(given));
		const runs: StoredRuns = {};
		for (const [index, node] of workflow.nodes.entries()) {
			runs[node.name] = await playAction(sandbox, node, examples[index]?.[1].answer);
		}
		store(file, workflow, runs);
	}
	await sandbox.close();
}

async function storeTrigger(type: NodeType): Promise<void> {
	const n8n = await startN8n();
	const workflow = workflowOf(type.description.name, type, TRIGGERS);
	const runs: StoredRuns = {};
	for (const node of workflow.nodes) {
		runs[node.name] = await playTrigger(
			n8n,
			node,
			SAMPLE_NAMES.map((name) => sample(name)),
		);
	}
	store(type.description.name, workflow, runs);
	await n8n.close();
}

test('this version is stored', async () => {
	if (existsSync(FOLDER)) throw new Error('This version is stored already.');
	mkdirSync(FOLDER, { recursive: true });
	for (const type of await nodeTypes()) {
		const listed = SERVICES.find(({ name }) => name === type.description.name);
		if (listed === undefined) await storeTrigger(type);
		else {
			const resources = listed.service.resources.map(({ value }) => [value, listed.folder(value)] as const);
			await storeActions(type, new Map(resources));
		}
	}
}, 120_000);
