/** What n8n's editor has to show for a node: its forms, filled in, by the node's own description. */
import { NodeHelpers } from 'n8n-workflow';
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

/** Values of fields by name, wherever in the node they stand. */
export type Choice = Record<string, NodeParameterValueType>;

/** A field that has to be there. */
export interface ExpectedField {
	/** Where its value is in the node, such as `options.timeout`. */
	path: string;
	label: string;
	/** The name of what is chosen, where one chooses from a list that the description has. */
	chosen?: string;
}

/** A node's form for one choice of everything that decides what is shown. */
export interface Form {
	/** Unique in the node. */
	title: string;
	parameters: INodeParameters;
	fields: ExpectedField[];
}

/** Fields that hold no value of their own. */
const SILENT = ['notice', 'hidden', 'callout', 'button'];

/**
 * The forms of a node for a choice, such as a resource and an operation, each field filled in with its default or its own
 * example and each option added: one with what is chosen at first, and one more for each choice that shows other fields.
 *
 * @param given what certain fields need instead of their example
 */
export function formsOf(
	description: INodeTypeDescription,
	choice: Choice,
	title: string,
	given: Choice = {},
): Form[] {
	const others = description.properties
		.filter((property) => allows(property, choice))
		.flatMap((property) => conditionsIn(property, Object.keys(choice)));
	const all = [{}, ...others].map((other) => fill(description, { ...given, ...other, ...choice }));
	const unique = new Map(all.map((parameters) => [JSON.stringify(parameters), parameters]));
	return [...unique.values()].map((parameters, index) => ({
		title: index === 0 ? title : `${title} (${index + 1})`,
		parameters,
		fields: fieldsIn({ description, values: parameters }, description.properties, ''),
	}));
}

/** The choices of a node's field: the one that is shown for a resource, where there are several of that name. */
export function choicesOf(
	{ properties }: INodeTypeDescription,
	field: string,
	resource?: string,
): INodePropertyOptions[] {
	const found = properties.find(
		(property) => property.name === field && (resource === undefined || allows(property, { resource })),
	);
	return optionsOf(found);
}

/** The version that a new node gets. */
export function versionOf({ version, defaultVersion }: INodeTypeDescription): number {
	return defaultVersion ?? Math.max(...[version].flat());
}

/** Whether a property can be shown after a choice, whatever else may be chosen. */
function allows({ displayOptions }: INodeProperties, choice: Choice): boolean {
	const { show = {} } = displayOptions ?? {};
	return Object.entries(choice).every(
		([name, value]) => show[name] === undefined || [value].flat().some((one) => isAmong(show[name], one)),
	);
}

function isAmong(values: unknown, one: unknown): boolean {
	return [values].flat().includes(one);
}

/** What has to be chosen, besides what is chosen, for a property and those in it to be shown. */
function conditionsIn(property: INodeProperties, besides: string[]): Choice[] {
	const conditions = Object.entries(property.displayOptions?.show ?? {})
		.filter(([name]) => !name.startsWith('@') && !besides.includes(name))
		.map(([name, values]) => [name, [values].flat()[0]]);
	const inside = insideOf(property).flatMap((one) => conditionsIn(one, besides));
	return [Object.fromEntries(conditions) as Choice, ...inside];
}

function fill(description: INodeTypeDescription, choice: Choice): INodeParameters {
	const values: INodeParameters = {};
	// In the order of the editor what decides stands before what it shows.
	for (const property of description.properties) {
		if (SILENT.includes(property.type) || !isShown({ description, values }, property, '')) continue;
		values[property.name] = valueOf(property, choice);
	}
	return values;
}

/** A node as far as it decides what is shown. */
interface Filled {
	description: INodeTypeDescription;
	values: INodeParameters;
}

function isShown({ description, values }: Filled, property: INodeProperties, path: string): boolean {
	const node = { typeVersion: versionOf(description) };
	return NodeHelpers.displayParameterPath(values, property, path, node, description);
}

function fieldsIn(node: Filled, properties: INodeProperties[], around: string): ExpectedField[] {
	const shown = properties.filter(
		(property) => !SILENT.includes(property.type) && isShown(node, property, around),
	);
	return shown.flatMap((property) => {
		const { name, type, displayName: label } = property;
		const path = around === '' ? name : `${around}.${name}`;
		if (type === 'collection') return fieldsIn(node, insideOf(property), path);
		if (type !== 'fixedCollection') return [{ path, label, ...chosenIn(property, node.values, path) }];
		const first = isList(property) ? '[0]' : '';
		return groupsOf(property).flatMap((group) =>
			fieldsIn(node, group.values, `${path}.${group.name}${first}`),
		);
	});
}

/** The name that stands in a field with choices. */
function chosenIn(property: INodeProperties, values: INodeParameters, path: string): { chosen?: string } {
	if (property.type !== 'options' || optionsOf(property).length === 0) return {};
	const value = path
		.split(/[.[\]]+/)
		.reduce<unknown>((around, key) => (around as Record<string, unknown>)[key], values);
	return { chosen: optionsOf(property).find((option) => option.value === value)?.name ?? String(value) };
}

/** What stands in a field: what was chosen, what it has at first, or its own example. */
function valueOf(property: INodeProperties, choice: Choice): NodeParameterValueType {
	const { name, type, default: first, placeholder = '' } = property;
	if (name in choice) return choice[name];
	if (type === 'resourceLocator') return typed(property);
	if (type === 'collection') return valuesOf(insideOf(property), choice);
	if (type === 'fixedCollection') {
		const groups = groupsOf(property).map((group) => {
			const values = valuesOf(group.values, choice);
			return [group.name, isList(property) ? [values] : values];
		});
		return Object.fromEntries(groups) as INodeParameters;
	}
	if (first !== '' && first !== undefined) return first;
	if (type === 'options') return optionsOf(property)[0]?.value ?? '';
	if (type === 'dateTime') return '2026-12-24T18:00:00';
	return placeholder.replace(/^e\.g\. /, '') || 'as you like';
}

function valuesOf(properties: INodeProperties[], choice: Choice): INodeParameters {
	const filled = properties.filter(({ type }) => !SILENT.includes(type));
	return Object.fromEntries(filled.map((property) => [property.name, valueOf(property, choice)]));
}

/** The mode of a locator in which one types, with its example. */
function typed({ modes = [] }: INodeProperties): NodeParameterValueType {
	const mode = modes.find(({ type }) => type === 'string');
	const value = (mode?.placeholder ?? '').replace(/^e\.g\. /, '');
	return { __rl: true, mode: mode?.name ?? 'list', value };
}

/** The properties in a property. */
function insideOf(property: INodeProperties): INodeProperties[] {
	if (property.type === 'collection') return property.options as INodeProperties[];
	return property.type === 'fixedCollection' ? groupsOf(property).flatMap(({ values }) => values) : [];
}

function groupsOf({ options }: INodeProperties): INodePropertyCollection[] {
	return options as INodePropertyCollection[];
}

function isList({ typeOptions }: INodeProperties): boolean {
	return typeOptions?.multipleValues === true;
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}
