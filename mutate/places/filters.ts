import type { Wall } from '../place';

const FILTERS = 'test/nodes/WawpTrigger/filters.test.ts';

/** What a filter lets through. */
export const filters: Wall = {
	title: 'Filters',
	places: [
		{
			name: 'filters at all',
			breaks: 'every filter lets everything through',
			file: 'nodes/WawpTrigger/filters.ts',
			from: 'filters.find(({ passes }) => !passes(item))',
			to: 'filters.find(() => false)',
			test: FILTERS,
			title: 'filters are asked together',
		},
		{
			name: 'every filter',
			breaks: 'only the last filter is asked',
			file: 'nodes/WawpTrigger/filters.ts',
			from: 'filters.find(({ passes }) => !passes(item))',
			to: 'filters.slice(-1).find(({ passes }) => !passes(item))',
			test: FILTERS,
			title: 'filters are asked together',
		},
		{
			name: 'filters by chat',
			breaks: 'the filters by chat and by sender let everything through',
			file: 'nodes/WawpTrigger/filterTable.ts',
			from: "if (wanted === 'one') return known.some((id) => ids.has(id));",
			to: "if (wanted === 'one') return true;",
			test: FILTERS,
			title: 'sendersAllowed =',
		},
		{
			name: 'blocked without a name',
			breaks: 'an event that does not say whose it is passes those who are blocked',
			file: 'nodes/WawpTrigger/filterTable.ts',
			from: 'known.length === 0 ? isOthers(item) :',
			to: 'known.length === 0 ||',
			test: FILTERS,
			title: 'sendersBlocked =',
		},
		{
			name: 'empty filter',
			breaks: 'a list that names nobody starts a node whose filter nothing passes',
			file: 'nodes/WawpTrigger/filterValues.ts',
			from: 'if (ids.length === 0) throw empty(field);',
			to: '',
			test: FILTERS,
			title: 'stops the activation, and starts nothing',
		},
		{
			name: 'blank filter',
			breaks: 'a blank text is contained in every message',
			file: 'nodes/WawpTrigger/filterValues.ts',
			from: "if (text.trim() === '') throw empty(field);",
			to: '',
			test: FILTERS,
			title: 'of textContains stops the activation',
		},
		{
			name: 'what a filter does not touch',
			breaks: 'a filter by text drops events that have none',
			file: 'nodes/WawpTrigger/filters.ts',
			from: '(events !== undefined && !events.includes(item.event)) || ',
			to: '',
			test: FILTERS,
			title: 'does not touch passes',
		},
	],
};
