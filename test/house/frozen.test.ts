import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../nodes/shared/field';
import { fieldsOf } from '../../nodes/shared/options';
import { Wawp } from '../../nodes/Wawp/Wawp.node';
import { wawp } from '../../nodes/Wawp/service';
import { WawpTrigger } from '../../nodes/WawpTrigger/WawpTrigger.node';
import { EXPECTED } from '../nodes/WawpTrigger/expected';
import { THREADS } from '../nodes/WawpTrigger/threads';
import { readExample } from '../../scripts/examples';
import { SERVICES } from '../../scripts/services';

/** A line of the frozen list. */
interface Frozen {
	/** Written by hand from the documents: whether a second run does no harm. What is false is never sent twice. */
	repeatable?: boolean;
	/** Written by hand from the documents: what an answer must show before it counts as done. */
	evidence?: string;
	/** The names that workflows store: parameters, options, and the values of lists of choices. */
	stored: string[];
	/** The names that workflows read: the fields of the simplified output. */
	output?: string[];
}

/**
 * Users' workflows store and read these. One that changes or goes breaks them: add, never rename; a change of
 * behaviour goes behind a new typeVersion (docs/architecture.md).
 */
const FROZEN = JSON.parse(readFileSync(path.join(__dirname, 'frozen.json'), 'utf8')) as Record<
	string,
	Frozen
>;

const operations = SERVICES.flatMap(({ name, service, folder }) =>
	service.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			line: `${name}/${resource.value}/${operation.value}`,
			example: folder(resource.value),
			fields: fieldsOf(operation, service),
			operation,
		})),
	),
);

const nameOf = ({ property }: Field) => property.name;

function names(properties: INodeProperties[], prefix = ''): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		if (type === 'collection') return names(options as INodeProperties[], `${name}.`);
		const values = type.endsWith('ptions')
			? options.map((option) => `${prefix}${name}=${String((option as { value: unknown }).value)}`)
			: [];
		return [prefix + name, ...values];
	});
}

/** Data of users, with keys of their own. */
const OPEN = ['reactions', 'metadata', 'group'];

/** The names in outputs, as people write them in expressions: `media.url`. */
function pathsOf(outputs: object[]): string[] {
	return [...new Set(outputs.flatMap((output) => pathsIn(output, '')))].sort();
}

function pathsIn(value: unknown, prefix: string): string[] {
	if (Array.isArray(value)) return value.flatMap((element) => pathsIn(element, prefix));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, part]) =>
		OPEN.includes(name) ? [prefix + name] : [prefix + name, ...pathsIn(part, `${prefix}${name}.`)],
	);
}

test('every operation has its line, and no line is left over', () => {
	expect([...operations.map(({ line }) => line), 'wawpTrigger'].sort()).toEqual(Object.keys(FROZEN).sort());
});

test.each(operations)('what workflows store of $line is still understood', ({ line, fields }) => {
	const { shown, simplify, options } = fields;
	const stored = [
		...[...shown, ...simplify].map(nameOf),
		...options.map((field) => `options.${nameOf(field)}`),
	];
	expect(stored).toEqual(FROZEN[line]?.stored);
});

test('what workflows store of the trigger is still understood, and read of it keeps its names', () => {
	const properties = new WawpTrigger().description.properties.filter(({ type }) => type !== 'notice');
	expect(names(properties)).toEqual(FROZEN.wawpTrigger?.stored);
	const common = ['event', 'eventId', 'timestamp', 'instanceId', 'session', 'engine', 'me', 'metadata'];
	const events = [...Object.values(EXPECTED), ...THREADS.map(([, { becomes }]) => becomes)];
	const read = [...pathsOf(events), ...common, 'payload'];
	expect([...new Set(read)].sort()).toEqual(FROZEN.wawpTrigger?.output);
});

test.each(operations)('$line is repeatable and done only as the documents say', ({ line, operation }) => {
	const { repeatable, evidence } = operation;
	expect({ repeatable, evidence }).toEqual({
		repeatable: FROZEN[line]?.repeatable,
		evidence: FROZEN[line]?.evidence,
	});
});

test.each(operations)('what workflows read of $line keeps its names', ({ line, example, operation }) => {
	const { simplified, items = [], otherAnswers = [], resumed = [] } = readExample(example, operation.value);
	const first = resumed.length > 0 ? resumed : [simplified];
	const outputs = [...first, ...items, ...otherAnswers.flatMap((other) => other.items)];
	expect(pathsOf(outputs)).toEqual(FROZEN[line]?.output);
});

test('every field says what it accepts', () => {
	const silent = operations.flatMap(({ line, fields }) =>
		Object.values(fields)
			.flatMap((list: Field[]) => list)
			.filter(({ schema }) => schema.description === undefined)
			.map((field) => `${line}/${nameOf(field)}`),
	);
	expect(silent).toEqual([]);
});

test("the editor shows every operation's fields in the order of its table", () => {
	const { properties } = new Wawp().description;
	for (const { value: resource, operations: ofResource } of wawp.resources) {
		for (const operation of ofResource) {
			const visible = properties.filter(({ type, displayOptions }) => {
				const { resource: resources, operation: values } = displayOptions?.show ?? {};
				const own = resources?.includes(resource) === true && values?.includes(operation.value) === true;
				return own && type !== 'notice';
			});
			const { shown, simplify } = fieldsOf(operation, wawp);
			const inOrder = [...shown, ...simplify].map(nameOf);
			expect(visible.map(({ name }) => name)).toEqual([...inOrder, 'options']);
		}
	}
});

test('no option is required: n8n would miss it in every other operation too', () => {
	const required = operations.flatMap(({ line, fields }) =>
		fields.options
			.filter(({ property }) => property.required === true)
			.map((field) => `${line}/${nameOf(field)}`),
	);
	expect(required).toEqual([]);
});
