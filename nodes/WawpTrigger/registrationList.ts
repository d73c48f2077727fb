import { asText } from '../shared/json';
import { Problem } from '../shared/problem';
import { eventsOf, isActive, type Webhook } from '../Wawp/answers/webhooks';
import type { WebhookApi } from './registrationApi';

/** What shall stand in the list at Wawp. */
export interface Wanted {
	url: string;
	events: string[];
	/** Empty where deliveries are not signed. */
	secret: string;
}

/** So often the list is changed and read back; more is needed only where somebody else keeps changing it. */
const MOST_ROUNDS = 30;

/** Whether the list has what is wanted, as far as it shows: the secret may stand there, hidden or not at all. */
export function stands(listed: Webhook[], wanted: Wanted): boolean {
	return listed.some((webhook) => isWanted(webhook, wanted));
}

/** Whether the list has what is wanted, and shows that the secret is the right one too. */
export function standsProven(listed: Webhook[], wanted: Wanted): boolean {
	return listed.some((webhook) => isWanted(webhook, wanted) && asText(webhook.hmac) === wanted.secret);
}

function isWanted(webhook: Webhook, { url, events, secret }: Wanted): boolean {
	const unsigned = secret !== '' || asText(webhook.hmac) === '';
	return isSameUrl(webhook.url, url) && isActive(webhook) && unsigned && sameSet(eventsOf(webhook), events);
}

/** Spelled alike or not; the query counts. */
export function isSameUrl(a: string, b: string): boolean {
	return a === b || (URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href);
}

function sameSet(a: string[], b: string[]): boolean {
	const [one, two] = [new Set(a), new Set(b)];
	return one.size === two.size && [...one].every((value) => two.has(value));
}

/**
 * Adds what is wanted by the upsert, which touches no other webhook, and reads back whether it stayed: somebody else may
 * have overwritten the list in between.
 *
 * @returns the list at the end
 * @throws Problem of the API, or where it does not stay
 */
export async function put(api: WebhookApi, wanted: Wanted): Promise<Webhook[]> {
	const { url, events, secret } = wanted;
	for (let round = 1; round <= MOST_ROUNDS; round++) {
		// An upsert that names no secret keeps the old one, so that it is emptied once it was seen to be there.
		const hmac = secret !== '' || round > 1 ? { hmac: secret } : {};
		await api.set({ url, events, is_active: 1, ...hmac });
		const listed = await api.list();
		if (stands(listed, wanted)) return listed;
	}
	throw restless('it does not stand in the list of webhooks after it was added');
}

/**
 * Takes webhooks out by the call that overwrites the whole list, since Wawp has none that removes a single one. Each time it
 * gives back all others as they were just read, reads the list again, and puts back what is missing, one after the other.
 *
 * What somebody else changes between a reading and the overwriting or putting back that follows it at once is lost:
 * nothing in the API shows it.
 *
 * @param isOut tells which, by their URLs; where none is listed, nothing is called but the list
 * @throws Problem of the API, or where the list does not become as it should
 */
export async function takeOut(api: WebhookApi, isOut: (url: string) => boolean): Promise<void> {
	let kept: Webhook[] = [];
	for (let round = 1; round <= MOST_ROUNDS; round++) {
		const listed = await api.list();
		const lost = kept.find((webhook) => isLost(webhook, listed));
		if (lost) await api.set(withoutStars({ ...lost, ...listed.find(({ url }) => url === lost.url) }));
		else if (listed.some(({ url }) => isOut(url))) {
			kept = listed.filter(({ url }) => !isOut(url)).map(withoutStars);
			await api.overwrite(kept);
		} else return;
	}
	throw restless('the list of webhooks does not stay as it is written');
}

/** Stars that a list shows instead of a secret would become the secret. */
function withoutStars({ hmac, ...webhook }: Webhook): Webhook {
	const isShown = hmac !== undefined && !asText(hmac).includes('***');
	return isShown ? { ...webhook, hmac } : webhook;
}

/** It is gone, or a part of it is. A part that says something else was changed by somebody. */
function isLost(webhook: Webhook, listed: Webhook[]): boolean {
	const now = listed.find(({ url }) => url === webhook.url);
	return now === undefined || Object.keys(webhook).some((field) => !(field in now));
}

function restless(what: string): Problem {
	return new Problem(`Wawp took the change, but ${what}`, {
		code: 'webhooks_changed',
		httpStatus: null,
		hint: 'Somebody else may be changing the webhooks of this instance at the same time. Look at wawp.net → Account → Connect → Webhook, and publish the workflow again.',
		outcome: 'unknown',
	});
}
