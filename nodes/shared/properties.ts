import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { described } from './described';
import type { Field } from './field';
import type { Operation, Resource, Service } from './operation';
import { fieldsOf } from './options';

/**
 * What n8n's editor shows for a service: resource, operation, and each operation's fields. A field that several
 * operations of a resource share stands once, shown for all of them.
 */
export function toProperties(service: Service): INodeProperties[] {
	const { resources } = service;
	return [
		selector(
			'Resource',
			'resource',
			firstThenByName(resources).map(describeResource),
			'What you want to do something with',
			resources[0]?.value,
		),
		...resources.map(operationProperty),
		...resources.flatMap((resource) => fieldProperties(resource, service)),
	];
}

function operationProperty({ value: resource, operations }: Resource): INodeProperties {
	return {
		...selector(
			'Operation',
			'operation',
			byName(operations).map(describeOperation),
			'What you want to do',
			operations[0]?.value,
		),
		displayOptions: { show: { resource: [resource] } },
	};
}

function selector(
	displayName: string,
	name: string,
	options: INodePropertyOptions[],
	description: string,
	fallback = '',
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		options,
		default: fallback,
		description,
	};
}

function describeResource({ name, value, description }: Resource): INodePropertyOptions {
	return { name, value, description };
}

function describeOperation(operation: Operation): INodePropertyOptions {
	const { name, value, action, description, builderHint: propertyHint } = operation;
	const hint = propertyHint === undefined ? {} : { builderHint: { propertyHint } };
	return { name, value, action, description, ...hint };
}

function fieldProperties(resource: Resource, service: Service): INodeProperties[] {
	const stages = [
		collect(resource, noticeOf),
		collect(resource, (operation) => fieldsOf(operation, service).shown.map(described)),
		collect(resource, (operation) => fieldsOf(operation, service).simplify.map(described)),
		collect(resource, (operation) => [optionsCollection(fieldsOf(operation, service).options)]),
	];
	return stages.flat();
}

function noticeOf({ notice }: Operation): INodeProperties[] {
	return notice === undefined
		? []
		: [{ displayName: notice, name: 'operationNotice', type: 'notice', default: '' }];
}

function collect(
	resource: Resource,
	propertiesOf: (operation: Operation) => INodeProperties[],
): INodeProperties[] {
	const shared: Array<{ key: string; property: INodeProperties; operations: string[] }> = [];
	for (const operation of resource.operations) {
		let last = -1;
		for (const property of propertiesOf(operation)) {
			const key = JSON.stringify(property);
			// Only one that stands further down is shared: each operation keeps the order of its table.
			const found = shared.findIndex((entry, at) => at > last && entry.key === key);
			if (found < 0) shared.push({ key, property, operations: [operation.value] });
			else shared[found]?.operations.push(operation.value);
			last = found < 0 ? shared.length - 1 : found;
		}
	}
	return shared.map(({ property, operations }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { resource: [resource.value], operation: operations, ...property.displayOptions?.show },
		},
	}));
}

function optionsCollection(options: Field[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: 'What can be set beside; what is not added keeps its default',
		options: options.map(described).sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** The main resource stands first, also in n8n's node panel; the others by name. */
function firstThenByName([first, ...others]: Resource[]): Resource[] {
	return [...(first ? [first] : []), ...byName(others)];
}

/**
 * What n8n writes under the node on the canvas, as an expression: "Post Text: Status", by the names of the editor.
 */
export function subtitleOf({ resources }: Service): string {
	const names = resources.flatMap(({ value: resource, name, operations }) =>
		operations.map((operation) => [`${resource} ${operation.value}`, `${operation.name}: ${name}`]),
	);
	const byValues = JSON.stringify(Object.fromEntries(names));
	return `={{ (${byValues})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

function byName<T extends { name: string }>(entries: T[]): T[] {
	return [...entries].sort((a, b) => a.name.localeCompare(b.name));
}
