import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import type { Service } from '../../nodes/shared/operation';
import { fieldsOf } from '../../nodes/shared/options';
import { wassenger } from '../../nodes/Wassenger/service';
import { wawp } from '../../nodes/Wawp/service';
import { Wawp } from '../../nodes/Wawp/Wawp.node';
import { WawpTrigger } from '../../nodes/WawpTrigger/WawpTrigger.node';
import { wuts } from '../../nodes/Wuts/service';

const SERVICES: Record<string, Service> = { wawp, wassenger, wuts };

/**
 * Users' workflows store these values. One that changes or goes breaks them: add, never rename; a change of
 * behaviour goes behind a new typeVersion (docs/architecture.md).
 */
const FROZEN = JSON.parse(readFileSync(path.join(__dirname, 'stored-values.json'), 'utf8')) as Record<
	string,
	string[]
>;

function current(): Record<string, string[]> {
	const operations = Object.entries(SERVICES).flatMap(([name, service]) => storedBy(name, service));
	return {
		...Object.fromEntries(operations),
		wawpTrigger: names(new WawpTrigger().description.properties),
	};
}

function storedBy(name: string, service: Service): Array<[string, string[]]> {
	return service.resources.flatMap((resource) =>
		resource.operations.map((operation): [string, string[]] => [
			`${name}/${resource.value}/${operation.value}`,
			[
				...fieldsOf(operation, service).shown.map(({ property }) => property.name),
				...(operation.simplify ? ['simplify'] : []),
				...fieldsOf(operation, service).options.map(({ property }) => `options.${property.name}`),
			],
		]),
	);
}

function names(properties: INodeProperties[], prefix = ''): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		if (type === 'collection') return names(options as INodeProperties[], `${name}.`);
		const values = type.endsWith('ptions')
			? options.map((option) => `${prefix}${name}=${String((option as { value: unknown }).value)}`)
			: [];
		return [prefix + name, ...values];
	});
}

test('what workflows store is still understood', () => {
	expect(current()).toEqual(FROZEN);
});

test('every field says what it accepts', () => {
	const silent = wawp.resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) =>
			Object.values(fieldsOf(operation, wawp))
				.flat()
				.filter(({ schema }) => schema.description === undefined)
				.map(({ property }) => `${value}/${operation.value}/${property.name}`),
		),
	);
	expect(silent).toEqual([]);
});

test("the editor shows every operation's fields in the order of its table", () => {
	const { properties } = new Wawp().description;
	for (const { value: resource, operations } of wawp.resources) {
		for (const operation of operations) {
			const shown = properties.filter(({ displayOptions }) => {
				const { resource: resources, operation: values } = displayOptions?.show ?? {};
				return resources?.includes(resource) === true && values?.includes(operation.value) === true;
			});
			expect(shown.map(({ name }) => name)).toEqual([
				...fieldsOf(operation, wawp).shown.map(({ property }) => property.name),
				...(operation.simplify ? ['simplify'] : []),
				'options',
			]);
		}
	}
});

test('no option is required: n8n would miss it in every other operation too', () => {
	const required = wawp.resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) =>
			fieldsOf(operation, wawp)
				.options.filter(({ property }) => property.required === true)
				.map(({ property }) => `${value}/${operation.value}/${property.name}`),
		),
	);
	expect(required).toEqual([]);
});
