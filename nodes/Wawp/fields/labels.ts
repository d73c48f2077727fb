import type { Searched } from '../../shared/listSearch';
import { byId, locator } from '../../shared/locator';
import type { Field, LocalField, SentField, Values } from '../../shared/field';
import type { ApiRequest, Listing } from '../../shared/operation';
import { listOf, onOff, understood } from '../../shared/schemas';
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
		description: 'A label of the linked number',
		what: 'label',
		search: 'searchLabels',
		typed: [byId('e.g. 7')],
	}),
	schema: understood((text) => /^\d+$/.exec(text.trim())?.[0], 'a label ID: a number'),
	in: 'path',
};

/** Takes all labels off, which an empty list must not do by itself. */
const REMOVE_ALL: LocalField = {
	property: {
		displayName: 'Remove All',
		name: 'removeAll',
		type: 'boolean',
		default: false,
		description: 'Whether to take all labels off the chat',
	},
	schema: onOff,
	in: 'local',
};

const LABELS: SentField = {
	property: {
		displayName: 'Label Names or IDs',
		name: 'labelIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLabels' },
		displayOptions: { show: { removeAll: [false] } },
		default: [],
		description:
			'The labels the chat has from now on. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	schema: listOf((entry) => /^\d{1,20}$/.exec(entry)?.[0], 'a label ID: a number')
		.transform((ids: string[]) => ids.map((id) => ({ id })))
		.describe('a list of at least one label ID'),
	in: 'body',
	as: 'labels',
};

/** The labels of a chat. */
export const LABELS_OF_CHAT: Field[] = [REMOVE_ALL, LABELS];

/** No labels at all where the user asks for that. */
export function withRemoval(request: ApiRequest, { removeAll }: Values): ApiRequest {
	return removeAll === true ? { ...request, body: { ...request.body, labels: [] } } : request;
}
