import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import type { Field, SentField } from '../../shared/field';
import { onOff, oneOf, text } from '../../shared/schemas';

/** Chooses the instance for one item, instead of the credential's: one account, many numbers. */
export const INSTANCE: SentField = {
	property: {
		displayName: 'Instance ID',
		name: 'instanceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. A1B2C3D4E5F6',
		description: 'The instance (linked number) to use instead of the one in the credential',
	},
	schema: z
		.union([z.string(), z.number()])
		.transform((value) => String(value).trim())
		.pipe(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/))
		.describe('an instance ID as in the Wawp dashboard (remove the option to use the one of the credential)'),
	in: 'account',
	as: 'instance_id',
};

/** Guards what cannot be undone. */
export function confirmation(displayName: string, description: string): Field {
	return {
		property: { displayName, name: 'confirm', type: 'boolean', default: false, description },
		schema: onOff.pipe(z.literal(true)).describe('the switch to be on: this cannot be undone'),
		in: 'local',
	};
}

const SORT_ORDER: Field = {
	property: {
		displayName: 'Sort Order',
		name: 'sortOrder',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'ASC' },
			{ name: 'Descending', value: 'DESC' },
		],
		default: 'ASC',
		description: 'Which end of the list comes first',
	},
	schema: oneOf(['ASC', 'DESC']),
	in: 'query',
};

/** Sorts a list; the columns are those the API names. */
export function sorting(columns: INodePropertyOptions[], fallback: string): Field[] {
	return [
		{
			property: {
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'options',
				options: columns,
				default: fallback,
				description: 'What the list is sorted by',
			},
			schema: oneOf(columns.map(({ value }) => value)),
			in: 'query',
		},
		SORT_ORDER,
	];
}

/** A switch of the query that is off by itself. */
export function flag(displayName: string, name: string, description: string): Field {
	return {
		property: { displayName, name, type: 'boolean', default: false, description },
		schema: onOff,
		in: 'query',
	};
}

/** Wawp keeps pictures of contacts, chats and groups for a day. */
export const REFRESH = flag(
	'Refresh',
	'refresh',
	'Whether to ask WhatsApp again instead of using the picture that Wawp keeps for 24 hours',
);

/** A line of text that must be filled in. */
export function line(
	displayName: string,
	name: string,
	more: Partial<SentField> & { placeholder: string; description: string },
): SentField {
	const { placeholder, description, ...field } = more;
	return {
		property: { displayName, name, type: 'string', default: '', required: true, placeholder, description },
		schema: text,
		in: 'query',
		...field,
	};
}

/** The notice of an operation whose route no source of Wawp's own confirms. */
export const UNCONFIRMED =
	"Not in Wawp's documentation; may be missing on your server. The error says so then.";
