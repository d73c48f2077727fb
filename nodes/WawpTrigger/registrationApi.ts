import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { READ, throughApi, type Judged, type Method } from '../shared/operation';
import { send, type CallContext } from '../shared/transport';
import { readWebhooks, type Webhook } from '../Wawp/answers/webhooks';
import { WEBHOOK_API } from '../Wawp/operations/webhook';
import { wawp } from '../Wawp/service';

/** n8n waits with the activation of the workflow. */
const TIMEOUT_MS = 20_000;

/** No document says what the API answers to these; what came of them is read back. */
const CHANGE: Judged = { repeatable: true, evidence: 'any' };

/** The webhooks of one instance at Wawp; each call throws a Problem. */
export interface WebhookApi {
	/** Where it lives. */
	baseUrl: string;
	/** Equal for equal lists of webhooks. */
	key: string;
	list: () => Promise<Webhook[]>;
	/** Adds a webhook, or changes the one with its URL; touches no other. */
	set: (webhook: Webhook) => Promise<void>;
	/** Overwrites the whole list. */
	overwrite: (webhooks: Webhook[]) => Promise<void>;
}

/**
 * Wawp's version 2 (api.wawp.net/en/docs: session/webhook, webhook/set), with the credential of the trigger.
 *
 * @throws Problem where the credential's Webhook API URL is none
 */
export function webhookApi(
	context: CallContext,
	credential: ICredentialDataDecryptedObject,
	instanceId: string,
): WebhookApi {
	const service = throughApi(wawp, WEBHOOK_API);
	const connection = { context, service, credential, timeoutMs: TIMEOUT_MS };
	const call = async (method: Method, path: string, judged: Judged, body?: IDataObject) =>
		await send(connection, { method, path, query: { instance_id: instanceId }, body }, judged);
	const baseUrl = service.baseUrl(credential);
	return {
		baseUrl,
		key: `${baseUrl} ${instanceId}`,
		list: async () => readWebhooks((await call('GET', '/session/webhook', READ)).body),
		set: async (webhook) => {
			await call('POST', '/webhook/set', CHANGE, webhook);
		},
		overwrite: async (webhooks) => {
			await call('POST', '/session/webhook', CHANGE, { webhooks });
		},
	};
}
