import fc from 'fast-check';

import { compilePattern } from '../../../nodes/WawpTrigger/pattern';

/** Expressions in the shared syntax, and texts to ask each about. */
const PATTERNS = [
	'',
	'order',
	'^order$',
	'a|b|cd',
	'(?:ab)+c?',
	'(?<word>a|b)*x',
	'[a-c]x',
	'[^a-c]x',
	'[\\d\\s-]+$',
	'[-a]',
	'[]a',
	'\\bcat\\b',
	'\\Bcat',
	'\\d{2,4}-\\d{2}',
	'a{0}b',
	'a{2,}b',
	'a{2}',
	'(a|ab)(c|bcd)$',
	'(a*)*b',
	'(a?b?)+?c',
	'.',
	'a.c',
	'\\u0041',
	'\\x41\\t',
	'\\p{L}+\\P{L}',
	'é|ß',
	'😀+',
	'[😀-😂]',
	'(()|a)+b',
	'a\\.b\\/c',
	'{',
	'a{,2}',
	'x*',
];
const TEXTS = [
	'',
	'order',
	'My ORDER 7',
	'aab',
	'ababc',
	'cat',
	'concat',
	'cats cat',
	'2026-11',
	'a.b/c',
	'a\nc',
	'abc',
];
const MORE = ['A\t', 'É', '😀😀', '😁', 'x', 'ax', 'dx', 'abcd', 'aaab', '{', 'a{,2}', '- 1', '漢字!'];

const USABLE = PATTERNS.filter((pattern) => pattern !== '[]a');

test.each(USABLE)('%j matches what JavaScript matches', (pattern) => {
	const ours = compilePattern(pattern);
	const exact = compilePattern(pattern === '' ? pattern : `/${pattern}/`);
	for (const text of [...TEXTS, ...MORE]) {
		const flags = /\{(,|$)/.test(pattern) ? '' : 'u';
		expect([text, ours(text)]).toEqual([text, new RegExp(pattern, `${flags}i`).test(text)]);
		if (pattern !== '') expect([text, exact(text)]).toEqual([text, new RegExp(pattern, flags).test(text)]);
	}
});

test('any expression matches what JavaScript matches', () => {
	const atom = fc.constantFrom(
		'a',
		'b',
		'.',
		'[ab]',
		'[^a]',
		'\\w',
		'\\b',
		'^',
		'$',
		'(a|b)',
		'(?:ab|a)',
		'(a*b)',
	);
	const times = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{0,2}', '*?');
	const part = fc.tuple(atom, times).map(([one, many]) => (/^[\^$]$|^\\b$/.test(one) ? one : one + many));
	const pattern = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
	const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 });
	const alternatives = fc
		.array(pattern, { minLength: 1, maxLength: 3 })
		.map((branches) => branches.join('|'));
	fc.assert(
		fc.property(alternatives, text, (expression, given) => {
			return compilePattern(expression)(given) === new RegExp(expression, 'iu').test(given);
		}),
		{ numRuns: 2000 },
	);
});

/** Expressions that hang or slow down others, for texts that make them. */
const EVIL = [
	'(a+)+$',
	'(a|a)*$',
	'(a|aa)+$',
	'(.*)*x',
	'.*.*.*.*.*.*.*.*x',
	'([a-zA-Z]+)*$',
	'^(([a-z])+.)+[A-Z]([a-z])+$',
	'(((a*)*)*)*$',
	'(\\w+\\s?)*$',
	'(a?){60}a{60}$',
	'(a|b)*a(a|b){60}$',
	'\\b(\\p{L}+\\b)*x',
	`${'[\\s\\S]*'.repeat(24)}x`,
	`${'.?'.repeat(99)}x`,
	`(?:${'a|'.repeat(60)}b)*x`,
];
const RANDOM = Array.from({ length: 5000 }, (_, index) => 'ab'[((index * index * 7919) % 13) % 2] ?? '').join(
	'',
);
const LONG = [
	'a'.repeat(1_000_000),
	`${'a'.repeat(2047)}!`,
	'ab '.repeat(1000),
	RANDOM,
	'漢'.repeat(5000),
	'😀a'.repeat(3000),
];

/** The CPU time of this process, so that others on the machine do not count. */
function milliseconds(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

test.each(EVIL)('%s holds nobody for 50 ms', (pattern) => {
	const matches = compilePattern(pattern);
	const fastest = LONG.map((text) =>
		Math.min(...[1, 2, 3].map(() => milliseconds(() => void matches(text)))),
	);
	expect(Math.max(...fastest)).toBeLessThan(50);
});

test.each([
	['a'.repeat(201), 'longer than 200 characters'],
	['(\\w{99}){99}', 'count too far'],
	['((a{1,99}){1,99}){1,99}', 'count too far'],
	['(?=a)', 'look-ahead'],
	['(?<!a)b', 'look-ahead, look-behind'],
	['(a)\\1', '\\1 is not available'],
	['\\k<a>', '\\k is not available'],
	['(a', 'a ( has no )'],
	['a)', 'a ) has no ('],
	['[a', 'a [ has no ]'],
	['*a', 'nothing stands before *'],
	['a**', 'one repetition stands behind another'],
	['a{3,2}', 'counts backwards'],
	['[z-a]', 'a lower and a higher'],
	['[\\d-z]', 'a lower and a higher'],
	['a\\', 'ends in \\'],
	['\\p{Nothing}', 'no property'],
	['\\u{110000}', 'need a code'],
	['/a/m', 'only i is available'],
	['('.repeat(199), 'a ( has no )'],
])('%j is refused: %s', (pattern, reason) => {
	expect(milliseconds(() => expect(() => compilePattern(pattern)).toThrow(reason))).toBeLessThan(50);
});

test('of a long text only the beginning counts', () => {
	const matches = compilePattern('x');
	expect(matches(`${'a'.repeat(2047)}x`)).toBe(true);
	expect(matches(`${'a'.repeat(2048)}x`)).toBe(false);
});
