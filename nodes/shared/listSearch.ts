import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { toNodeError } from './errors';
import { asObject, asText } from './json';
import { hiddenOf, READ, type Listing, type Service } from './operation';
import { readList } from './paging';
import { buildRequest } from './request';
import { withoutSecrets } from './secrets';
import { send, type Connection } from './transport';

/** More would make a list slow to open; the rest is found by ID. */
const MOST = 1000;

/** Nobody waits longer for a list. */
const TIMEOUT_MS = 30_000;

/** What n8n calls while somebody types into a list of the editor. */
export type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** One kind of things that a list offers. */
export interface Searched {
	listing: Listing;
	/** What a simplified element is called in the list, and the ID that stands behind it; without an ID it is left out. */
	entry: (element: IDataObject) => { name: string; value: string };
}

/**
 * The search of a list that offers things of one or several kinds.
 *
 * @param accountOf what the node in the editor says of the account, as query parameters
 */
export function makeListSearch(
	service: Service,
	kinds: Searched[],
	accountOf: (context: ILoadOptionsFunctions) => IDataObject = () => ({}),
): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter = '') {
		const account = accountOf(this);
		const credential = await this.getCredentials(service.credentialType);
		const connection = { context: this, service, credential, timeoutMs: TIMEOUT_MS };
		const lists = await Promise.allSettled(kinds.map(async (kind) => await read(connection, account, kind)));
		const found = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
		const [failed] = lists.filter((list) => list.status === 'rejected');
		// An engine may lack one of the kinds; only when nothing can be read there is an error to show.
		if (failed && lists.every((list) => list.status === 'rejected')) {
			throw toNodeError(this.getNode(), failed.reason, 0, hiddenOf(service, credential, account));
		}
		const wanted = filter.trim().toLowerCase();
		const results = found.filter((entry) => matches(entry, wanted));
		results.sort((a, b) => a.name.localeCompare(b.name));
		return { results: withoutSecrets(results, service.secrets(credential)) };
	};
}

async function read(
	connection: Connection<ILoadOptionsFunctions>,
	account: IDataObject,
	{ listing, entry }: Searched,
): Promise<INodeListSearchItems[]> {
	connection.service.requireAccount?.(connection.credential, account);
	const { body } = await readList(listing.list, MOST, async (page) =>
		send(connection, buildRequest(listing, [], {}, { account, page }), READ),
	);
	return (body as unknown[])
		.map((element) => entry(listing.simplify(asObject(element), {})))
		.filter(({ value }) => value !== '');
}

function matches({ name, value }: INodeListSearchItems, wanted: string): boolean {
	return `${name} ${asText(value)}`.toLowerCase().includes(wanted);
}
