import { Written } from '../../../nodes/WawpTrigger/written';

let now = 1_700_000_000_000;
let written: Written;

beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	written = new Written({ count: 3, ageMs: 60_000 });
});

afterEach(() => jest.restoreAllMocks());

it('gives what was written into a list, the oldest first', () => {
	written.add('list', ['a', 'b']);
	written.add('other list', ['x']);
	written.add('list', ['c']);
	expect(written.lately('list')).toEqual(['a', 'b', 'c']);
	expect(written.lately('unknown list')).toEqual([]);
});

it('keeps so many of a list, and none for longer', () => {
	written.add('list', ['a', 'b']);
	now += 60_000;
	written.add('list', ['c', 'd']);
	expect(written.lately('list')).toEqual(['b', 'c', 'd']);
	now += 1;
	expect(written.lately('list')).toEqual(['c', 'd']);
});

it('forgets the lists that nothing was written into lately', () => {
	for (let index = 0; index < 50; index += 1) written.add(`list ${index}`, ['a']);
	now += 60_000;
	written.add('list 7', ['b']);
	expect(written.size).toBe(50);
	now += 1;
	written.add('list 8', ['b']);
	expect(written.size).toBe(2);
});
