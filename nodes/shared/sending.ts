import type { IDataObject } from 'n8n-workflow';

import { describeProblem } from './errors';
import type { Execution, Item, Plan, Reply } from './execution';
import { isRestriction, restrictedBefore } from './failure';
import { look } from './look';
import { contentOf } from './memory';
import type { ItemCalls } from './calls';
import type { Answer, Calls, Operation, Output } from './operation';
import { hasPace, keepPace } from './pace';
import { failAgain, Problem, type Published } from './problem';
import { identityOf } from './response';
import { withoutSecrets } from './secrets';

/** One change of one item, and all that belongs to it. */
interface Change {
	execution: Execution;
	plan: Plan;
	item: Item;
	calls: Calls;
	/** Where the memory has it. */
	place: string;
	/** An earlier try of it ended without a clear answer. */
	isAgain: boolean;
}

/**
 * Carries out what changes something: at its pace, never twice in an execution, and not after a restriction.
 *
 * @param request makes the one call; throws a Problem
 * @throws Problem
 */
export async function change(
	execution: Execution,
	plan: Plan,
	item: Item,
	calls: Calls,
	request: () => Promise<Answer>,
): Promise<Reply> {
	const memory = execution.memory();
	const place = placeOf(execution, plan, item);
	const one = { execution, plan, item, calls, place, isAgain: memory.find(place) !== undefined };
	const earlier = await earlierTry(one);
	if (earlier) return earlier;
	const leftOut = plan.operation.leaveOut?.(item.values);
	if (leftOut) return skip(leftOut);
	assertAllowed(one);
	return await withinCap(one, async () => await sendPaced(one, request));
}

/** Sends, unless the message would begin a chat more than the day may have. What certainly did not leave is not counted. */
async function withinCap(one: Change, send: () => Promise<Reply>): Promise<Reply> {
	const { execution, plan, item, calls } = one;
	const { newChatsPerDay: most } = item.controls;
	const chatId = most > 0 ? await plan.operation.newChat?.(calls, item.values) : undefined;
	if (chatId === undefined) return await send();
	const begun = await execution.newChats().begin(JSON.stringify([item.account, chatId]), most);
	if (begun === undefined) return skip({ chatId, skipped: 'newChatsPerDay' });
	const reply = await send().catch(async (error: unknown) => {
		if (!mayHaveLeft(error)) await begun.release();
		return await failAgain(error);
	});
	if (reply.answer === undefined) await begun.release();
	return reply;
}

function skip(json: IDataObject): Reply {
	return { outputs: [{ json }] };
}

async function sendPaced(one: Change, request: () => Promise<Answer>): Promise<Reply> {
	const { execution, plan, item, calls } = one;
	const { controls, connection, values } = item;
	const times = hasPace(controls) ? execution.memory().recent() : [];
	await keepPace(
		controls,
		times.map(({ at }) => at),
		connection.signal,
	);
	const skipped = await plan.operation.beforeSending?.(calls, values);
	if (skipped) return skip(skipped);
	const at = Date.now();
	const reply = await leave(one, at, request);
	return await confirmed(one, at, reply);
}

/**
 * Carries out an operation of several calls. Where one of them may have changed something, in this try or an earlier one of the
 * execution, no failure says that nothing was done.
 *
 * @throws Problem
 */
export async function converse(
	execution: Execution,
	plan: Plan,
	item: Item,
	calls: ItemCalls,
	perform: NonNullable<Operation['perform']>,
): Promise<Output[]> {
	const memory = execution.memory();
	const place = placeOf(execution, plan, item);
	return await perform(calls, item.values).then(
		(outputs) => {
			// Another item may fail, and then this one is tried again too.
			if (calls.haveChanged()) memory.note(place, { at: Date.now(), ids: {} });
			return outputs;
		},
		async (error: unknown) => {
			if (calls.haveChanged()) memory.note(place, { at: Date.now() });
			return await failAgain(memory.find(place) ? stillUnknown(error) : error);
		},
	);
}

function placeOf({ memory, context }: Execution, plan: Plan, { index }: Item): string {
	const { operation, entered } = plan;
	return memory().place(operation.route, index, contentOf(entered, context.getInputData()[index]));
}

/** What an earlier try of this execution did; undefined where it did nothing. */
async function earlierTry(one: Change): Promise<Reply | undefined> {
	const { execution, place, item } = one;
	const sent = execution.memory().find(place);
	if (sent === undefined) return undefined;
	if (sent.ids) return { outputs: [{ json: { ...sent.ids, alreadySent: true } }] };
	if (one.plan.operation.repeatable) return undefined;
	const found = item.controls.verify ? await lookFor(one, sent.at) : undefined;
	if (found !== undefined && typeof found !== 'string') return arrived(one, sent.at, found);
	if (item.controls.sendAgain) return undefined;
	throw new Problem('Not sent again: an earlier try ended without a clear answer', {
		code: 'maybe_sent',
		httpStatus: null,
		hint: 'Look at the phone. If it is not out, run the workflow anew, or switch on the option "Send Again When Unknown".',
		outcome: 'unknown',
		...(found !== undefined && { published: found }),
	});
}

/** Whether this item may be sent after what happened to the others. */
function assertAllowed({ execution: { isRestricted, failures }, plan, item }: Change): void {
	const { sendOn, stopAfter } = item.controls;
	if (plan.operation.toChats && isRestricted && !sendOn) throw restrictedBefore();
	if (stopAfter === 0 || failures < stopAfter) return;
	throw new Problem(`Not sent: ${failures} items of this run failed`, {
		code: 'stopped_after_failures',
		httpStatus: null,
		hint: 'Mend what the first errors name, then run the rest. The option "Stop After Failures" sets the number.',
		outcome: 'notSent',
	});
}

/** Makes the call; the memory knows of it before it leaves. */
async function leave(one: Change, at: number, request: () => Promise<Answer>): Promise<Reply> {
	const { execution, place } = one;
	execution.memory().leaving(place, at);
	return await request().then(
		(answer) => {
			noteArrival(one, at, answer);
			return { answer };
		},
		async (error: unknown) => {
			execution.isRestricted ||= isRestriction(error);
			if (hasPace(one.item.controls) && !neverLeft(error)) execution.memory().noteRecent({ at });
			if (mayHaveLeft(error)) return await verified(one, at, error);
			if (one.isAgain) throw stillUnknown(error);
			execution.memory().forget(place);
			return await failAgain(error);
		},
	);
}

/** What fails now may have been done by an earlier call or try: a chat that is gone cannot be deleted. */
function stillUnknown(error: unknown): Problem {
	const { message, details } = error instanceof Problem ? error : describeProblem(error, []);
	const hint = `It may have been carried out all the same, by an earlier call. ${details.hint}`;
	return new Problem(message, { ...details, hint, outcome: 'unknown' });
}

function neverLeft(error: unknown): boolean {
	return !(error instanceof Problem) || error.details.outcome === 'notSent';
}

/** Everything else failed before the call, or was refused. */
function mayHaveLeft(error: unknown): error is Problem {
	return error instanceof Problem && error.details.outcome === 'unknown';
}

function noteArrival({ execution, plan, item, place }: Change, at: number, { body }: Answer): void {
	const ids = withoutSecrets(identityOf(plan.operation, body, item.values), execution.secrets);
	const memory = execution.memory();
	if (needsRecent(item)) memory.noteRecent({ at, ...messageIdIn(ids) });
	// Data without an ID, such as a code, is what the item is for: only another call brings it again.
	const isGone = plan.operation.evidence === 'data' && Object.keys(ids).length === 0;
	if (isGone) memory.forget(place);
	else memory.note(place, { at, ids });
}

function needsRecent({ controls }: Item): boolean {
	return hasPace(controls) || controls.verify || controls.confirm;
}

function messageIdIn({ messageId }: IDataObject): { messageId?: string } {
	return typeof messageId === 'string' ? { messageId } : {};
}

/** What was found of a send whose outcome is unknown; without it the error of the call, with what the look showed. */
async function verified(one: Change, at: number, problem: Problem): Promise<Reply> {
	const { execution, place, item } = one;
	execution.memory().note(place, { at });
	if (!item.controls.verify) throw problem;
	const found = await lookFor(one, at);
	if (typeof found !== 'string') return arrived(one, at, found);
	throw new Problem(problem.message, { ...problem.details, published: found });
}

function arrived(one: Change, at: number, body: IDataObject): Reply {
	const answer = { status: 200, body, receivedAt: Date.now() };
	noteArrival(one, at, answer);
	return { answer, also: { published: 'yes' satisfies Published } };
}

/** A message of the same content that is none of the earlier sends. */
async function lookFor(one: Change, since: number): Promise<IDataObject | 'no' | 'cannotTell'> {
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
async function confirmed(one: Change, at: number, reply: Reply): Promise<Reply> {
	const { plan, item } = one;
	if (!item.controls.confirm || !plan.operation.findSent || !reply.answer || reply.also) return reply;
	const { messageId } = identityOf(plan.operation, reply.answer.body, item.values);
	const found = await lookAt(one, at, (id) => messageId === undefined || id === messageId);
	const published: Published = typeof found === 'string' ? found : 'yes';
	return { ...reply, also: { published } };
}
