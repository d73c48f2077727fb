/** What became of deliveries: the executions of a workflow that begins with the trigger, counted. */
import { setTimeout as sleep } from 'node:timers/promises';

import { jsonOf } from '../n8n/executions';
import type { Execution, Executions } from '../n8n/executions';
import { Failure } from '../n8n/failure';
import { TRIGGER } from '../suites/workflow';

const EVERY_MS = 2000;
/** So often in a row nothing must have changed. */
const CALM = 2;

/** What the executions of a workflow did. */
export interface Outcome {
	/** By the ID of the event, the executions in which the node after the trigger ran. */
	ran: Map<string, Execution[]>;
	/** All of them. */
	all: Execution[];
	/** How often that node ran. */
	runs: number;
	/** Executions that ended well and carried nothing beyond the trigger. */
	empty: number;
	/** Executions that n8n lists as failed or crashed. */
	lost: Execution[];
}

/**
 * Waits until no execution of a workflow runs and no new one comes.
 *
 * @throws Failure when they go on for longer than the patience
 */
export async function settled(executions: Executions, workflowId: string, patienceMs: number): Promise<void> {
	const deadline = Date.now() + patienceMs;
	let calm = 0;
	let before = -1;
	let open = 0;
	while (Date.now() < deadline) {
		const now = await executions.count(workflowId);
		calm = now.open === 0 && now.ended === before ? calm + 1 : 0;
		if (calm >= CALM) return;
		({ ended: before, open } = now);
		await sleep(EVERY_MS);
	}
	throw new Failure(`${open} executions did not end within ${patienceMs / 1000} s.`);
}

/**
 * Counts what the executions of a workflow did.
 *
 * @param after the name of the node after the trigger
 * @param known the ids of those that do not count: they were there before
 */
export async function outcomeOf(
	executions: Executions,
	workflowId: string,
	after: string,
	known: readonly string[] = [],
): Promise<Outcome> {
	const listed = await executions.all(workflowId);
	const all = listed.filter(({ id }) => !known.includes(id));
	const outcome: Outcome = { ran: new Map(), all, runs: 0, empty: 0, lost: [] };
	for (const execution of all) count(execution, after, outcome);
	return outcome;
}

function count(execution: Execution, after: string, outcome: Outcome): void {
	if (execution.status !== 'success') outcome.lost.push(execution);
	const runs = execution.data.resultData.runData[after]?.length ?? 0;
	outcome.runs += runs;
	if (runs === 0 && execution.status === 'success') outcome.empty += 1;
	for (const { eventId } of runs > 0 ? jsonOf(execution, TRIGGER) : []) {
		outcome.ran.set(String(eventId), [...(outcome.ran.get(String(eventId)) ?? []), execution]);
	}
}
