import { z } from 'zod';

import type { Searched } from '../../shared/listSearch';
import { locator } from '../../shared/locator';
import type { SentField } from '../../shared/field';
import type { Listing } from '../../shared/operation';
import { understood } from '../../shared/schemas';
import { simplifyLabel } from '../answers/directory';
import { named } from './search';

/** The labels of the linked number. */
export const LABEL_LIST: Listing = {
	route: 'GET /labels',
	list: { pages: 'whole' },
	simplify: simplifyLabel,
};

/** What the lists of the fields below offer, by the names that the fields give the searches. */
export const LABEL_SOURCES: Record<string, Searched[]> = {
	searchLabels: [{ listing: LABEL_LIST, entry: named('labelId', 'name') }],
};

/** One label, in the path. */
export const LABEL: SentField = {
	property: locator({
		displayName: 'Label',
		name: 'labelId',
		what: 'label',
		search: 'searchLabels',
		id: { placeholder: 'e.g. 7' },
	}),
	schema: understood((text) => /^\d+$/.exec(text.trim())?.[0], 'a label ID: a number'),
	in: 'path',
};

/** The labels of a chat. */
export const LABELS: SentField = {
	property: {
		displayName: 'Label Names or IDs',
		name: 'labelIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLabels' },
		default: [],
		description:
			'The labels the chat has from now on; none to take all away. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	schema: z
		.array(z.union([z.string(), z.number()]).transform((id) => ({ id: String(id) })))
		.describe('a list of label IDs'),
	in: 'body',
	as: 'labels',
};
