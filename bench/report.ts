/** Outcomes → the text that people read, on the screen and in docs/benchmarks.md. */
import type { Comparison, Measure, Outcome, Reading } from './experiment';
import { medianOf, spreadOf, verdictOn } from './statistics';

/** What can stand in a column, where it was measured. */
const COLUMNS: { heading: string; value: (reading: Reading) => number | undefined }[] = [
	{ heading: 'wall, s', value: ({ wallMs }) => wallMs / 1000 },
	{ heading: 'wall an item, ms', value: ({ wallMs, items }) => wallMs / items },
	{ heading: 'CPU an item, ms', value: ({ cpuMs, items }) => cpuMs / items },
	{ heading: 'heap + external at most, MB', value: ({ peakMb }) => peakMb },
	{ heading: 'of it new, MB', value: ({ grownMb }) => grownMb },
	{ heading: 'RSS at most, MB', value: ({ rssMb }) => rssMb },
];

const MEASURES: Record<Measure, string> = {
	wallMs: 'wall',
	cpuMs: 'CPU',
	peakMb: 'heap + external at most',
	grownMb: 'new heap + external',
	rssMb: 'RSS at most',
};

/** Both tables of an experiment, in Markdown: the medians of the subjects, and the ratios between them. */
export function outcomeText(outcome: Outcome): string {
	return [`### ${outcome.title}`, mediansTable(outcome), ratiosTable(outcome)].join('\n\n');
}

function mediansTable({ readings }: Outcome): string {
	const subjects = [...readings];
	const columns = COLUMNS.filter(({ value }) =>
		subjects.some(([, rounds]) => medianOf(rounds, value) !== undefined),
	);
	const rows = subjects.map(([name, rounds]) => [
		name,
		String(rounds[0]?.items ?? 0),
		...columns.map(({ value }) => rounded(medianOf(rounds, value))),
	]);
	return table(['medians', 'items', ...columns.map(({ heading }) => heading)], rows);
}

function ratiosTable(outcome: Outcome): string {
	const rows = outcome.comparisons.map((one) => ratioRow(outcome, one));
	return table(['ratio', 'of', 'median', 'least to most', 'at most', 'goal', ''], rows);
}

function ratioRow(outcome: Outcome, one: Comparison): string[] {
	const spread = spreadOf(outcome, one);
	const verdict = verdictOn(one, spread);
	return [
		`${one.of} ÷ ${one.against}`,
		MEASURES[one.measure],
		spread.median.toFixed(2),
		`${spread.least.toFixed(2)} to ${spread.most.toFixed(2)}`,
		one.limit?.toFixed(2) ?? '–',
		one.goal?.toFixed(2) ?? '–',
		verdict === 'told' ? '' : verdict,
	];
}

function table(headings: string[], rows: string[][]): string {
	const lines = [headings, headings.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Three digits that say something. */
function rounded(value: number | undefined): string {
	if (value === undefined) return '–';
	if (value < 0.001) return '0';
	const digits = Math.max(0, 2 - Math.floor(Math.log10(value)));
	return value.toFixed(digits);
}
