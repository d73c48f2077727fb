import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { entriesOf, sourcePackages } from '../../scripts/package/manifest';
import { SERVICES } from '../../scripts/services';
import { descriptionOf } from './descriptions';

/** What a field that offers values, or holds others, needs no example for. */
const CHOSEN = ['boolean', 'options', 'multiOptions'];

/** A field with the names of those around it. */
interface Shown {
	path: string;
	property: INodeProperties;
}

/** The fields that a property stands for: itself, or those in it. */
function fieldsIn(property: INodeProperties, around = ''): Shown[] {
	const path = `${around}${property.name}`;
	const within = (inside: INodeProperties) => fieldsIn(inside, `${path}.`);
	if (property.type === 'notice') return [];
	if (property.type === 'collection') return (property.options as INodeProperties[]).flatMap(within);
	if (property.type !== 'fixedCollection') return [{ path, property }];
	return (property.options as INodePropertyCollection[]).flatMap(({ values }) => values.flatMap(within));
}

const entries = sourcePackages()
	.flatMap((source) => entriesOf(source).nodes)
	.filter((entry) => !entry.includes('Trigger'));

describe.each(entries)('what a model reads of %s', (entry) => {
	let properties: INodeProperties[];
	let all: Shown[];
	beforeAll(async () => {
		const description = await descriptionOf(entry);
		expect(description.usableAsTool).toBe(true);
		({ properties } = description);
		all = properties.flatMap((property) => fieldsIn(property));
	});

	const isSelector = ({ property: { name } }: Shown) => name === 'resource' || name === 'operation';
	const pathsOf = (found: Shown[]) => [...new Set(found.map(({ path }) => path))];

	test('each field says what it is', () => {
		expect(all.length).toBeGreaterThan(20);
		const silent = all.filter((one) => !isSelector(one) && (one.property.description ?? '') === '');
		expect(pathsOf(silent)).toEqual([]);
	});

	test('each field that is typed says it with an example', () => {
		const typed = all.filter(({ property }) => !CHOSEN.includes(property.type));
		const without = typed.filter(
			({ property }) => !/such as |e\.g\. |Example: |<code>|for example/i.test(property.description ?? ''),
		);
		expect(pathsOf(without)).toEqual([]);
	});

	test('each operation has a sentence that the tool is described by, and a description', () => {
		const selectors = properties.filter(({ name }) => name === 'operation');
		const operations = selectors.flatMap(({ options }) => options as INodePropertyOptions[]);
		expect(operations.filter(({ action, description }) => !action || !description)).toEqual([]);
	});
});

describe('what a model that builds workflows reads', () => {
	const service = SERVICES.find(({ name }) => name === 'wawp')?.service;
	const known = (service?.resources ?? []).flatMap(({ name, operations }) =>
		operations.map((operation) => `${name} → ${operation.name}`),
	);
	const hinted = (service?.resources ?? []).flatMap(({ operations }) =>
		operations.flatMap(({ builderHint }) => builderHint ?? []),
	);

	test.each(['nodes/Wawp/Wawp.node.ts', 'nodes/WawpTrigger/WawpTrigger.node.ts'])(
		'%s names only operations and nodes that there are',
		async (entry) => {
			const { builderHint } = await descriptionOf(entry);
			const text = builderHint?.searchHint ?? '';
			const named = [...text.matchAll(/(?:[A-Z]\w+ )*[A-Z]\w+ → (?:[A-Z]\w+ )*[A-Z]\w+/g)].map(
				([found]) => found,
			);
			expect(named.length).toBeGreaterThan(0);
			expect(named.filter((one) => !known.includes(one))).toEqual([]);
			const own = (builderHint?.relatedNodes ?? []).filter(({ nodeType }) =>
				/^n8n-nodes-wawp\./.test(nodeType),
			);
			expect(own.map(({ nodeType }) => nodeType)).toEqual([expect.stringMatching(/\.wawp(Trigger)?$/)]);
		},
	);

	test('the hints of operations reach the editor where n8n renders them: at the operation, not at the choice', async () => {
		const { properties } = await descriptionOf('nodes/Wawp/Wawp.node.ts');
		const selectors = properties.filter(({ name }) => name === 'operation');
		const options = selectors.flatMap(({ options: all }) => all as INodePropertyOptions[]);
		const shown = options.flatMap(({ builderHint }) => builderHint?.propertyHint ?? []);
		expect(hinted.length).toBeGreaterThan(3);
		expect(shown.sort()).toEqual(hinted.sort());
		expect(selectors.filter(({ builderHint }) => builderHint !== undefined)).toEqual([]);
	});
});
