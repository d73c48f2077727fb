/** What is measured side by side: subjects that take turns, round by round, so that whatever else the machine does meets all. */

/** What one subject used in one round. */
export interface Reading {
	/** Items or deliveries. */
	items: number;
	/** Of all items together. */
	wallMs: number;
	/** Of all items together, over all threads of the process. */
	cpuMs: number;
	/** Where memory is looked at: the most of heap and external memory, how much of it had come since the beginning, and the most of RSS. */
	peakMb?: number;
	grownMb?: number;
	rssMb?: number;
}

/** What of a reading is compared. */
export type Measure = Exclude<keyof Reading, 'items'>;

/** One of those that take turns. */
export interface Subject {
	name: string;
	measure: () => Promise<Reading>;
}

/** A ratio between two subjects, with what it has to keep to. */
export interface Comparison {
	of: string;
	against: string;
	measure: Measure;
	/** The median of the ratios that is allowed at most; without it the ratio is only told. */
	limit?: number;
	/** What would be better still. */
	goal?: number;
}

/** Subjects and what is compared between them. */
export interface Experiment {
	title: string;
	subjects: Subject[];
	comparisons: Comparison[];
	/** Called before each round. */
	before?: () => Promise<void>;
	/** Rounds that warm up and are not counted; one unless set. */
	warmUps?: number;
	/** How often each subject has its turn in a round, which sums them up; once unless set. What the machine does changes from second to second. */
	turns?: number;
}

/** An experiment that was carried out; its rounds stand in the same order for all subjects. */
export interface Outcome {
	title: string;
	readings: Map<string, Reading[]>;
	comparisons: Comparison[];
}

/**
 * Carries an experiment out. The rounds that warm up are not counted; the order turns from turn to turn.
 *
 * @throws whatever a subject throws
 */
export async function carryOut(
	{ title, subjects, comparisons, before, warmUps = 1, turns = 1 }: Experiment,
	rounds: number,
	report: (what: string) => void,
): Promise<Outcome> {
	const readings = new Map(subjects.map(({ name }) => [name, [] as Reading[]]));
	for (let turn = 0; turn < (warmUps + rounds) * turns; turn += turns) {
		const round = turn / turns - warmUps + 1;
		report(round > 0 ? `round ${round} of ${rounds}` : 'warming up');
		await before?.();
		const sums = await takeTurns(subjects, turn, turns);
		for (const [name, sum] of sums) if (round > 0) readings.get(name)?.push(sum);
	}
	return { title, readings, comparisons };
}

/** What each subject used in a round: so many turns, from a turn on. */
async function takeTurns(subjects: Subject[], from: number, turns: number): Promise<Map<string, Reading>> {
	const sums = new Map<string, Reading>();
	for (let turn = from; turn < from + turns; turn += 1) {
		for (const { name, measure } of turned(subjects, turn)) {
			sums.set(name, together(sums.get(name), await measure()));
		}
	}
	return sums;
}

/** What two turns of a round used together; memory is looked at only where there is one. */
function together(one: Reading | undefined, other: Reading): Reading {
	if (one === undefined) return other;
	return {
		items: one.items + other.items,
		wallMs: one.wallMs + other.wallMs,
		cpuMs: one.cpuMs + other.cpuMs,
	};
}

function turned<T>(all: T[], by: number): T[] {
	const first = by % all.length;
	return [...all.slice(first), ...all.slice(0, first)];
}
