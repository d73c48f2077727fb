import type { Part } from '../../e2e/load/part';
import { atMost, broken, exactly, told } from '../../e2e/load/part';
import { FULL_NUMBERS, numbersOf } from '../../e2e/numbers';
import { withSection } from '../../soak/page';

const part = (name: string): Part => ({
	name,
	title: `Title of ${name}`,
	about: () => `About ${name}.`,
	run: () => Promise.resolve([]),
});
const PARTS = [part('one'), part('two'), part('three')];
const rows = [exactly('Runs', 1000, 999), atMost('Hold', 250, 12.34, 'ms'), told('Memory | then', 800, 'MB')];
const measured = (of: Part, day = '2026-01-02') => ({
	part: of,
	rows,
	day,
	minutes: 7,
	machine: 'a machine',
	n8n: '2.0.0',
});

test('a section tells what was asked and measured, when and where', () => {
	const page = withSection('', measured(part('two')), PARTS);
	expect(page).toContain('## Title of two\n\nAbout two.');
	expect(page).toContain('on 2026-01-02 in 7 minutes by `npm run soak -- two`: n8n 2.0.0, a machine');
	expect(page).toContain('| Runs | 1,000 | 999 | **does not hold** |');
	expect(page).toContain('| Hold | at most 250 ms | 12.3 ms | holds |');
	expect(page).toContain('| Memory \\| then |  | 800 MB |  |');
});

test('a part that runs again replaces its section only, and all stand in the order of the parts', () => {
	const first = withSection('', measured(part('three')), PARTS);
	const second = withSection(first, measured(part('one')), PARTS);
	const third = withSection(second, measured(part('three'), '2026-03-04'), PARTS);
	expect(third.match(/## .*/g)).toEqual(['## Title of one', '## Title of three']);
	expect(third.match(/2026-\d\d-\d\d/g)).toEqual(['2026-01-02', '2026-03-04']);
	expect(withSection(third, measured(part('three'), '2026-03-04'), PARTS)).toBe(third);
});

test('the section of a part that is gone goes', () => {
	const page = withSection('', measured(part('one')), PARTS);
	expect(withSection(page, measured(part('two')), PARTS.slice(1))).not.toContain('Title of one');
});

test('what does not hold is said in words', () => {
	expect(broken(rows)).toEqual(['Runs: 999 (1,000)']);
	expect(broken([atMost('Hold', 250, 250.1), exactly('Runs', 3, 3)])).toEqual(['Hold: 250.1 (at most 250)']);
});

test('the numbers are a twentieth unless all are asked for', () => {
	process.env[FULL_NUMBERS] = '';
	expect(numbersOf('redelivery')).toEqual({ events: 25, redeliveries: 500 });
	process.env[FULL_NUMBERS] = '1';
	expect(numbersOf('redelivery')).toEqual({ events: 500, redeliveries: 10_000 });
	process.env[FULL_NUMBERS] = '';
});
