import type { IDataObject } from 'n8n-workflow';

import { asText, present } from '../../shared/json';
import type { Values } from '../../shared/field';
import { shortMessageId } from '../whatsapp/ids';
import { mediaOf } from '../whatsapp/media';
import { messageFields } from '../whatsapp/message';
import { messageOf } from '../whatsapp/shapes';

/** Words of Wawp's newer API for a request that waits in a queue (docs.wawp.net v2, inferred for v1). */
const WAITING = ['queued', 'accepted', 'pending', 'scheduled'];

/**
 * The fields of a posted status that matter, from the answers of all engines, or from the receipt of a queue.
 *
 * @returns what messages have too, with the short ID as `statusId`, and how many people it was sent for as `audience`
 */
export function simplifyPost(body: IDataObject, { audience }: Values): IDataObject {
	const count = Array.isArray(audience) ? audience.length : undefined;
	if (isQueued(body)) return { service: 'wawp', ...receipt(body), audience: count };
	const { statusId, messageId, chatId, type, text, media, timestamp } = simplifyMessage(body);
	// Every engine's ID serves, also where the answer does not say that the chat is that of the statuses.
	const id = statusId ?? (messageId === undefined ? undefined : shortMessageId(asText(messageId)));
	const post = { statusId: id, messageId, chatId, type, text, media, timestamp };
	return { service: 'wawp', ...post, audience: count };
}

/** The fields of a message that matter, with the names that the trigger gives them too (`messageFields`). */
export function simplifyMessage(body: IDataObject): IDataObject {
	return isQueued(body) ? receipt(body) : present(messageFields(messageOf(body)));
}

/** The address of a message's media, where the server downloaded it. */
export function mediaUrl(body: IDataObject): string | undefined {
	return mediaOf(messageOf(body))?.url;
}

function isQueued({ id, key, status, job_id: jobId }: IDataObject): boolean {
	const stated = id !== undefined || key !== undefined;
	return !stated && (WAITING.includes(asText(status)) || jobId !== undefined);
}

function receipt({ job_id: jobId }: IDataObject): IDataObject {
	return { queued: true, jobId };
}
