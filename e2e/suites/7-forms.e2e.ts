import type { INodeTypeDescription } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { Wawp } from '../../nodes/Wawp/Wawp.node';
import { EVENTS } from '../../nodes/WawpTrigger/events';
import { WawpTrigger } from '../../nodes/WawpTrigger/WawpTrigger.node';
import { Wassenger } from '../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import { Wuts } from '../../packages/wuts-status/nodes/Wuts/Wuts.node';
import { SERVICES } from '../../scripts/services';
import { saveCredential } from '../n8n/credentials';
import { saveWorkflow, withCredentials } from '../n8n/workflows';
import { openEditor, part, watchErrors } from './browser';
import { choicesOf, formsOf, versionOf } from './forms';
import type { Form } from './forms';
import { hideDescription, listProblems, problemsOf, SELECTORS } from './panel';
import { node, workflow } from './workflow';
import { openScene } from './world';

/** The nodes with operations, by their types. */
const ACTIONS: Array<[type: string, description: INodeTypeDescription]> = [
	['n8n-nodes-wawp.wawp', new Wawp().description],
	['n8n-nodes-wassenger-status.wassenger', new Wassenger().description],
	['n8n-nodes-wuts-status.wuts', new Wuts().description],
];
const TRIGGER_TYPE = 'n8n-nodes-wawp.wawpTrigger';
const TRIGGER = new WawpTrigger().description;

/** Labels are chosen from those of the phone. */
const GIVEN = { labelIds: ['1'] };

/** A node to open: what it is called in the workflow, and its form. */
interface Opened {
	node: ReturnType<typeof node>;
	fields: Form['fields'];
}

/** All that is opened together. */
interface Group {
	name: string;
	opened: Opened[];
	/** The lists to look into at the first of them, and what has to stand there. */
	lists: Array<[field: string, choices: string[]]>;
}

const groups: Group[] = [
	...ACTIONS.flatMap(([type, description]) => {
		const resources = choicesOf(description, 'resource');
		return resources.map((resource) => {
			const value = String(resource.value);
			const operations = choicesOf(description, 'operation', value);
			const forms = operations.flatMap((operation) => {
				const choice = { resource: value, operation: operation.value };
				return formsOf(description, choice, operation.name, GIVEN);
			});
			const name = `${description.displayName}, ${resource.name}`;
			return {
				name,
				opened: forms.map((form) => toOpen(type, description, name, form)),
				lists: [
					['resource', resources.map((one) => one.name)],
					['operation', operations.map((one) => one.name)],
				] satisfies Group['lists'],
			};
		});
	}),
	triggerGroup(),
];

/** Each event by itself, and what else changes the trigger's form. */
function triggerGroup(): Group {
	const events = choicesOf(TRIGGER, 'events');
	const [, ...variants] = formsOf(TRIGGER, { events: ['message'] }, 'Variant');
	const each = events.flatMap(({ name, value }) => formsOf(TRIGGER, { events: [value] }, name).slice(0, 1));
	const name = TRIGGER.displayName;
	return {
		name,
		opened: [...each, ...variants].map((form) => toOpen(TRIGGER_TYPE, TRIGGER, name, form)),
		lists: [['events', events.map((event) => event.name)]],
	};
}

function toOpen(type: string, description: INodeTypeDescription, group: string, form: Form): Opened {
	const { title, parameters, fields } = form;
	return { node: node(`${group}: ${title}`, type, parameters, versionOf(description)), fields };
}

const all = groups.flatMap(({ opened }) => opened);
const operations = SERVICES.flatMap(({ service }) =>
	service.resources.flatMap((resource) => resource.operations),
);
let page: Page;
let errors: () => string[];

beforeAll(async () => {
	const scene = await openScene('Forms suite');
	const credentials = {
		wawpApi: scene.credential,
		wassengerApi: await saveCredential(scene.n8n, 'Forms suite', { apiKey: 'none' }, 'wassengerApi'),
		wutsApi: await saveCredential(scene.n8n, 'Forms suite', { apiToken: 'none' }, 'wutsApi'),
	};
	const nodes = all.map((opened, index) => ({ ...opened.node, position: [0, index * 160] }));
	const stored = workflow(nodes, {});
	await saveWorkflow(scene.n8n, withCredentials(stored, credentials));
	page = await openEditor(scene);
	errors = watchErrors(page);
	await page.goto(`${scene.running.url}/workflow/${stored.id}`);
	// Some 200 nodes take their time on a busy machine.
	await part(page, 'canvas-node').first().waitFor({ timeout: 240_000 });
}, 300_000);

describe(`${operations.length} operations and ${choicesOf(TRIGGER, 'events').length} events`, () => {
	it.each(groups)(
		'open with all fields, each with label and description, and without an error: $name',
		async ({ opened, lists }) => {
			const problems = new Map<string, string[]>();
			for (const [index, one] of opened.entries()) {
				const found = await problemsOf(page, one.node, one.fields);
				if (index === 0) found.push(...(await inLists(lists)));
				for (const problem of [...found, ...errors()]) {
					problems.set(problem, [...(problems.get(problem) ?? []), one.node.name]);
				}
			}
			expect(Object.fromEntries(problems)).toEqual({});
		},
		300_000,
	);

	it('are all of them', () => {
		const opened = all.map(({ node: { type, parameters } }) =>
			[type, parameters['resource'], parameters['operation']].join(' '),
		);
		expect(new Set(opened.filter((one) => !one.startsWith(TRIGGER_TYPE))).size).toBe(operations.length);
		const events = all.flatMap(({ node: { parameters } }) => parameters['events'] ?? []);
		expect(new Set(events).size).toBe(EVENTS.length + 2);
	});
});

it('a field without description, an error and a node that does not open are noticed', async () => {
	const { node: opened, fields } = all[0] as Opened;
	expect(await problemsOf(page, opened, fields)).toEqual([]);
	const { path = '' } = fields.find((field) => !SELECTORS.includes(field.path)) ?? {};
	await hideDescription(page, path);
	expect(await problemsOf(page, opened, fields)).toEqual([`${path} has no description`]);
	expect(await problemsOf(page, opened, fields.slice(1))).toContainEqual(
		expect.stringContaining('should not be there'),
	);
	expect(await problemsOf(page, { id: 'nowhere', name: 'Nowhere' }, [])).toContainEqual(
		expect.stringContaining('does not open'),
	);
	errors();
	await page.evaluate(`console.error('made up')`);
	expect(errors()).toEqual([expect.stringContaining('made up')]);
});

async function inLists(lists: Group['lists']): Promise<string[]> {
	const problems: string[] = [];
	for (const [field, names] of lists) problems.push(...(await listProblems(page, field, names)));
	return problems;
}
