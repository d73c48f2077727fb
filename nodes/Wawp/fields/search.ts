import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { toNodeError } from '../../shared/errors';
import { asObject, asText } from '../../shared/json';
import type { ListRule, Operation, Resource } from '../../shared/operation';
import { DEFAULT_TIMEOUT_SECONDS } from '../../shared/options';
import { readList } from '../../shared/paging';
import { buildRequest } from '../../shared/request';
import { send } from '../../shared/transport';
import { wawp } from '../service';

/** More would make the list slow to open; the rest is found by ID. */
const MOST = 1000;

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** What a list shows: which operation reads it, which simplified fields are ID and name. */
interface Source {
	resource: string;
	id: string;
	name: string;
	/** Behind the name, where kinds are mixed. */
	kind?: string;
}

const CONTACTS: Source = { resource: 'contact', id: 'contactId', name: 'name' };
const GROUPS: Source = { resource: 'group', id: 'groupId', name: 'subject', kind: 'group' };
const CHANNELS: Source = { resource: 'channel', id: 'channelId', name: 'name', kind: 'channel' };
const LABELS: Source = { resource: 'label', id: 'labelId', name: 'name' };

/** The searches of the resource locators, by the names that the fields give them. */
export const listSearch: Record<string, Search> = {
	searchChats: searchIn(CONTACTS, GROUPS, CHANNELS),
	searchContacts: searchIn(CONTACTS),
	searchGroups: searchIn({ ...GROUPS, kind: undefined }),
	searchChannels: searchIn({ ...CHANNELS, kind: undefined }),
	searchLabels: searchIn(LABELS),
};

/** The labels to choose from, for a chat that gets several. */
export const loadOptions = {
	async getLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await listSearch.searchLabels?.call(this).then(({ results }) => results)) ?? [];
	},
};

function searchIn(...sources: Source[]): Search {
	return async function (this: ILoadOptionsFunctions, filter = '') {
		const lists = await Promise.allSettled(sources.map(async (source) => await read(this, source)));
		const found = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
		const [failed] = lists.filter((list) => list.status === 'rejected');
		// An engine may lack one of the kinds; only when nothing can be read there is an error to show.
		if (failed && lists.every((list) => list.status === 'rejected')) {
			throw toNodeError(this.getNode(), failed.reason, 0, []);
		}
		const wanted = filter.trim().toLowerCase();
		const results = found.filter(({ name, value }) =>
			`${name} ${asText(value)}`.toLowerCase().includes(wanted),
		);
		return { results: results.sort((a, b) => a.name.localeCompare(b.name)) };
	};
}

async function read(context: ILoadOptionsFunctions, source: Source): Promise<INodeListSearchItems[]> {
	const operation = listOperation(source.resource);
	const credential = await context.getCredentials(wawp.credentialType);
	const connection = { context, service: wawp, credential, timeoutMs: DEFAULT_TIMEOUT_SECONDS * 1000 };
	const { body } = await readList(operation.list, MOST, async (page) => {
		const request = buildRequest(operation, [], {}, undefined, page);
		return await send(connection, { ...request, query: { ...request.query, ...instance(context) } }, true);
	});
	return (body as unknown[]).flatMap((element) => {
		const simple = operation.simplify?.(asObject(element), {}) ?? {};
		const value = asText(simple[source.id]);
		const name = asText(simple[source.name]) || value;
		return value === ''
			? []
			: [{ name: source.kind === undefined ? name : `${name} (${source.kind})`, value }];
	});
}

function listOperation(resource: string): Operation & { list: ListRule } {
	const operations = wawp.resources.find(({ value }: Resource) => value === resource)?.operations ?? [];
	const operation = operations.find(({ value }) => value === 'getAll');
	if (!operation?.list) throw new Error(`${resource} has no list`);
	return { ...operation, list: operation.list };
}

/** The instance named in the options; an expression has no value in the editor. */
function instance(context: ILoadOptionsFunctions): { instance_id?: string } {
	const id = asText(asObject(context.getCurrentNodeParameter('options')).instanceId).trim();
	return id === '' || id.startsWith('=') ? {} : { instance_id: id };
}
