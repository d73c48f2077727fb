import type { Resource, Service } from '../nodes/shared/operation';
import { readExample } from './examples';

/** A JSON schema, as n8n reads it to show fields before the first run. */
type Schema = { type: string; properties?: Record<string, Schema>; items?: Schema };

/**
 * The output schemas of a node's operations, by path: what n8n's editor lets people drag before the first run.
 * Taken from the hand-written examples; long texts and files play no part in them.
 *
 * @param examplesOf the folder in test/examples of a resource
 * @param folder of the node, as n8n expects it (`__schema__/v<version>/<resource>/<operation>.json`)
 */
export function outputSchemas(
	service: Service,
	folder: string,
	examplesOf: (resource: Resource) => string,
): Record<string, string> {
	return Object.fromEntries(
		service.resources.flatMap((resource) =>
			resource.operations.map(({ value }) => schemaFile(folder, resource, examplesOf(resource), value)),
		),
	);
}

function schemaFile(
	folder: string,
	resource: Resource,
	examples: string,
	operation: string,
): [string, string] {
	const { simplified } = readExample(examples, operation);
	const schema = { ...schemaOf(simplified), version: 1 };
	return [
		`${folder}/__schema__/v1.0.0/${resource.value}/${operation}.json`,
		`${JSON.stringify(schema, null, '\t')}\n`,
	];
}

function schemaOf(value: unknown): Schema {
	if (Array.isArray(value)) return { type: 'array', ...(value.length > 0 && { items: schemaOf(value[0]) }) };
	if (value === null) return { type: 'null' };
	if (typeof value !== 'object') return { type: typeof value };
	const properties = Object.entries(value).map(([name, field]): [string, Schema] => [name, schemaOf(field)]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}
