import { isWaitUrl, type Webhook } from '../Wawp/answers/webhooks';
import { asText } from '../shared/json';
import { mapPool } from '../shared/pool';
import { lookAt, type CallContext } from '../shared/transport';
import type { WebhookApi } from './registrationApi';
import { takeOut } from './registrationList';

/** What the node answers at the address of a question's webhook as long as the question waits. */
export const WAITING = 'waiting';

/** So many are asked at a time. */
const AT_A_TIME = 5;

/** What n8n answers where nothing waits any more: for an execution that is gone, one that failed, and one that ended well. */
const ENDED: Record<number, RegExp> = {
	404: /the execution .{1,50} does not exist/i,
	409: /the execution .{1,50} has finished/i,
	200: /no action required/i,
};

/**
 * Takes out the webhooks of questions that nobody waits for any more. Whether somebody does, n8n itself is asked at the
 * webhook's address; where it says nothing clear, the webhook stays.
 *
 * @param listed the list as it was just read
 * @param ownUrl any address of this n8n: no other is asked
 * @returns the webhooks of this n8n's questions that stay
 * @throws Problem where the list cannot be changed
 */
export async function takeOutEnded(
	context: CallContext,
	api: WebhookApi,
	listed: Webhook[],
	ownUrl: string,
): Promise<Webhook[]> {
	const waits = listed.filter(({ url }) => isWait(url, ownUrl));
	const ended = await mapPool(waits, AT_A_TIME, async ({ url }) => await isEnded(context, url));
	const gone = waits.filter((_, index) => ended[index]).map(({ url }) => url);
	if (gone.length > 0) await takeOut(api, (url) => gone.includes(url));
	return waits.filter(({ url }) => !gone.includes(url));
}

function isWait(url: string, ownUrl: string): boolean {
	return isWaitUrl(url) && URL.canParse(ownUrl) && new URL(url).origin === new URL(ownUrl).origin;
}

async function isEnded(context: CallContext, url: string): Promise<boolean> {
	try {
		const { status, body } = await lookAt(context, url);
		return ENDED[status]?.test(asText(body) || JSON.stringify(body)) === true;
	} catch {
		return false;
	}
}
