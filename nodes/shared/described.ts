import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { Field } from './field';

/** A description that names an example already. */
const HAS_EXAMPLE = /such as |e\.g\. |<code>|for example/i;

/** Formats that say no more than a field's type does. */
const PLAIN = ['text', 'some text', 'true or false'];

/** An example for the types that have no placeholder. */
const EXAMPLES: Partial<Record<INodeProperties['type'], string>> = { dateTime: '2026-12-24T18:00:00' };

/**
 * A field's property with a description from which a model, or a person, can fill it in: what it is, which format it has (as its
 * schema says) and an example (its placeholder, or its default).
 */
export function described({ property, schema }: Field): INodeProperties {
	return { ...property, ...inner(property), ...sentence(property, schema.description) };
}

/** The fields in a collection have no schema of their own. */
function inner({ type, options }: INodeProperties): Partial<INodeProperties> {
	if (type !== 'fixedCollection') return {};
	const groups = (options ?? []) as INodePropertyCollection[];
	return {
		options: groups.map((group) => ({
			...group,
			values: group.values.map((property) => ({ ...property, ...sentence(property) })),
		})),
	};
}

function sentence(property: INodeProperties, format?: string): Pick<INodeProperties, 'description'> {
	const { type, description } = property;
	if (type === 'boolean' || type === 'fixedCollection') return present(description);
	if (type === 'options') return present(description ?? upperFirst(format));
	const parts = [description?.replace(/\.$/, ''), formatOf(description, format)];
	const said = parts.filter((part) => part !== undefined).join('. ');
	const example = HAS_EXAMPLE.test(said) ? undefined : exampleOf(property);
	return present([said, example].filter((part) => part !== undefined && part !== '').join('. '));
}

function formatOf(description = '', format = ''): string | undefined {
	const isPlain = PLAIN.includes(format) && description !== '';
	const isSaid = format === '' || isPlain || description.includes(format);
	return isSaid ? undefined : `Format: ${format}`;
}

function exampleOf({
	type,
	placeholder,
	default: fallback,
	modes = [],
}: INodeProperties): string | undefined {
	const shown = placeholder ?? modes.find(({ type: kind }) => kind === 'string')?.placeholder;
	const given = typeof fallback === 'object' ? '' : String(fallback ?? '');
	const example = shown?.replace(/^e\.g\. /, '') ?? EXAMPLES[type] ?? given;
	return example === '' ? undefined : `Example: ${example}`;
}

function upperFirst(text: string | undefined): string | undefined {
	return text && text.charAt(0).toUpperCase() + text.slice(1);
}

function present(description: string | undefined): Pick<INodeProperties, 'description'> {
	return description === undefined ? {} : { description };
}
