import { atOnce } from './atOnce';
import { runCell, type Told } from './cell';
import { FAULTS, type SpoiltCall } from './faults';
import { KINDS, type OperationKind } from './kinds';
import { scenarioOf } from './scenarios';

/** What is counted: items, and the lies about them. */
export interface Counts {
	items: number;
	/** Reported as done, so that not everything simply fails. */
	done: number;
	/** Sends that were processed more than once. */
	twice: number;
	/** Reported as done, and never processed. */
	falselyDone: number;
	/** Reported as refused or not sent, and processed. */
	falselyNotDone: number;
	/** Neither an output nor an error. */
	missing: number;
	/** Serialisations of a run or an error in which a secret stood. */
	leaks: number;
}

/** One operation under one fault, with or without Retry On Fail. */
export interface Cell extends Counts {
	operation: string;
	fault: string;
	retry: boolean;
}

/** The numbers of a matrix. */
export interface Matrix {
	cells: Cell[];
	totals: Counts & { cells: number; runs: number };
}

/** Which part of the matrix runs. */
export interface Extent {
	kinds: OperationKind[];
	faults: SpoiltCall[];
	/** Only each so-manieth cell; a number that divides none of the others meets every row and column. */
	every: number;
	/** Only each `of`-th run, from this one on: where several processes share the work. */
	share: { index: number; of: number };
	/** Is told how far it is, after each run. */
	progress: (runs: number, of: number) => void;
}

/** So many executions at once: most of the time they wait. */
const AT_ONCE = 24;

/**
 * Runs every operation against every fault with and without n8n's Retry On Fail, each `runs` times in another scenario, in
 * n8n's own engine against a sandbox of its own, and compares what the node said with what the ledger knows.
 */
export async function runMatrix(
	runs: number,
	{
		kinds = KINDS,
		faults = FAULTS,
		every = 1,
		share = { index: 0, of: 1 },
		progress = () => undefined,
	}: Partial<Extent> = {},
): Promise<Matrix> {
	let over = 0;
	const cells = cellsOf(kinds, faults).filter((_, index) => index % every === 0);
	const all = cells
		.flatMap((cell, index) => Array.from({ length: runs }, (_, run) => ({ cell, run: run + index })))
		.filter((_, index) => index % share.of === share.index);
	await atOnce(all, AT_ONCE, async ({ cell, run }) => {
		const { kind, spoilt, retry, counts } = cell;
		const { told, leaks } = await runCell(kind, spoilt, scenarioOf(run, retry));
		for (const one of told) judge(cell, one);
		counts.leaks += leaks.length;
		progress((over += 1), all.length);
	});
	const named = cells.map(({ kind, spoilt, retry, counts }) => ({
		operation: kind.name,
		fault: spoilt.name,
		retry,
		...counts,
	}));
	return { cells: named, totals: totalsOf(named, all.length) };
}

/** A cell while it is filled. */
interface Place {
	kind: OperationKind;
	spoilt: SpoiltCall;
	retry: boolean;
	counts: Counts;
}

function cellsOf(kinds: OperationKind[], faults: SpoiltCall[]): Place[] {
	return kinds.flatMap((kind) =>
		faults.flatMap((spoilt) =>
			[false, true].map((retry) => ({ kind, spoilt, retry, counts: { ...NOTHING } })),
		),
	);
}

const NOTHING: Counts = {
	items: 0,
	done: 0,
	twice: 0,
	falselyDone: 0,
	falselyNotDone: 0,
	missing: 0,
	leaks: 0,
};

function judge({ kind, spoilt, counts }: Place, { claim, processed }: Told): void {
	const nobodyKnows = kind.saysNothing === true && spoilt.empty === true;
	counts.items++;
	if (claim === 'done') counts.done++;
	if (claim === 'missing') counts.missing++;
	if (kind.effect === 'send' && processed > 1) counts.twice++;
	if (claim === 'done' && processed === 0 && !nobodyKnows) counts.falselyDone++;
	if (claim === 'notDone' && processed > 0 && kind.effect !== 'read') counts.falselyNotDone++;
}

function totalsOf(cells: Cell[], runs: number): Matrix['totals'] {
	const sum = (name: keyof typeof NOTHING) => cells.reduce((total, cell) => total + cell[name], 0);
	return {
		cells: cells.length,
		runs,
		items: sum('items'),
		done: sum('done'),
		twice: sum('twice'),
		falselyDone: sum('falselyDone'),
		falselyNotDone: sum('falselyNotDone'),
		missing: sum('missing'),
		leaks: sum('leaks'),
	};
}

/** What must not be. */
const LIES = ['twice', 'falselyDone', 'falselyNotDone', 'missing', 'leaks'] as const;

/** The cells in which something was not as it should be, a line each. */
export function liesIn({ cells }: Matrix): string[] {
	return cells.flatMap((cell) => {
		const lies = LIES.filter((name) => cell[name] > 0).map((name) => `${name} ${cell[name]}`);
		const place = `${cell.operation} × ${cell.fault}${cell.retry ? ' × Retry On Fail' : ''}`;
		return lies.length === 0 ? [] : [`${place}: ${lies.join(', ')}`];
	});
}
