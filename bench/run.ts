/**
 * `npm run bench`: what the nodes cost inside a real n8n, beside n8n's own nodes and bare ones. Writes docs/benchmarks.md.
 *
 *   npm run bench                 all of it
 *   npm run bench -- actions      only the action node
 *   npm run bench -- trigger      only the trigger
 *   npm run bench -- --quick      small numbers, to see that it runs; nothing is written
 *
 * Ends with 1 when a limit was missed, except with --quick. The environment: N8N_BIN names an n8n to use instead.
 */
import { Failure } from '../e2e/n8n/failure';
import { runSteps } from '../e2e/n8n/progress';
import { endOnSignals, leaveAfter } from '../e2e/n8n/shutdown';
import { actionExperiments } from './actions/experiments';
import { carryOut } from './experiment';
import type { Experiment } from './experiment';
import { parseOptions } from './options';
import type { BenchOptions, Half, Sizes } from './options';
import { sectionText, writePage } from './page';
import type { Part, Section } from './page';
import { layGround, setStage } from './stage';
import type { Ground, Stage } from './stage';
import { isKept } from './statistics';
import { triggerExperiments } from './trigger/experiments';

/** One start of n8n, and what is measured in it. */
interface Start {
	title: string;
	variables: Record<string, string>;
	/** How many times as much is delivered: where a delivery costs little, few of them show only what happens beside them. */
	times: number;
	parts: { part: Part; half: Half; make: (stage: Stage, sizes: Sizes) => Promise<Experiment[]> }[];
}

/** The quicker one comes first: what the trigger shall remember is delivered there, and stays for the other. */
const STARTS: Start[] = [
	{
		title: 'n8n with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		variables: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		times: 10,
		parts: [
			{
				part: 'Trigger, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
				half: 'trigger',
				make: triggerExperiments,
			},
		],
	},
	{
		title: 'n8n at its defaults',
		variables: {},
		times: 1,
		parts: [
			{ part: 'Actions', half: 'actions', make: actionExperiments },
			{ part: "Trigger, at n8n's defaults", half: 'trigger', make: triggerExperiments },
		],
	},
];

/** Measures what is asked for in one start of n8n. */
async function measure(ground: Ground, start: Start, { halves, sizes }: BenchOptions): Promise<Section[]> {
	const parts = start.parts.filter(({ half }) => halves.includes(half));
	if (parts.length === 0) return [];
	let stage: Stage | undefined;
	await runSteps([
		{ title: start.title, run: async () => void (stage = await setStage(ground, start.variables)) },
	]);
	const sections: Section[] = [];
	const more = {
		...sizes,
		deliveries: sizes.deliveries * start.times,
		drops: sizes.drops * start.times,
	};
	for (const { part, make } of parts)
		sections.push({ part, outcomes: await inTurn(make, stage as Stage, more) });
	await stage?.server.stop();
	return sections;
}

async function inTurn(
	make: Start['parts'][number]['make'],
	stage: Stage,
	sizes: Sizes,
): Promise<Section['outcomes']> {
	const outcomes: Section['outcomes'] = [];
	let experiments: Experiment[] = [];
	await runSteps([{ title: 'Workflows', run: async () => void (experiments = await make(stage, sizes)) }]);
	await runSteps(
		experiments.map((experiment) => ({
			title: experiment.title,
			run: async (report) => void outcomes.push(await carryOut(experiment, sizes.rounds, report)),
		})),
	);
	return outcomes;
}

async function main(): Promise<number> {
	if (process.platform !== 'linux')
		throw new Failure('the CPU of n8n is read from /proc, which only Linux has.');
	const options = parseOptions(process.argv.slice(2));
	endOnSignals(() => 1);
	const ground = await layGround();
	const sections: Section[] = [];
	for (const start of STARTS) sections.push(...(await measure(ground, start, options)));
	const versions = `n8n ${ground.n8n.version}`;
	const texts = new Map(sections.map((section) => [section.part, sectionText(section, versions)]));
	console.log(`\n${[...texts.values()].join('\n\n')}\n`);
	if (options.isQuick) return 0;
	writePage(texts);
	return sections.every(({ outcomes }) => outcomes.every(isKept)) ? 0 : 1;
}

void leaveAfter(main(), 'The bench could not run');
