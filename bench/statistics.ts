/** Readings → medians, and ratios with their spread. */
import type { Comparison, Outcome, Reading } from './experiment';

/** The ratios of the rounds, each between the two readings of one round. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** Whether a limit was kept; `told` where there is none. */
export type Verdict = 'pass' | 'fail' | 'told';

/** The middle of some numbers; NaN of none. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const pair = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return pair.reduce<number>((sum, value) => sum + (value ?? NaN) / 2, 0);
}

/**
 * The ratios of a comparison, paired by round.
 *
 * @throws Error when the comparison names a subject that was not measured, or something that was not measured of it
 */
export function spreadOf({ readings }: Outcome, { of, against, measure }: Comparison): Spread {
	const valuesOf = (name: string) => (readings.get(name) ?? []).map((reading) => reading[measure]);
	const below = valuesOf(against);
	const ratios = valuesOf(of).map((value, round) => (value ?? NaN) / (below[round] ?? NaN));
	if (ratios.length === 0 || ratios.some(Number.isNaN)) {
		throw new Error(`${measure} of "${of}" against "${against}" was not measured`);
	}
	return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** Whether the median keeps to the limit. */
export function verdictOn({ limit }: Comparison, spread: Spread): Verdict {
	if (limit === undefined) return 'told';
	return spread.median <= limit ? 'pass' : 'fail';
}

/** Whether all limits of an outcome were kept. */
export function isKept(outcome: Outcome): boolean {
	return outcome.comparisons.every((one) => verdictOn(one, spreadOf(outcome, one)) !== 'fail');
}

/** The median of something that was measured in every round; undefined when it was not. */
export function medianOf(
	readings: Reading[],
	value: (reading: Reading) => number | undefined,
): number | undefined {
	const values = readings.map(value).filter((one) => one !== undefined);
	return values.length === 0 ? undefined : median(values);
}
