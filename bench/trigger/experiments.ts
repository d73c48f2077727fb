/** What the trigger is compared in. */
import type { WorkflowNode } from '../../e2e/n8n/workflows';
import type { Comparison, Experiment, Subject } from '../experiment';
import type { Sizes } from '../options';
import type { Stage } from '../stage';
import { benchNode } from '../workflow';
import { deliver } from './deliver';
import { oursWith, publish, webhookNode } from './targets';
import type { Fate, Target } from './targets';

const RUNS: Fate = { fromMe: false, isExecuted: true };
const DROPPED: Fate = { fromMe: true, isExecuted: false };
const OURS = 'ours, with signature, filters and stage 1 of Once';
const BARE = 'bare';
/**
 * What the limit is against: no proof can be checked without a secret, and n8n asks its database twice about the credentials of a
 * workflow before each execution, whatever the nodes do with them.
 */
const WITH_CREDENTIAL = 'bare, with the credential';
const WEBHOOK = "n8n's Webhook";

/** V8 is busy with what it runs for the first time for about two minutes, which counts as CPU; n8n runs for days. */
const WARM_UPS = 6;

/** So often a subject has its turn in a round: less than a second each time. */
const TURNS = 8;

/** Publishes the workflows and says what is measured with them. */
export async function triggerExperiments(stage: Stage, sizes: Sizes): Promise<Experiment[]> {
	const all = [await executed(stage, sizes), await dropped(stage, sizes), await remembered(stage, sizes)];
	return all.map((experiment) => ({ ...experiment, turns: TURNS }));
}

async function executed(stage: Stage, { deliveries }: Sizes): Promise<Experiment> {
	const subject = async (name: string, id: string, trigger: WorkflowNode) =>
		subjectOf(stage, name, await publish(stage, id, trigger, RUNS), deliveries);
	const withCredential = benchNode('benchTrigger', {}, { wawpApi: stage.credentials.wawp });
	return {
		title: `${deliveries} deliveries that start the workflow`,
		subjects: [
			await subject(OURS, 'bench-runs-ours', oursWith(stage)),
			await subject(BARE, 'bench-runs-bare', benchNode('benchTrigger')),
			await subject(WITH_CREDENTIAL, 'bench-runs-credential', withCredential),
			await subject(WEBHOOK, 'bench-runs-webhook', webhookNode('bench-runs-webhook')),
		],
		comparisons: [
			...compared(OURS, WITH_CREDENTIAL, 1.1),
			...compared(OURS, BARE),
			...compared(OURS, WEBHOOK),
		],
		warmUps: WARM_UPS,
	};
}

async function dropped(stage: Stage, { drops }: Sizes): Promise<Experiment> {
	const subject = async (name: string, id: string, trigger: WorkflowNode) =>
		subjectOf(stage, name, await publish(stage, id, trigger, DROPPED), drops);
	return {
		title: `${drops} deliveries that are dropped`,
		subjects: [
			await subject(OURS, 'bench-drops-ours', oursWith(stage)),
			await subject(BARE, 'bench-drops-bare', benchNode('benchDrop')),
		],
		comparisons: compared(OURS, BARE, 1.15),
	};
}

/** The check in n8n's database, which reads and writes all that it remembers. */
async function remembered(stage: Stage, { deliveries, remembered: counts }: Sizes): Promise<Experiment> {
	const without = await publish(stage, 'bench-once-off', oursWith(stage), RUNS);
	const checked: { name: string; count: number; target: Target }[] = [];
	for (const count of counts) {
		const target = await publish(stage, `bench-once-${count}`, oursWith(stage, count), RUNS);
		checked.push({ name: `ours, checked against ${count}`, count, target });
	}
	return {
		title: `${deliveries} deliveries that are looked up in n8n's database`,
		subjects: [
			subjectOf(stage, OURS, without, deliveries),
			...checked.map(({ name, target }) => subjectOf(stage, name, target, deliveries)),
		],
		comparisons: checked.flatMap(({ name }) => compared(name, OURS)),
		before: async () => {
			for (const { target, count } of checked) await fill(stage, target, count);
		},
	};
}

/** Lets a trigger remember so many events, once: n8n's database keeps them also when n8n starts again. */
async function fill(stage: Stage, target: Target, count: number): Promise<void> {
	if (stage.filled.has(target.sink)) return;
	await deliver(stage, target, count);
	stage.filled.add(target.sink);
}

/** @param count of deliveries in a round */
function subjectOf(stage: Stage, name: string, target: Target, count: number): Subject {
	return { name, measure: async () => await deliver(stage, target, Math.ceil(count / TURNS)) };
}

function compared(of: string, against: string, limit?: number): Comparison[] {
	return [
		{ of, against, measure: 'cpuMs', limit },
		{ of, against, measure: 'wallMs', limit },
	];
}
