import { isFull, numbersOf } from '../../e2e/numbers';
import frozen from '../house/frozen.json';
import { KINDS as FAULT_KINDS } from '../../sandbox/http/faults/kinds';
import { FAULTS } from './faults';
import { KINDS } from './kinds';
import { ownShare, tell } from '../told';
import { liesIn, runMatrix } from './matrix';

/** All cells in the soak; else each so-manieth. It shares no divisor with the numbers of faults and of retries, so it meets them all. */
const EVERY = 41;

/** It takes one item at a time, and pauses then: `test/nodes/Wawp/wait/asking.test.ts` has its faults. */
const ALONE = 'wawp/message/sendAndWait';

/** Tells `npm run soak` each so-manieth run: all take half an hour. */
const TOLD_EVERY = 500;
function progress(over: number, of: number): void {
	if (over % TOLD_EVERY === 0) tell({ over, of });
}

const named = (start: string) => FAULTS.filter(({ name }) => name.startsWith(start));

test('every operation that must not happen twice is in the matrix, and every kind of fault', () => {
	const entries = Object.entries(frozen as Record<string, { repeatable?: boolean }>);
	const once = entries.filter(([name, { repeatable }]) => repeatable === false && name !== ALONE);
	const judged = KINDS.filter(({ effect }) => effect === 'send' || effect === 'issue');
	expect(new Set(judged.map(({ name }) => name.split(' ')[0]))).toEqual(new Set(once.map(([name]) => name)));
	const faults = FAULTS.map(({ fault }) => fault.kind);
	expect(new Set(faults)).toEqual(new Set(Object.keys(FAULT_KINDS)));
	expect(FAULTS.length * 2 * KINDS.length).toBeGreaterThan(5000);
	expect([FAULTS.length % EVERY, KINDS.length % EVERY]).not.toContain(0);
});

test('what takes a moment is done, and what is not answered is not', async () => {
	const borne = await runMatrix(1, { faults: named('latency that is borne') });
	expect(borne.cells.filter(({ done }) => done !== 3)).toEqual([]);
	expect(liesIn(borne)).toEqual([]);
	const sends = KINDS.filter(({ effect }) => effect === 'send');
	const reset = await runMatrix(1, { faults: named('reset before'), kinds: sends });
	expect(reset.cells.filter(({ retry, done }) => !retry && done === 3)).toEqual([]);
}, 120_000);

test('nothing is sent twice, and nothing is said that is not so', async () => {
	const matrix = await runMatrix(
		numbersOf('matrix').runs,
		isFull() ? { share: ownShare(), progress } : { every: EVERY },
	);
	tell(matrix.totals);
	expect(matrix.totals.items).toBe(matrix.totals.runs * 3);
	expect(liesIn(matrix)).toEqual([]);
}, 14_400_000);
