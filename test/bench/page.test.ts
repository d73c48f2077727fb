import { pageWith } from '../../bench/page';
import type { Part } from '../../bench/page';

const TRIGGER = "Trigger, at n8n's defaults";
const section = (part: Part, text: string): [Part, string] => [part, `## ${part}\n\n### Some\n\n${text}`];

test('half of the bench replaces its own section only, and the order stays', () => {
	const first = pageWith('', new Map([section(TRIGGER, 'old trigger')]));
	const both = pageWith(first, new Map([section('Actions', 'old actions')]));
	const last = pageWith(both, new Map([section('Actions', 'new actions')]));
	expect(last).toMatch(/^# Benchmarks\n/);
	expect(last.match(/(old|new) \w+/g)).toEqual(['new actions', 'old trigger']);
	expect(pageWith(last, new Map())).toBe(last);
});
