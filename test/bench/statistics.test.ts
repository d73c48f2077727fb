import { carryOut } from '../../bench/experiment';
import type { Outcome, Reading } from '../../bench/experiment';
import { parseOptions } from '../../bench/options';
import { outcomeText } from '../../bench/report';
import { isKept, median, spreadOf } from '../../bench/statistics';

/** Three rounds in which the machine was once twice as slow for both. */
const OUTCOME: Outcome = {
	title: 'Reads',
	readings: new Map([
		['ours', readings([100, 240, 90])],
		['bare', readings([100, 200, 100])],
	]),
	comparisons: [{ of: 'ours', against: 'bare', measure: 'wallMs', limit: 1.1 }],
};

function readings(walls: number[]): Reading[] {
	return walls.map((wallMs) => ({ items: 10, wallMs, cpuMs: 50 }));
}

test('the median is the middle value, or the mean of the two in the middle', () => {
	expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7]);
	expect(median([])).toBeNaN();
});

test('ratios are those of the rounds: what slows a whole round down changes none', () => {
	const [comparison] = OUTCOME.comparisons;
	const spread = comparison && spreadOf(OUTCOME, comparison);
	expect(spread).toEqual({ median: 1, least: 0.9, most: 1.2 });
});

test('a limit is kept by the median; a ratio without one is only told', () => {
	const withLimit = (limit?: number) => ({
		...OUTCOME,
		comparisons: OUTCOME.comparisons.map((one) => ({ ...one, limit })),
	});
	expect([1, 0.99, undefined].map((limit) => isKept(withLimit(limit)))).toEqual([true, false, true]);
	expect(outcomeText(withLimit(0.99))).toContain(
		'| ours ÷ bare | wall | 1.00 | 0.90 to 1.20 | 0.99 | – | fail |',
	);
	expect(outcomeText(withLimit(1))).toMatch(/ \| pass \|$/);
});

test('a comparison of what was not measured is no result', () => {
	const odd = { of: 'ours', against: 'nobody', measure: 'wallMs' } as const;
	expect(() => spreadOf(OUTCOME, odd)).toThrow('was not measured');
	expect(() => spreadOf(OUTCOME, { ...odd, against: 'bare', measure: 'peakMb' })).toThrow('was not measured');
});

test('subjects take turns, which a round sums up; the first round is not counted', async () => {
	const order: string[] = [];
	const subject = (name: string) => ({
		name,
		measure: async () => {
			order.push(name);
			return await Promise.resolve({ items: 1, wallMs: order.length, cpuMs: 1 });
		},
	});
	const experiment = { title: '', subjects: [subject('a'), subject('b')], comparisons: [] };
	const { readings: counted } = await carryOut(experiment, 2, () => undefined);
	expect(order.join('')).toBe('abbaab');
	expect([...counted.values()].map((all) => all.map(({ wallMs }) => wallMs))).toEqual([
		[4, 5],
		[3, 6],
	]);
	order.length = 0;
	const { readings: late } = await carryOut({ ...experiment, warmUps: 3 }, 1, () => undefined);
	expect(order.join('')).toBe('abbaabba');
	expect([...late.values()].map((all) => all.map(({ wallMs }) => wallMs))).toEqual([[8], [7]]);
	order.length = 0;
	const { readings: summed } = await carryOut({ ...experiment, turns: 3 }, 1, () => undefined);
	expect(order.join('')).toBe('abbaab' + 'baabba');
	expect([...summed.values()].map(([sum]) => [sum?.items, sum?.wallMs, sum?.cpuMs])).toEqual([
		[3, 8 + 9 + 12, 3],
		[3, 7 + 10 + 11, 3],
	]);
});

test('words choose the half, and --quick the numbers', () => {
	expect(parseOptions([])).toMatchObject({ halves: ['actions', 'trigger'], isQuick: false });
	expect(parseOptions([]).sizes).toMatchObject({ rounds: 5, reads: 1000 });
	expect(parseOptions(['trigger', '--quick'])).toMatchObject({ halves: ['trigger'], isQuick: true });
	expect(() => parseOptions(['triger'])).toThrow('"triger" means nothing here');
});
