import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { recordNew } from '../shared/processed';
import { Arrivals } from './arrivals';
import { identitiesOf } from './identity';
import type { WawpEvent } from './output';

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

/**
 * The first of the two stages, before an execution starts: whether an item came to this process for the first time. It is
 * forgotten again where the delivery is not answered with a 2xx, since it will come again then.
 */
export async function isFirstHere(context: IWebhookFunctions, item: IDataObject): Promise<boolean> {
	const node = placeOf(context);
	const claim = await ARRIVALS.claim(
		identitiesOf(item as unknown as WawpEvent).map((one) => `${node} ${one}`),
	);
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
 */
export async function firstEver(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const options = context.getNodeParameter('options', 0, {}) as OnceOptions;
	const most = rememberedEvents(options);
	// Elsewhere somebody runs the workflow by hand, and wants to see it run.
	if (context.getMode() !== 'webhook' || !isOnce(options) || most === 0) return items;
	const first: INodeExecutionData[] = [];
	for (const item of items) {
		const identities = identitiesOf(item.json as unknown as WawpEvent);
		if (await isNew(context, identities, most)) first.push(item);
	}
	return first;
}

function rememberedEvents({ rememberedEvents: most }: OnceOptions): number {
	return typeof most === 'number' && most >= 0 ? Math.floor(most) : REMEMBERED_EVENTS;
}

async function isNew(context: IExecuteFunctions, identities: string[], most: number): Promise<boolean> {
	if (identities.length === 0) return true;
	const fresh = await recordNew(context, identities, most);
	if (fresh !== undefined) return fresh.length === identities.length;
	const { workflowId, nodeName } = namesOf(context);
	const message = 'Wawp Trigger could not ask the database whether an event came before; it passes';
	context.logger.warn(message, { workflowId, nodeName });
	return true;
}

type Context = Pick<IWebhookFunctions, 'getWorkflow' | 'getNode'>;

function namesOf(context: Context) {
	return { workflowId: context.getWorkflow().id, nodeName: context.getNode().name };
}

function placeOf(context: Context): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
}
