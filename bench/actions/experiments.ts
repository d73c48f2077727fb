/** What the action node is compared in. */
import type { Experiment, Measure } from '../experiment';
import type { Sizes } from '../options';
import type { Stage } from '../stage';
import { meter } from './meter';
import { bareReads, bareSends, httpRequestReads, oursReads, oursSends, oursSendsFiles } from './nodes';
import { undiciReads } from './undici';

const AT_A_TIME = 20;

/** Starts the sandbox, stores the workflows and says what is measured with them. */
export async function actionExperiments(stage: Stage, sizes: Sizes): Promise<Experiment[]> {
	await stage.sandbox.renew();
	const makers = [reads, sends, manyItems, manyFiles];
	const experiments: Experiment[] = [];
	for (const make of makers) experiments.push(await make(stage, sizes));
	return experiments;
}

async function reads(stage: Stage, { reads: count }: Sizes): Promise<Experiment> {
	const work = { count, megabytes: 0 };
	const ours = await meter(stage, 'bench-reads-ours', oursReads(stage, AT_A_TIME));
	const http = await meter(stage, 'bench-reads-http-request', httpRequestReads(stage));
	const bare = await meter(stage, 'bench-reads-bare', bareReads(stage, AT_A_TIME));
	return {
		title: `${count} reads, ${AT_A_TIME} at a time`,
		subjects: [
			{ name: 'ours', measure: async () => await ours(work) },
			{ name: 'HTTP Request', measure: async () => await http(work) },
			{ name: 'bare', measure: async () => await bare(work) },
			{ name: 'undici', measure: async () => await undiciReads(stage.sandbox, count, AT_A_TIME) },
		],
		comparisons: [
			{ of: 'ours', against: 'HTTP Request', measure: 'wallMs', limit: 0.65, goal: 0.5 },
			{ of: 'ours', against: 'bare', measure: 'cpuMs', limit: 1.3, goal: 1.15 },
			{ of: 'ours', against: 'bare', measure: 'wallMs' },
			{ of: 'ours', against: 'HTTP Request', measure: 'cpuMs' },
			{ of: 'ours', against: 'undici', measure: 'wallMs' },
		],
	};
}

async function sends(stage: Stage, { sends: count }: Sizes): Promise<Experiment> {
	const work = { count, megabytes: 0 };
	const ours = await meter(stage, 'bench-sends-ours', oursSends(stage));
	const bare = await meter(stage, 'bench-sends-bare', bareSends(stage));
	return {
		title: `${count} sends, one after the other`,
		subjects: [
			{ name: 'ours', measure: async () => await ours(work) },
			{ name: 'bare', measure: async () => await bare(work) },
		],
		comparisons: [
			{ of: 'ours', against: 'bare', measure: 'wallMs', limit: 1.1 },
			{ of: 'ours', against: 'bare', measure: 'cpuMs' },
		],
	};
}

async function manyItems(stage: Stage, { items: { many, few } }: Sizes): Promise<Experiment> {
	const ours = await meter(stage, 'bench-items', oursReads(stage, AT_A_TIME), 'all');
	const subject = (count: number) => ({
		name: `${count} items`,
		measure: async () => await ours({ count, megabytes: 0 }),
	});
	const [of, against] = [`${many} items`, `${few} items`];
	const measures: Measure[] = ['wallMs', 'cpuMs', 'grownMb'];
	return {
		title: `${many} reads and ${few}`,
		subjects: [subject(many), subject(few)],
		comparisons: measures.map((measure) => ({ of, against, measure, limit: (1.2 * many) / few })),
	};
}

async function manyFiles(stage: Stage, { files: { many, few, megabytes } }: Sizes): Promise<Experiment> {
	const all = await meter(stage, 'bench-files-all', oursSendsFiles(stage), 'all');
	const used = await meter(stage, 'bench-files-used', oursSendsFiles(stage), 'used');
	const subjects = [many, few].flatMap((count) => [
		{ name: `${count} files, in use`, measure: async () => await used({ count, megabytes }) },
		{ name: `${count} files, with garbage`, measure: async () => await all({ count, megabytes }) },
	]);
	const ratio = (memory: string, measure: Measure, limit?: number) => {
		return { of: `${many} files, ${memory}`, against: `${few} files, ${memory}`, measure, limit };
	};
	return {
		title: `${many} files of ${megabytes} MB sent, and ${few}`,
		subjects,
		comparisons: [
			ratio('in use', 'peakMb', 1.3),
			ratio('with garbage', 'peakMb'),
			ratio('with garbage', 'rssMb'),
		],
		// It keeps all that it was sent.
		before: async () => await stage.sandbox.renew(),
	};
}
