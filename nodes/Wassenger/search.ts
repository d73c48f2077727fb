import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { toNodeError } from '../shared/errors';
import { asObject, asText } from '../shared/json';
import { DEFAULT_TIMEOUT_SECONDS } from '../shared/options';
import { send } from '../shared/transport';
import { wassenger } from './service';

/** The devices of the account by name or number, for the list in the editor (`GET /devices`). */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const credential = await this.getCredentials(wassenger.credentialType);
	const timeoutMs = DEFAULT_TIMEOUT_SECONDS * 1000;
	const connection = { context: this, service: wassenger, credential, timeoutMs };
	try {
		const { body } = await send(connection, { method: 'GET', path: '/devices', query: {} }, true);
		const devices = Array.isArray(body) ? body.map(asObject) : [];
		const results = devices.map(({ id, alias, name, phone }) => ({
			name: [asText(alias ?? name), asText(phone)].filter((part) => part !== '').join(' · ') || asText(id),
			value: asText(id),
		}));
		return {
			results: results.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase())),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0, wassenger.secrets(credential));
	}
}
