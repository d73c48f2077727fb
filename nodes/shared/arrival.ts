import type { IDataObject } from 'n8n-workflow';

import type { Execution, Item, Plan, Reply } from './execution';
import { look } from './look';
import type { Sent } from './memory';
import type { Answer, Calls } from './operation';
import { hasPace } from './pace';
import type { Published } from './problem';
import { identityOf } from './response';
import { withoutSecrets } from './secrets';

/** One change of one item, and all that belongs to it. */
export interface Change {
	execution: Execution;
	plan: Plan;
	item: Item;
	calls: Calls;
	/** Where the memory has it. */
	place: string;
	/** What an earlier try left of it; undefined where nothing was done. */
	earlier: Sent | undefined;
}

/** Notes what an answer shows to be out. */
export function noteArrival({ execution, plan, item, place }: Change, at: number, { body }: Answer): void {
	const ids = withoutSecrets(identityOf(plan.operation, body, item.values), execution.secrets);
	const memory = execution.memory();
	if (needsRecent(item)) memory.noteRecent({ at, ...messageIdIn(ids) });
	// Data without an ID, such as a code, is what the item is for: only another call brings it again.
	const isInAnswer = plan.operation.evidence === 'data' && Object.keys(ids).length === 0;
	memory.note(place, isInAnswer ? { at, anew: true } : { at, ids });
}

function needsRecent({ controls }: Item): boolean {
	return hasPace(controls) || controls.verify || controls.confirm;
}

function messageIdIn({ messageId }: IDataObject): { messageId?: string } {
	return typeof messageId === 'string' ? { messageId } : {};
}

/** The reply of a send that was found where its answer did not come. */
export function arrived(one: Change, at: number, body: IDataObject): Reply {
	const answer = { status: 200, body, receivedAt: Date.now() };
	noteArrival(one, at, answer);
	return { answer, values: one.item.values, also: { published: 'yes' satisfies Published } };
}

/** A message of the same content that is none of the earlier sends. */
export async function lookFor(one: Change, since: number): Promise<IDataObject | 'no' | 'cannotTell'> {
	const known = one.execution.memory().recent();
	return await lookAt(one, since, (id) => !known.some(({ messageId }) => messageId === id));
}

/** Looks at what was sent since then. A stop ends the look, but not the truth about what left before it. */
async function lookAt(one: Change, since: number, isIt: (id: unknown) => boolean) {
	const find = async () => (await sentSince(one, since)).filter(({ id }) => isIt(id)).map(({ body }) => body);
	const wait = async (milliseconds: number) => await one.calls.wait(milliseconds);
	return await look(find, wait).catch(() => 'cannotTell' as const);
}

async function sentSince({ plan, item, calls }: Change, since: number) {
	const { operation } = plan;
	const bodies = (await operation.findSent?.(calls, item.values, since)) ?? [];
	return bodies.map((body) => ({ body, id: identityOf(operation, body, item.values).messageId }));
}

/** Adds whether what was answered to be sent is in its chat. */
export async function confirmed(one: Change, at: number, reply: Reply): Promise<Reply> {
	const { plan, item } = one;
	if (!item.controls.confirm || !plan.operation.findSent || !reply.answer || reply.also) return reply;
	const { messageId } = identityOf(plan.operation, reply.answer.body, item.values);
	const found = await lookAt(one, at, (id) => messageId === undefined || id === messageId);
	const published: Published = typeof found === 'string' ? found : 'yes';
	return { ...reply, also: { published } };
}
