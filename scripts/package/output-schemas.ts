import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { outputOf, readExample } from '../examples';

/** A JSON schema, as n8n reads it to show fields before the first run. */
type Schema = { type: string; properties?: Record<string, Schema>; items?: Schema };

/**
 * The output schemas of a node's operations, by path beside the node: what n8n's editor lets people drag before the
 * first run. They describe the version that a new node gets, and are taken from the hand-written examples; long texts
 * and files play no part in them.
 *
 * @throws Error when an operation has no example
 */
export function outputSchemas(description: INodeTypeDescription): Record<string, string> {
	const folder = `__schema__/v${versionOf(description)}`;
	const resources = valuesOf(description.properties.filter(({ name }) => name === 'resource'));
	return Object.fromEntries(
		resources.flatMap((resource) => {
			// The only resource of a service has its examples under the service's name.
			const examples = resources.length === 1 ? description.name : resource;
			return operationsOf(description, resource).map((operation): [string, string] => [
				`${folder}/${resource}/${operation}.json`,
				schemaText(outputOf(readExample(examples, operation))),
			]);
		}),
	);
}

/** As n8n writes a version in the path of a schema: 2 is 2.0.0. */
function versionOf({ version, defaultVersion }: INodeTypeDescription): string {
	const parts = String(defaultVersion ?? Math.max(...[version].flat())).split('.');
	return [...parts, '0', '0'].slice(0, 3).join('.');
}

function operationsOf({ properties }: INodeTypeDescription, resource: string): string[] {
	return valuesOf(
		properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.['resource']?.includes(resource),
		),
	);
}

/** The values of the choices that properties offer. */
function valuesOf(properties: INodeProperties[]): string[] {
	const options = properties.flatMap((property) => property.options ?? []);
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}

function schemaText(output: unknown): string {
	return `${JSON.stringify({ ...schemaOf(output), version: 1 }, null, '\t')}\n`;
}

function schemaOf(value: unknown): Schema {
	if (Array.isArray(value)) return { type: 'array', ...(value.length > 0 && { items: schemaOf(value[0]) }) };
	if (value === null) return { type: 'null' };
	if (typeof value !== 'object') return { type: typeof value };
	const properties = Object.entries(value).map(([name, field]): [string, Schema] => [name, schemaOf(field)]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}
