import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Field } from '../../shared/field';
import { oneOf, optionalText } from '../../shared/schemas';

/** Rows of a fixed collection that has one kind of row. */
export const rows = (name: string) =>
	z.unknown().transform((value) => {
		const list = (value as Record<string, unknown> | null)?.[name];
		return Array.isArray(list) ? (list as unknown[]) : [];
	});

/** Lets the user fill in rows by hand, or give them as JSON where they come from data. */
export function specify(what: string, byFields: Field, byJson: Field): Field[] {
	const shownFor = (kind: string): INodeProperties['displayOptions'] => ({ show: { specify: [kind] } });
	return [
		{
			property: {
				displayName: `Specify ${what}`,
				name: 'specify',
				type: 'options',
				options: [
					{ name: 'Using Fields Below', value: 'fields' },
					{ name: 'Using JSON', value: 'json' },
				],
				default: 'fields',
				description: 'Whether to fill them in one by one, or to give them as JSON from data',
			},
			schema: oneOf(['fields', 'json']),
			in: 'local',
		},
		{ ...byFields, property: { ...byFields.property, displayOptions: shownFor('fields') } },
		{ ...byJson, property: { ...byJson.property, displayOptions: shownFor('json') } },
	];
}

/** A fixed collection whose rows have the given fields. */
export function collection(
	displayName: string,
	name: string,
	row: string,
	rowName: string,
	description: string,
	values: INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		required: true,
		placeholder: `Add ${rowName.toLowerCase()}`,
		description,
		options: [{ displayName: rowName, name: row, values }],
	};
}

/** A field for JSON from data. */
export function jsonProperty(
	displayName: string,
	name: string,
	example: string,
	description: string,
): INodeProperties {
	const placeholder = `e.g. ${example}`;
	return { displayName, name, type: 'json', default: '', required: true, placeholder, description };
}

/** A line of text. */
export const textProperty = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'string', default: '', placeholder, description });

/** A line of text that may be missing, in the body. */
export const optionalLine = (
	displayName: string,
	name: string,
	as: string,
	placeholder: string,
	description: string,
): Field => ({
	property: textProperty(displayName, name, placeholder, description),
	schema: optionalText,
	in: 'body',
	as,
});
