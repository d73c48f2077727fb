import { isExpression, tryToParseDateTime, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { asObject } from './json';
import { readBase64, toApiFile, type ApiFile, type MediaRule, type MediaSource } from './media';
import type { Field, FileField, FileParts, Values } from './field';
import type { Operation, Service } from './operation';
import type { OperationFields } from './options';
import { invalidInput } from './problem';

/**
 * The operation that the user chose: the same for all items.
 *
 * @throws Problem when the workflow names one that this version of the node does not have
 */
export function readOperation(context: IExecuteFunctions, service: Service): Operation {
	const resourceValue = context.getNodeParameter('resource', 0);
	const operationValue = context.getNodeParameter('operation', 0);
	const resource = service.resources.find(({ value }) => value === resourceValue);
	if (!resource) throw invalidInput('Resource', 'expected one of the list');
	const operation = resource.operations.find(({ value }) => value === operationValue);
	if (!operation) throw invalidInput('Operation', `expected one of the list for ${resource.name}`);
	return operation;
}

/** Reads one parameter for an item. */
export type Reader = (name: string, itemIndex: number, fallback: unknown) => unknown;

/**
 * Reads parameters of an execution. One that holds no expression is the same for all items and is read once: each reading
 * costs n8n about 0.1 ms.
 */
export function makeReader(context: IExecuteFunctions): Reader {
	const entered = context.getNode().parameters;
	const known = new Map<string, unknown>();
	return (name, itemIndex, fallback) => {
		if (known.has(name)) return known.get(name);
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback, { extractValue: true });
		if (!holdsExpression(entered[name])) known.set(name, value);
		return value;
	};
}

/** Whether n8n finds out a value anew each time: it is an expression, or holds one anywhere. */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return isExpression(value);
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}

/**
 * What the user entered for one item, by parameter name: the fields that are shown, and the options that were
 * added. The only place that reads n8n parameters.
 */
export function readParameters(
	context: IExecuteFunctions,
	read: Reader,
	itemIndex: number,
	{ shown, simplify, options: optional }: OperationFields,
): Values {
	const values: Values = {};
	for (const { property } of [...shown, ...simplify]) {
		if (!isShown(property.displayOptions?.show, values)) continue;
		values[property.name] = inTimezone(context, property, read(property.name, itemIndex, property.default));
	}
	const options = asObject(read('options', itemIndex, {}));
	for (const { property } of optional) {
		if (property.name in options)
			values[property.name] = inTimezone(context, property, options[property.name]);
	}
	return values;
}

/** A date without an offset means the time zone of the workflow, as everywhere in n8n. */
function inTimezone(context: IExecuteFunctions, { type }: INodeProperties, value: unknown): unknown {
	if (type !== 'dateTime' || typeof value !== 'string' || value === '') return value;
	try {
		return tryToParseDateTime(value, context.getTimezone()).toISO();
	} catch {
		return value;
	}
}

function isShown(show: Record<string, unknown> | undefined, values: Values): boolean {
	return Object.entries(show ?? {}).every(
		([name, accepted]) => Array.isArray(accepted) && accepted.includes(values[name]),
	);
}

/**
 * The file of one item, from wherever the user has it: a URL, an n8n binary property, or Base64 text.
 *
 * @throws Problem naming the field when there is no such binary, or the API would refuse the file
 */
export async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: Field[],
	rule: MediaRule,
	values: Values,
): Promise<ApiFile> {
	const parts = fields.filter((field): field is FileField => field.in === 'file');
	const given: Given = (part) => {
		const field = parts.find((candidate) => candidate.part === part);
		const value = field && values[field.property.name];
		return value === undefined
			? undefined
			: { label: field?.property.displayName ?? '', value: value as never };
	};
	const source = await readSource(context, itemIndex, given);
	return toApiFile(rule, source, {
		fileName: given('name')?.value,
		mimeType: given('mimeType')?.value,
		maxMegabytes: given('maxMegabytes')?.value,
	});
}

/** What the user said of one part of the file, and the label of the field where it was said. */
type Given = <Part extends keyof FileParts>(
	part: Part,
) => { label: string; value: FileParts[Part] } | undefined;

async function readSource(context: IExecuteFunctions, itemIndex: number, given: Given): Promise<MediaSource> {
	const binary = given('binary');
	if (binary) return await readBinary(context, itemIndex, binary.label, binary.value);
	const base64 = given('base64');
	if (base64) return readBase64(base64.value, base64.label);
	const { label, value: address } = given('url') ?? { label: 'URL', value: '' };
	return /^data:/i.test(address) ? readBase64(address, label) : { field: label, url: address };
}

async function readBinary(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
	property: string,
): Promise<MediaSource> {
	const binary = context.getInputData()[itemIndex]?.binary;
	const data = binary?.[property];
	if (data === undefined) {
		const names = Object.keys(binary ?? {});
		throw invalidInput(
			field,
			`the item has no binary data named "${property}"`,
			names.length > 0
				? `The item's binary data is named: ${names.join(', ')}.`
				: 'Put a node in front that reads or downloads the file.',
		);
	}
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, property);
	return { field, bytes, fileName: data.fileName, mimeType: data.mimeType };
}
