import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../nodes/shared/field';
import type { Evidence, Operation, Resource, Service } from '../nodes/shared/operation';
import { fieldsOf } from '../nodes/shared/options';
import { outputOf, readExample } from './examples';

/** What the page says of the answer that an operation needs. */
const DONE: Record<Evidence, string> = {
	read: '',
	id: ' Counts as done when the answer has an ID or a clear yes.',
	data: ' Counts as done when the answer has data.',
	yes: ' Counts as done when the answer is a clear yes.',
	any: ' The API says nothing when it is done.',
};

const SOURCES = `---

_Source_ says where a request and its answer stand: "seed" is the service's own documentation, "official Wawp node" its node for n8n,
WAHA the documentation of the program behind Wawp; what is inferred stands nowhere. This page is made from the tables of the operations
and the examples in \`test/examples\` by \`npm run docs\`.`;

const ACCOUNT_PARAMETERS = ['instance_id', 'access_token'];

/**
 * The reference page of one resource: fields, request, output and source of each operation.
 *
 * @param examples the folder in test/examples
 */
export function operationsPage(
	service: Service,
	resource: Resource,
	title: string,
	examples: string,
): string {
	return [
		`# ${title}`,
		`${resource.description}. An option does nothing until it is added; its default is what the editor proposes then.`,
		operationsTable(resource),
		...resource.operations.map((operation) => operationSection(service, examples, operation)),
		SOURCES,
	].join('\n\n');
}

/** A table of a resource's operations: what they do, and the route behind them. */
function operationsTable({ operations }: Resource): string {
	const rows = operations.map(({ name, description, route }) => [name, description, `\`${route}\``]);
	return table(['Operation', 'What it does', 'Route'], rows);
}

function operationSection(service: Service, examples: string, operation: Operation): string {
	const { shown, simplify, options } = fieldsOf(operation, service);
	return [
		`## ${operation.name}`,
		`${operation.description}. \`${operation.route}\`${operation.repeatable ? '' : '; run twice, it is done twice'}.${DONE[operation.evidence]}`,
		...(operation.notice === undefined ? [] : [operation.notice]),
		fieldsTable([
			...[...shown, ...simplify].map((field) => fieldRow(field, field.property.displayName)),
			...options.map((field) => fieldRow(field, `Options → ${field.property.displayName}`)),
		]),
		exampleSection(examples, operation),
	].join('\n\n');
}

function fieldsTable(rows: string[][]): string {
	return table(['Field', 'Name', 'Sent as', 'Default', 'Accepts'], rows);
}

function fieldRow(field: Field, label: string): string[] {
	const { property, schema } = field;
	const { default: fallback } = property;
	return [
		label,
		`\`${property.name}\``,
		sentAs(field),
		fallback === '' ? '' : `\`${JSON.stringify(fallback)}\``,
		choices(property) ?? schema.description ?? '',
	];
}

function sentAs(field: Field): string {
	if (field.in === 'local' || field.in === 'control') return '–';
	return `\`${field.in === 'file' ? 'file' : (field.as ?? field.property.name)}\``;
}

function choices({ type, options = [] }: INodeProperties): string | undefined {
	if (type !== 'options') return undefined;
	const named = options.filter((option): option is INodePropertyOptions => 'value' in option);
	return named.map(({ name, value }) => `${name} (\`${value}\`)`).join(', ');
}

function exampleSection(examples: string, operation: Operation): string {
	const example = readExample(examples, operation.value);
	const { method, path: route, query = {}, body } = example.request;
	const sent = Object.fromEntries(
		Object.entries(query).filter(([name]) => !ACCOUNT_PARAMETERS.includes(name)),
	);
	return [
		'Example of the request (beside what the credential adds):',
		code({ [`${method} ${route}`]: sent, ...(body !== undefined && { body }) }),
		'Output:',
		code(outputOf(example)),
		...Object.entries(example.binary ?? {}).map(
			([property, file]) => `Binary data \`${property}\`: ${file.fileName} (${file.mimeType}).`,
		),
		`Source: ${example.source}.`,
	].join('\n\n');
}

function code(value: unknown): string {
	return `\`\`\`json\n${JSON.stringify(shortened(value), null, 2)}\n\`\`\``;
}

/** Long Base64 would hide the rest of an example. */
function shortened(value: unknown): unknown {
	if (typeof value === 'string' && value.length > 200) return `${value.slice(0, 60)}…`;
	if (Array.isArray(value)) return value.map(shortened);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shortened(field)]));
}

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
