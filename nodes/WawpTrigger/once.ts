import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { askInTurn, knownOf, placeOf } from '../shared/processed';
import { Arrivals } from './arrivals';
import { identitiesOf } from './identity';
import type { WawpEvent } from './output';
import { Written } from './written';

/** The options of the trigger that say how events pass once. */
export interface OnceOptions {
	once?: unknown;
	rememberedEvents?: unknown;
}

/** Longer than any retry policy that is known; the number is about 10 MB of memory. */
const ARRIVALS = new Arrivals({ count: 50_000, ageMs: 24 * 60 * 60_000 });

/** How many events n8n's database remembers for a node unless set otherwise. */
export const REMEMBERED_EVENTS = 2000;

/** Whether repeats are dropped: unless it is switched off. */
export function isOnce({ once }: OnceOptions): boolean {
	return once !== false;
}

/** How many events n8n's database is to remember; a value that is no number of them must not switch it off. */
export function rememberedEvents({ rememberedEvents: most }: OnceOptions): number {
	return typeof most === 'number' && most >= 0 ? Math.floor(most) : REMEMBERED_EVENTS;
}

/**
 * The first of the two stages, before an execution starts: whether an item came to this process for the first time. It is
 * forgotten again where the delivery is not answered with a 2xx, since it will come again then.
 */
export async function isFirstHere(context: IWebhookFunctions, item: IDataObject): Promise<boolean> {
	const node = placeOf(context);
	const identities = identitiesOf(item as unknown as WawpEvent).map((one) => `${node} ${one}`);
	return await isFirstOf(ARRIVALS, context, identities);
}

/** Whether a call is the first with one of these identities; it is forgotten where it is not answered with a 2xx. */
export async function isFirstOf(
	arrivals: Arrivals,
	context: IWebhookFunctions,
	identities: string[],
): Promise<boolean> {
	const claim = await arrivals.claim(identities);
	if (claim === undefined) return false;
	const response = context.getResponseObject();
	const settle = () => {
		const isAnswered = response.writableFinished && response.statusCode >= 200 && response.statusCode < 300;
		(isAnswered ? claim.answered : claim.failed)();
	};
	if (response.closed) settle();
	else response.once('close', settle);
	return true;
}

/**
 * The second stage, at the head of an execution: the items whose events n8n's database does not know yet. It remembers
 * across restarts and, but for moments, across the workers of n8n. Whatever goes wrong lets an event pass.
 *
 * @param most how many events it remembers; with 0 all pass
 */
export async function firstEver(context: IExecuteFunctions, most: number): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	// Elsewhere somebody runs the workflow by hand, and wants to see it run.
	if (context.getMode() !== 'webhook' || most === 0) return items;
	const first: INodeExecutionData[] = [];
	for (const item of items) {
		const identities = identitiesOf(item.json as unknown as WawpEvent);
		// n8n reads, changes and writes the list of a node without a lock, so one asks after the other.
		const asked = askInTurn(context, async () => await isFirstEver(context, identities, most));
		if (await asked.catch(() => isFirstUnasked(context, identities))) first.push(item);
	}
	return first;
}

/** Other workers of n8n write the same lists: what one of them overwrote stands there again with the next event. */
const WRITTEN = new Written({ count: 100, ageMs: 60_000 });

async function isFirstEver(context: IExecuteFunctions, identities: string[], most: number): Promise<boolean> {
	if (identities.length === 0) return true;
	const place = placeOf(context);
	if (isWritten(place, identities)) return false;
	const lately = WRITTEN.lately(place);
	// Never more than half of the list: what others wrote stands there too.
	const again = lately.slice(Math.max(0, lately.length - Math.floor(most / 2)));
	const known = await knownOf(context, [...again, ...identities], most);
	const isNew = !identities.some((one) => known.includes(one));
	if (isNew) WRITTEN.add(place, identities);
	return isNew;
}

/** What the database did not answer passes, unless it just did: it may have been entered, and a second look would lose it. */
function isFirstUnasked(context: IExecuteFunctions, identities: string[]): boolean {
	const place = placeOf(context);
	if (isWritten(place, identities)) return false;
	WRITTEN.add(place, identities);
	const { id: workflowId } = context.getWorkflow();
	const message = 'Wawp Trigger could not ask the database whether an event came before; it passes';
	context.logger.warn(message, { workflowId, nodeName: context.getNode().name });
	return true;
}

function isWritten(place: string, identities: string[]): boolean {
	const lately = WRITTEN.lately(place);
	return identities.some((one) => lately.includes(one));
}
