/** Credentials of a running n8n. */
import { z } from 'zod';

import type { N8nClient } from './client';

const listSchema = z.object({
	data: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
});
const savedSchema = z.object({ data: z.object({ id: z.string(), name: z.string() }) });
const testedSchema = z.object({
	data: z.object({ status: z.enum(['OK', 'Error']), message: z.string().optional() }),
});

/** The type of the credential for Wawp. */
export const WAWP_API = 'wawpApi';

/** The fields of the credential `wawpApi`. */
export interface WawpApiData {
	accessToken: string;
	instanceId: string;
	baseUrl: string;
	webhookApiUrl?: string;
	webhookSecret: string;
}

/** How a node names a stored credential. */
export interface CredentialReference {
	id: string;
	name: string;
}

/**
 * Creates a credential, or gives the one of that name the new data.
 *
 * @param type of the credential, with the fields in `data`
 */
export async function saveCredential(
	n8n: N8nClient,
	name: string,
	data: WawpApiData | Record<string, string | number | boolean>,
	type = WAWP_API,
): Promise<CredentialReference> {
	const { data: all } = await n8n.call('GET', '/rest/credentials', listSchema);
	const known = all.find((credential) => credential.name === name && credential.type === type);
	const body = { name, type, data };
	const saved =
		known === undefined
			? await n8n.call('POST', '/rest/credentials', savedSchema, body)
			: await n8n.call('PATCH', `/rest/credentials/${known.id}`, savedSchema, body);
	return { id: saved.data.id, name: saved.data.name };
}

/** Runs the credential test that the "Save" button of the editor runs. */
export async function testCredential(
	n8n: N8nClient,
	data: WawpApiData,
): Promise<{ status: 'OK' | 'Error'; message?: string }> {
	const credentials = { id: '', name: 'tested', type: WAWP_API, data };
	const tested = await n8n.call('POST', '/rest/credentials/test', testedSchema, { credentials });
	return tested.data;
}
