import type { ICredentialDataDecryptedObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../shared/json';
import { webhookApi } from '../../WawpTrigger/registrationApi';
import { put, takeOut } from '../../WawpTrigger/registrationList';
import { assertReachable, isSameWebhook } from '../../WawpTrigger/registrationTarget';
import { takeOutEnded } from '../../WawpTrigger/registrationWaits';
import { withinTime } from '../../shared/pause';
import { inTurn } from '../../shared/turns';
import { bareUrl } from '../answers/webhooks';
import { ANSWER_EVENTS } from './answers';
import type { Listening } from './wait';

/** The execution, and who answered, wait no longer until the webhook of an answered question is out. */
const MOST_MS = 5000;

/** What is registered at Wawp for an answer. */
interface Wanted {
	instanceId: string;
	/** n8n's signed address of this wait. */
	url: string;
	/** So many waits of the instance at once. */
	most: number;
}

/**
 * Registers a wait at Wawp beside all other webhooks, and takes out those of questions that nobody waits for any more.
 *
 * @returns what is registered; undefined where as many wait already as may
 * @throws Problem where Wawp cannot be asked, or cannot reach this n8n
 */
export async function listen(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
	{ instanceId, url, most }: Wanted,
): Promise<Listening | undefined> {
	const api = webhookApi(context, credential, instanceId);
	assertReachable(url, api.baseUrl);
	const secret = asText(credential.webhookSecret).trim();
	return await inTurn(api.key, async () => {
		const waiting = await takeOutEnded(context, api, await api.list(), url);
		// A loop waits at the same address again.
		const others = waiting.filter((webhook) => !isSameWebhook(webhook.url, url));
		if (others.length >= most) return undefined;
		await put(api, { url, events: ANSWER_EVENTS, secret });
		return { instanceId, url: bareUrl(url) };
	});
}

/** Takes the webhook of a wait out again. Where that fails, the next question, check or activation does it. */
export async function stopListening(
	context: IExecuteFunctions | IWebhookFunctions,
	{ instanceId, url }: Listening,
): Promise<void> {
	try {
		const api = webhookApi(context, await context.getCredentials('wawpApi'), instanceId);
		const isOut = (listed: string) => isSameWebhook(listed, url);
		await withinTime(MOST_MS, async () => await inTurn(api.key, async () => await takeOut(api, isOut)));
	} catch {
		// The error may hold the credential's data.
		context.logger.warn(
			'Wawp: the webhook of a question could not be taken out; the next question tries it again',
		);
	}
}

/**
 * Takes out the webhooks of an instance whose questions nobody waits for any more; in silence, since it is done beside
 * something else.
 */
export async function clearEnded(context: IExecuteFunctions, instanceId: string): Promise<void> {
	try {
		const api = webhookApi(context, await context.getCredentials('wawpApi'), instanceId);
		const url = context.getSignedResumeUrl();
		await inTurn(api.key, async () => await takeOutEnded(context, api, await api.list(), url));
	} catch {
		context.logger.warn('Wawp: the webhooks of ended questions could not be taken out');
	}
}
