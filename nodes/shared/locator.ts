import type { INodeProperties } from 'n8n-workflow';

/** What a field for one thing of an account says in the editor. */
interface Located {
	displayName: string;
	name: string;
	description?: string;
	/** As it is called in a sentence: "chat". */
	what: string;
	/** The list search that finds it by name. */
	search: string;
	/** How it is typed. */
	id: { displayName?: string; placeholder: string; hint?: string };
}

/** A field whose value is chosen from a list in the editor, or typed as an ID. */
export function locator({ displayName, name, description, what, search, id }: Located): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		...(description !== undefined && { description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${what}…`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', ...id },
		],
	};
}
