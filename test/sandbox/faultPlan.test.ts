import { seededChance } from '../../sandbox/ground/chance';
import { Faults } from '../../sandbox/http/faults/plan';
import { startSandbox } from '../../sandbox';
import { ACCOUNTS, call } from './client';

const STATUS = { route: '*', kind: 'status', status: 500 } as const;

function plan(chance = seededChance(1)): { faults: Faults; changes: () => number; take: () => boolean } {
	let changes = 0;
	const faults = new Faults(chance, () => (changes += 1));
	const take = () => faults.take('call', 'POST', ['/send']) !== undefined;
	return { faults, changes: () => changes, take };
}

function hits(take: () => boolean, calls: number): number {
	return Array.from({ length: calls }, take).filter(Boolean).length;
}

describe('the count', () => {
	it('is used up call by call, and told', () => {
		const { faults, changes, take } = plan();
		faults.add({ ...STATUS, times: 2 });
		expect(faults.list()).toEqual([{ ...STATUS, times: 2, id: 1, left: 2 }]);
		expect(take()).toBe(true);
		expect(faults.list()).toMatchObject([{ left: 1 }]);
		expect([take(), take(), faults.list()]).toEqual([true, false, []]);
		expect(changes()).toBe(3);
	});

	it('has no end without one', () => {
		const { faults, take } = plan();
		faults.add(STATUS);
		expect(hits(take, 50)).toBe(50);
		expect(faults.list()).toEqual([{ ...STATUS, id: 1 }]);
	});

	it('goes by the order of planning, and by the route', () => {
		const { faults } = plan();
		faults.add({ route: 'GET /send', kind: 'hang' });
		faults.add({ route: 'POST /send', kind: 'reset', times: 1 });
		faults.add({ ...STATUS, times: 1 });
		const kinds = [1, 2, 3].map(() => faults.take('call', 'POST', ['/send/1', '/send'])?.kind);
		expect(kinds).toEqual(['reset', 'status', undefined]);
	});
});

describe('the rate', () => {
	it('is about the share of the calls, and the same for the same seed', () => {
		const outcomes = (seed: number): string => {
			const { faults, take } = plan(seededChance(seed));
			faults.add({ ...STATUS, rate: 0.3 });
			return Array.from({ length: 400 }, () => (take() ? 'x' : '.')).join('');
		};
		const share = outcomes(1).split('x').length - 1;
		expect(share).toBeGreaterThan(90);
		expect(share).toBeLessThan(150);
		expect(outcomes(1)).toBe(outcomes(1));
		expect(outcomes(2)).not.toBe(outcomes(1));
	});

	it.each([
		[0, 0],
		[1, 100],
	])('%d is never or always', (rate, expected) => {
		const { faults, take } = plan();
		faults.add({ ...STATUS, rate });
		expect(hits(take, 100)).toBe(expected);
	});

	it('leaves the count alone where nothing happens, and gives way to the next', () => {
		const numbers = [0.9, 0.1, 0.9];
		const { faults } = plan(() => numbers.shift() ?? 0);
		faults.add({ ...STATUS, rate: 0.5, times: 1 });
		faults.add({ route: '*', kind: 'hang' });
		const kinds = [1, 2, 3].map(() => faults.take('call', 'GET', ['/x'])?.kind);
		expect(kinds).toEqual(['hang', 'status', 'hang']);
	});

	it('follows the seed of a sandbox', async () => {
		const statusesWith = async (seed?: number): Promise<number[]> => {
			const sandbox = await startSandbox({ accounts: ACCOUNTS, seed });
			sandbox.fail({ ...STATUS, rate: 0.5 });
			for (let time = 0; time < 12; time += 1) await call(sandbox, 'GET /session/info');
			await sandbox.close();
			return sandbox.requests.map(({ status }) => status);
		};
		const first = await statusesWith();
		expect([...new Set(first)].sort()).toEqual([200, 500]);
		expect(await statusesWith(1)).toEqual(first);
		expect(await statusesWith(7)).not.toEqual(first);
	});
});

it('chance stays between 0 and 1 from any seed, and is even', () => {
	for (const seed of [0, 1, -5, 2 ** 31, 1e15, 0.5]) {
		const chance = seededChance(seed);
		const numbers = Array.from({ length: 2000 }, chance);
		expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
		const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
		expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
	}
});

it('one fault is taken back by its id, all by clearing', () => {
	const { faults } = plan();
	for (const route of ['a', 'b', 'c']) faults.add({ route, kind: 'hang' });
	expect([faults.remove(2), faults.remove(2), faults.remove(9)]).toEqual([true, false, false]);
	expect(faults.list().map(({ route }) => route)).toEqual(['a', 'c']);
	faults.clear();
	expect(faults.list()).toEqual([]);
});

it('slow media happen to files only, and everything else to calls only', () => {
	const { faults } = plan();
	faults.add({ route: '*', kind: 'slowMedia', ms: 1 });
	faults.add(STATUS);
	expect(faults.take('call', 'GET', ['/x'])?.kind).toBe('status');
	expect(faults.take('media', 'GET', ['/sandbox/media/photo.jpg'])?.kind).toBe('slowMedia');
});
