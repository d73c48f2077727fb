/** What the person typed after `npm run bench --`, and how much is measured. */
import { Failure } from '../e2e/n8n/failure';

const HALVES = ['actions', 'trigger'] as const;
const QUICK = '--quick';

/** The two nodes: each can be measured alone. */
export type Half = (typeof HALVES)[number];

/** How much is measured. */
export interface Sizes {
	/** Counted rounds; at least one more comes before them and warms up. */
	rounds: number;
	reads: number;
	sends: number;
	/** Items of the two runs whose costs are compared, and files of the two others. */
	items: { many: number; few: number };
	files: { many: number; few: number; megabytes: number };
	/** Deliveries of a round that start an execution, and that are dropped. */
	deliveries: number;
	drops: number;
	/** So many events are in n8n's database before the deliveries that are compared with them. */
	remembered: number[];
}

const FULL_SIZES: Sizes = {
	rounds: 5,
	reads: 1000,
	sends: 300,
	items: { many: 10_000, few: 1000 },
	files: { many: 20, few: 3, megabytes: 8 },
	deliveries: 40,
	drops: 120,
	remembered: [100, 2000],
};

/** For trying the bench itself: its figures mean nothing. */
const QUICK_SIZES: Sizes = {
	rounds: 2,
	reads: 100,
	sends: 20,
	items: { many: 300, few: 30 },
	files: { many: 4, few: 2, megabytes: 1 },
	deliveries: 8,
	drops: 16,
	remembered: [5, 10],
};

/** What shall be measured, and whether the figures count. */
export interface BenchOptions {
	halves: readonly Half[];
	isQuick: boolean;
	sizes: Sizes;
}

/** @throws Failure for a word that means nothing */
export function parseOptions(args: string[]): BenchOptions {
	const unknown = args.find((arg) => arg !== QUICK && !HALVES.some((half) => half === arg));
	if (unknown !== undefined) {
		throw new Failure(`"${unknown}" means nothing here; there are ${HALVES.join(', ')} and ${QUICK}.`);
	}
	const named = HALVES.filter((half) => args.includes(half));
	const isQuick = args.includes(QUICK);
	return {
		halves: named.length > 0 ? named : HALVES,
		isQuick,
		sizes: isQuick ? QUICK_SIZES : FULL_SIZES,
	};
}
