/** Long work as a list of steps: live on a terminal, plain lines elsewhere. */
import { Listr, PRESET_TIMER } from 'listr2';

import { isShuttingDown } from './shutdown';

/** A terminal whose width is unknown (0 columns) would break every line after one letter. */
const IS_SCREEN = process.stdout.isTTY && process.stdout.columns > 20;

/** One step; it says what it is doing through `report`, and how it ended, if there is more than one way, through `conclude`. */
export interface Step {
	title: string;
	run: (report: (what: string) => void, conclude: (how: string) => void) => Promise<void>;
}

/** What of a step people see. */
interface Shown {
	title: string;
	output: string;
}

/**
 * Runs steps in order and shows each with its time; the first that fails ends it.
 *
 * @param atATime how many run side by side
 */
export async function runSteps(steps: Step[], atATime = 1): Promise<void> {
	const tasks = steps.map(({ title, run }) => ({
		title,
		task: (_context: unknown, task: Shown) => withClock(task, run),
		rendererOptions: { persistentOutput: false, outputBar: 1 },
	}));
	await new Listr(tasks, {
		concurrent: atATime,
		renderer: IS_SCREEN ? 'default' : 'simple',
		rendererOptions: { timer: PRESET_TIMER },
		registerSignalListeners: false,
	}).run();
}

/** Shows what the step reported; on a terminal with the seconds since, elsewhere once and then every half minute. */
async function withClock(task: Shown, run: Step['run']): Promise<void> {
	let what = '';
	let since = Date.now();
	const show = () => {
		const seconds = Math.round((Date.now() - since) / 1000);
		if (what !== '' && !isShuttingDown()) task.output = seconds < 1 ? what : `${what}: ${seconds} s`;
	};
	const clock = setInterval(show, IS_SCREEN ? 1000 : 30_000);
	try {
		await run(
			(text) => {
				what = text;
				since = Date.now();
				show();
			},
			(how) => (task.title += ` → ${how}`),
		);
	} finally {
		clearInterval(clock);
	}
}
