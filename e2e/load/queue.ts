/** n8n in queue mode: every event delivered twice, while a worker ends in order or is killed. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { numbersOf } from '../numbers';
import type { Execution } from '../n8n/executions';
import type { Member } from '../n8n/queue';
import { deliver } from '../suites/deliveries';
import type { Delivery } from '../suites/deliveries';
import { WAWP } from '../suites/workflow';
import { outcomeOf, settled } from './outcome';
import type { Outcome } from './outcome';
import { atMost, exactly, told } from './part';
import type { Part, Report, Row } from './part';
import { openStage, statusesByText } from './queue-stage';
import type { Stage } from './queue-stage';
import { counting, sendAll } from './send';

const SCHEME = 'X-Webhook-Hmac';
/** Workers may be far behind; and n8n takes a minute to see that the executions of a killed one are gone. */
const PATIENCE_MS = 1_800_000;
/** So many events come before the second copy of the first; odd, so that it comes to the other webhook processor. */
const APART = 21;
/** What a killed process wrote is in its log by then. */
const LOG_MS = 1000;
/** n8n's words for an execution whose worker is gone, when it sees that before it looks for crashed ones. */
const STALLED = /stalled|failed to be processed too many times/;

/** How one worker ends while the events come. */
type Ending = (worker: Member) => Promise<void>;

/** What one ending of a worker did. */
export interface Endured {
	/** That nothing is lost, but for what must be. */
	kept: Row[];
	/** That nothing happened twice, but for what may. */
	once: Row[];
}

export const QUEUE: Part = {
	name: 'queue',
	title: 'Queue mode',
	about: () => {
		const { events } = numbersOf('queue');
		return `n8n in queue mode (PostgreSQL, Redis, main, two webhook processors, two workers): ${events} events while a worker is ended by SIGTERM and started again, and ${events} more while one is killed by SIGKILL. Every event is delivered twice, one half at once to both webhook processors, the other half with ${APART} events between; each makes a status.`;
	},
	run: async (report) => {
		const stage = await openStage(report);
		const { events } = numbersOf('queue');
		const inOrder = await endedInOrder(stage, events, report);
		const atOnce = await killed(stage, events, report);
		await stage.close();
		return [inOrder, atOnce].flatMap(({ kept, once }) => [...kept, ...once]);
	},
};

/** A worker ends by SIGTERM and starts again: no event is lost. What it took in that moment and never began, n8n gives up. */
export async function endedInOrder(stage: Stage, events: number, report: Report): Promise<Endured> {
	let log = NOTHING;
	const { answered, missing, outcome, statuses } = await deliverTwice(
		stage,
		events,
		report,
		async (worker) => {
			await worker.server.stop();
			log = readLog(worker.server.log);
			await worker.restart();
		},
	);
	const other = otherLog(stage);
	const neverBegun = outcome.lost.filter(
		(execution) => isStalled(execution) && ![log, other].some(({ begun }) => begun.includes(execution.id)),
	);
	const kept = [
		exactly('SIGTERM: events that n8n took', events, answered.length),
		told(
			'SIGTERM: executions that n8n gave up, since the worker took them and never began',
			neverBegun.length,
		),
		exactly('SIGTERM: events without a status', 0, missing.length),
		exactly('SIGTERM: executions that failed for another reason', 0, outcome.lost.length - neverBegun.length),
	];
	return { kept, once: onceRows('SIGTERM', answered, outcome, statuses) };
}

/** A worker is killed: only what it was running is lost, and n8n says so. */
export async function killed(stage: Stage, events: number, report: Report): Promise<Endured> {
	let log = NOTHING;
	const { answered, missing, outcome, statuses } = await deliverTwice(
		stage,
		events,
		report,
		async (worker) => {
			await worker.server.kill();
			// What it wrote last is on the way to its log.
			await sleep(LOG_MS);
			log = readLog(worker.server.log);
			await worker.restart();
		},
	);
	const running = log.begun.filter((id) => !log.ended.includes(id));
	const kept = [
		exactly('SIGKILL: events that n8n took', events, answered.length),
		told('SIGKILL: executions that the worker was running, by its log', running.length),
		atMost('SIGKILL: events without a status', running.length, missing.length),
		...lostRows(outcome.lost, log, otherLog(stage)),
	];
	return { kept, once: onceRows('SIGKILL', answered, outcome, statuses) };
}

/** The executions that a worker began and ended, by its log. */
interface WorkerLog {
	begun: string[];
	ended: string[];
}

const NOTHING: WorkerLog = { begun: [], ended: [] };

/** What the worker did that goes on. */
function otherLog({ queue }: Stage): WorkerLog {
	return readLog(queue.workers[1]?.server.log ?? '');
}

function readLog(file: string): WorkerLog {
	const text = readFileSync(file, 'utf8');
	const idsOf = (said: RegExp) => [...text.matchAll(said)].map(([, id = '']) => id);
	return {
		begun: idsOf(/Worker started execution (\d+)/g),
		ended: idsOf(/Worker finished execution (\d+)/g),
	};
}

/** The executions that n8n gave up: a worker holds jobs also right before it begins and right after it ended them. */
function lostRows(lost: Execution[], own: WorkerLog, other: WorkerLog): Row[] {
	const count = (isIt: (execution: Execution) => boolean) => lost.filter(isIt).length;
	const crashed = count(({ status }) => status === 'crashed');
	const stalled = count((execution) => execution.status !== 'crashed' && isStalled(execution));
	return [
		told('SIGKILL: executions that n8n gave up', lost.length),
		told(
			'SIGKILL: of those, ended by the log of the killed worker',
			count(({ id }) => own.ended.includes(id)),
		),
		told(
			'SIGKILL: of those, not begun yet',
			count(({ id }) => !own.begun.includes(id)),
		),
		exactly(
			'SIGKILL: given up although the other worker had them',
			0,
			count(({ id }) => other.begun.includes(id)),
		),
		told('SIGKILL: of those given up, n8n lists as crashed', crashed),
		told('SIGKILL: of those given up, n8n lists as failed, since their job stalled', stalled),
		exactly('SIGKILL: executions that failed for another reason', 0, lost.length - crashed - stalled),
	];
}

function isStalled({ data }: Execution): boolean {
	return STALLED.test(data.resultData.error?.message ?? '');
}

/** Delivers new events twice; when a third of the answers are there, the first worker ends. */
async function deliverTwice(stage: Stage, events: number, report: Report, ending: Ending) {
	const { executions, workflowId, urls, queue, secrets } = stage;
	const known = await executions.ids(workflowId);
	const all = twice(Array.from({ length: events }, () => deliver(SCHEME, secrets.webhookSecret)));
	const say = counting(report, 'delivered', all.length);
	let ended: Promise<void> | undefined;
	const answers = await sendAll(all, urls, (count) => {
		say(count);
		if (count < all.length / 3 || ended !== undefined) return;
		ended = ending(queue.workers[0] as Member);
		// Looked at below.
		ended.catch(() => undefined);
	});
	await ended;
	report('waiting for the executions to end');
	await settled(executions, workflowId, PATIENCE_MS);
	const taken = all.filter((_, index) => answers[index] === 200).map(({ eventId }) => eventId);
	const answered = [...new Set(taken)];
	const statuses = statusesByText(stage);
	const missing = answered.filter((eventId) => !statuses.has(eventId));
	const outcome = await outcomeOf(executions, workflowId, WAWP, known);
	return { answered, missing, outcome, statuses };
}

/** Half of the events twice in a row, the other half again after the next ones. */
function twice(deliveries: Delivery[]): Delivery[] {
	const ordered: Delivery[] = [];
	for (let start = 0; start < deliveries.length; start += APART) {
		const some = deliveries.slice(start, start + APART);
		const isAtOnce = (start / APART) % 2 === 0;
		ordered.push(...(isAtOnce ? some.flatMap((one) => [one, one]) : [...some, ...some]));
	}
	return ordered;
}

/**
 * A second status is there only where n8n's list of what came, which has no lock, lost the first entry: another execution wrote the
 * list at the same time. Mostly it is the copy itself; another event only until the worker of the first writes it again.
 */
function onceRows(
	name: string,
	answered: string[],
	{ ran, all, empty }: Outcome,
	statuses: Map<string, number>,
): Row[] {
	const doubled = answered.filter((eventId) => (statuses.get(eventId) ?? 0) > 1);
	const runsOf = (eventId: string) => ran.get(eventId) ?? [];
	const onIt = doubled.filter((eventId) => runsOf(eventId).some((one) => overlaps(one, runsOf(eventId))));
	const onList = doubled.filter((eventId) => !onIt.includes(eventId) && overlaps(runsOf(eventId)[0], all));
	return [
		exactly(
			`${name}: events with two statuses although nothing ran beside the first`,
			0,
			doubled.length - onIt.length - onList.length,
		),
		told(`${name}: events with two statuses, since two workers ran them at once`, onIt.length),
		told(`${name}: events with two statuses, since another event ran beside the first`, onList.length),
		told(`${name}: executions that carried nothing`, empty),
	];
}

/** Whether an execution ran at the same time as another one of these. */
function overlaps(one: Execution | undefined, others: Execution[]): boolean {
	if (one === undefined) return false;
	const [from, to] = [Date.parse(one.startedAt ?? ''), Date.parse(one.stoppedAt ?? '')];
	return others.some(
		({ id, startedAt, stoppedAt }) =>
			id !== one.id && Date.parse(startedAt ?? '') <= to && Date.parse(stoppedAt ?? '') >= from,
	);
}
