import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** A way to type a value. n8n shows `id` and `url` under names of its own ("By ID", "By URL"), others under theirs. */
export interface Typed {
	name: string;
	displayName: string;
	placeholder: string;
	hint?: string;
}

/** What a field for one thing of an account says in the editor. */
interface Located {
	displayName: string;
	name: string;
	description: string;
	/** As it is called in a sentence: "chat". */
	what: string;
	/** The list search that finds it by name. */
	search: string;
	/** How it is typed: all ways are read alike. `id` has to be one of them, since n8n gives expressions that mode. */
	typed: Typed[];
}

/** The way to type an ID. */
export function byId(placeholder: string, hint?: string): Typed {
	return { name: 'id', displayName: 'By ID', placeholder, ...(hint !== undefined && { hint }) };
}

/** The way to type a phone number. */
export const BY_PHONE: Typed = {
	name: 'phone',
	displayName: 'By Phone Number',
	placeholder: 'e.g. +44 7441 429009',
	hint: 'With its country code',
};

/** A field whose value is chosen from a list in the editor, or typed. */
export function locator({ displayName, name, description, what, search, typed }: Located): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${what}…`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			...typed.map((mode): INodePropertyMode => ({ type: 'string', ...mode })),
		],
	};
}
