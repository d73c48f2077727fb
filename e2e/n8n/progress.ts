/** Long work as a list of steps: live on a terminal, plain lines elsewhere. */
import { Listr, PRESET_TIMER } from 'listr2';

import { isShuttingDown } from './shutdown';

/** A terminal whose width is unknown (0 columns) would break every line after one letter. */
const IS_SCREEN = process.stdout.isTTY && process.stdout.columns > 20;

/** One step; it says what it is doing through `report`. */
export interface Step {
	title: string;
	run: (report: (what: string) => void) => Promise<void>;
}

/** Runs steps in order and shows each with its time; the first that fails ends it. */
export async function runSteps(steps: Step[]): Promise<void> {
	const tasks = steps.map(({ title, run }) => ({
		title,
		task: (_context: unknown, task: { output: string }) => withClock(task, run),
		rendererOptions: { persistentOutput: false, outputBar: 1 },
	}));
	await new Listr(tasks, {
		concurrent: false,
		renderer: IS_SCREEN ? 'default' : 'simple',
		rendererOptions: { timer: PRESET_TIMER },
		registerSignalListeners: false,
	}).run();
}

/** Shows what the step reported; on a terminal with the seconds since, elsewhere once and then every half minute. */
async function withClock(task: { output: string }, run: Step['run']): Promise<void> {
	let what = '';
	let since = Date.now();
	const show = () => {
		const seconds = Math.round((Date.now() - since) / 1000);
		if (what !== '' && !isShuttingDown()) task.output = seconds < 1 ? what : `${what}: ${seconds} s`;
	};
	const clock = setInterval(show, IS_SCREEN ? 1000 : 30_000);
	try {
		await run((text) => {
			what = text;
			since = Date.now();
			show();
		});
	} finally {
		clearInterval(clock);
	}
}
