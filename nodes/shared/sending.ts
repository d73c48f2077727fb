import type { IDataObject } from 'n8n-workflow';

import { arrived, confirmed, lookFor, noteArrival, type Change } from './arrival';
import type { ItemCalls } from './calls';
import { describeProblem } from './errors';
import { prepared, type Execution, type Item, type Plan, type Reply } from './execution';
import { isRestriction, restrictedBefore } from './failure';
import { contentOf } from './memory';
import type { Answer, Calls, Operation, Output } from './operation';
import { hasPace, keepPace } from './pace';
import { failAgain, Problem } from './problem';

/**
 * Carries out what changes something: at its pace, never twice in an execution, and not after a restriction.
 *
 * @param entered the item before its operation completes it
 * @param request makes the one call; throws a Problem
 * @throws Problem
 */
export async function change(
	execution: Execution,
	plan: Plan,
	entered: Item,
	calls: Calls,
	request: (item: Item) => Promise<Answer>,
): Promise<Reply> {
	const memory = execution.memory();
	const place = placeOf(execution, plan, entered);
	const earlier = memory.find(place);
	const item = await prepared(plan, entered, calls).catch(async (error: unknown) => {
		// What is out needs nothing more.
		return earlier?.ids ? entered : await failAgain(earlier ? stillUnknown(error) : error);
	});
	const one = { execution, plan, item, calls, place, earlier };
	const known = await earlierTry(one);
	if (known) return known;
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

async function sendPaced(one: Change, request: (item: Item) => Promise<Answer>): Promise<Reply> {
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

/** What an earlier try of this execution did; undefined where it did nothing, or is to be made again. */
async function earlierTry(one: Change): Promise<Reply | undefined> {
	const { earlier: sent, item } = one;
	if (sent === undefined) return undefined;
	if (sent.ids) return { outputs: [{ json: { ...sent.ids, alreadySent: true } }] };
	if (sent.anew === true || one.plan.operation.repeatable) return undefined;
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
function assertAllowed({ execution: { memory, failures }, plan, item }: Change): void {
	const { sendOn, stopAfter } = item.controls;
	if (plan.operation.toChats && !sendOn && memory().isRestricted(item.account)) throw restrictedBefore();
	if (stopAfter === 0 || failures < stopAfter) return;
	throw new Problem(`Not sent: ${failures} items of this run failed`, {
		code: 'stopped_after_failures',
		httpStatus: null,
		hint: 'Mend what the first errors name, then run the rest. The option "Stop After Failures" sets the number.',
		outcome: 'notSent',
	});
}

/** Makes the call; the memory knows of it before it leaves. */
async function leave(one: Change, at: number, request: (item: Item) => Promise<Answer>): Promise<Reply> {
	const { execution, place, earlier } = one;
	const memory = execution.memory();
	memory.leaving(place, at);
	return await request(one.item).then(
		(answer) => {
			noteArrival(one, at, answer);
			return { answer, values: one.item.values };
		},
		async (error: unknown) => {
			if (isRestriction(error)) memory.noteRestriction(one.item.account);
			if (hasPace(one.item.controls) && !neverLeft(error)) memory.noteRecent({ at });
			if (mayHaveLeft(error)) return await verified(one, at, error);
			if (earlier === undefined) memory.forget(place);
			else memory.note(place, earlier);
			return await failAgain(earlier ? stillUnknown(error) : error);
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

/** What was found of a send whose outcome is unknown; without it the error of the call, with what the look showed. */
async function verified(one: Change, at: number, problem: Problem): Promise<Reply> {
	const { execution, place, item } = one;
	execution.memory().note(place, { at });
	if (!item.controls.verify) throw problem;
	const found = await lookFor(one, at);
	if (typeof found !== 'string') return arrived(one, at, found);
	throw new Problem(problem.message, { ...problem.details, published: found });
}
