import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { makeListSearch, type ListSearch } from '../shared/listSearch';
import { CHAT_SOURCES } from './fields/chats';
import { LABEL_SOURCES } from './fields/labels';
import { chosenInstance } from './fields/search';
import { wawp } from './service';

/** The searches of the resource locators, by the names that the fields give them. */
export const listSearch: Record<string, ListSearch> = Object.fromEntries(
	Object.entries({ ...CHAT_SOURCES, ...LABEL_SOURCES }).map(([name, sources]) => [
		name,
		makeListSearch(wawp, sources, chosenInstance),
	]),
);

/** The labels to choose from, for a chat that gets several. */
export const loadOptions = {
	async getLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await listSearch.searchLabels?.call(this))?.results ?? [];
	},
};
