import type { IDataObject } from 'n8n-workflow';

import { asObject, asText, present } from '../../shared/json';
import { elementsOf } from '../../shared/paging';

/** One webhook as Wawp's version 2 lists it; what it shows beside these fields is kept. */
export interface Webhook extends IDataObject {
	url: string;
}

/**
 * The webhooks in the answer to the list call: `{webhooks, systemConfig}`. Entries without a URL are none.
 *
 * @throws Problem where it has no such list: one that was not understood must not pass for an empty one
 */
export function readWebhooks(body: unknown): Webhook[] {
	const entries = asObject(body).webhooks === null ? [] : elementsOf(body, 'webhooks');
	return entries.map(asObject).filter((entry): entry is Webhook => asText(entry.url) !== '');
}

/** The events that a webhook gets. */
export function eventsOf({ events }: IDataObject): string[] {
	return Array.isArray(events) ? events.map(asText) : [];
}

/** Whether events are sent to it: Wawp says 1, 0, true or false. */
export function isActive({ is_active: active }: IDataObject): boolean {
	return !['0', 'false'].includes(asText(active));
}

/** An address without its query, which may hold a secret, and spelled in one way; empty where it is none. */
export function bareUrl(url: unknown): string {
	const text = asText(url).trim();
	if (!URL.canParse(text)) return '';
	const { origin, pathname } = new URL(text);
	return origin + pathname.replace(/\/$/, '');
}

/** The query parameter that tells the two addresses of a waiting question apart; n8n's signature covers it. */
export const WAY = 'wawp';

/** Its value at the address where Wawp delivers answers. */
export const REPLY = 'reply';

/** Whether an address is that of a waiting question. */
export function isWaitUrl(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { searchParams } = new URL(url);
	return searchParams.get(WAY) === REPLY && searchParams.has('signature');
}

/**
 * What is registered, and whether one of them leads here.
 *
 * @param isHere tells whether an address, without its query, is meant; that of a waiting question never is
 */
export function simplifyWebhooks(body: IDataObject, isHere: (url: string) => boolean): IDataObject {
	const system = bareUrl(asObject(body.systemConfig).url);
	const webhooks = readWebhooks(body).map((webhook) => {
		const url = bareUrl(webhook.url);
		return {
			url,
			events: eventsOf(webhook),
			active: isActive(webhook),
			...present({ name: asText(webhook.name) || undefined }),
			system: url !== '' && url === system,
			here: isHere(url) && !isWaitUrl(webhook.url),
		};
	});
	return {
		registered: webhooks.some(({ here, active }) => here && active),
		count: webhooks.length,
		webhooks,
	};
}
