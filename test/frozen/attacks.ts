/** One megabyte of text or JSON of every kind that makes careless code slow. */

const MEGABYTE = 1_000_000;

/** How long one reader may hold n8n's process. */
const LIMIT_MS = 50;

/** Repeated, these send expressions back and forth: separators, brackets, letters, halves of characters. */
const PIECES = [
	...['_', '/', '?', '.', '-', ',', '=', '%', '&', '\\', '[', '{', '\n', '\0', '\u00a0', '\u200b', '\u0661'],
	...[
		'\ud83d',
		'🥖',
		'İ',
		'%41',
		'a@',
		'1:',
		'a_',
		'1@c.us_',
		';base64,',
		'[1],',
		'"a":',
		'application/',
		'?a',
	],
	...['2026-11-21T', '1.', 'curl error', 'error 463', 'session ', 'channel/'],
];

/** Those that stand in a frame as well. */
const FRAMED = ['a', '0', ' ', '0 ', '(0)', ':1', 'true_', '&phone=', '@1'];

/** What stands before and behind a piece: all right to the last character, or almost an ID, a link, a type. */
const FRAMES: [string, string][] = [
	['a', '\n!'],
	['1:', '@s.whatsapp.net'],
	['true_a@c.us_', '_b@c.us_'],
	['https://api.whatsapp.com/send?', 'phone'],
	['data:image/png;base64,', '!'],
	['+44 ', 'x'],
	['application/', 'json'],
];

/** A kind of text, and how it is made. */
interface TextAttack {
	name: string;
	text: (bytes?: number) => string;
}

/** All kinds of text: each piece by itself, before an `!`, and some of them in every frame. */
export function textAttacks(): TextAttack[] {
	const plain = [...PIECES, ...FRAMED].flatMap((piece) => [attack(piece), attack(piece, '', '!')]);
	return [...plain, ...FRAMED.flatMap((piece) => FRAMES.map(([head, tail]) => attack(piece, head, tail)))];
}

function attack(piece: string, head = '', tail = ''): TextAttack {
	return {
		name: JSON.stringify(`${head}${piece}…${tail}`),
		// By way of a buffer it is one text in memory, not a tree of its parts, as a text from the network is.
		text: (bytes = MEGABYTE) =>
			Buffer.from(head + piece.repeat(Math.ceil(bytes / piece.length)) + tail, 'utf16le').toString('utf16le'),
	};
}

/** Lists and objects of about a megabyte of JSON: wide, deep, and with keys that mean something elsewhere. */
export const VALUES: Record<string, () => unknown> = {
	'a list of numbers': () => parsed('[', '1,', '1]'),
	'a list of objects': () => parsed('[', '{},', '{}]'),
	'a list of people': () => parsed('[', '{"id":"1:1@c.us","pn":"1@c.us"},', '{}]'),
	'a wide object of objects': () => wide(() => ({ text: '' })),
	'a deep list': () => deep('[', ']'),
	'a deep object': () => deep('{"message":', '}'),
	'wrappers in wrappers': () => deep('{"ephemeralMessage":{"message":', '}}'),
	'a long key': () => ({ ['access-token_'.repeat(MEGABYTE / 13)]: 1 }),
	'the key __proto__': () =>
		JSON.parse('{"__proto__":{"__proto__":{"id":"1@c.us"}},"id":"1@c.us"}') as unknown,
};

function parsed(head: string, piece: string, tail: string): unknown {
	return JSON.parse(head + piece.repeat(MEGABYTE / piece.length) + tail) as unknown;
}

function deep(head: string, tail: string): unknown {
	const depth = Math.floor(MEGABYTE / (head.length + tail.length));
	return JSON.parse(`${head.repeat(depth)}1${tail.repeat(depth)}`) as unknown;
}

function wide(value: (index: number) => unknown): Record<string, unknown> {
	return Object.fromEntries(Array.from({ length: MEGABYTE / 20 }, (_, index) => [`k${index}`, value(index)]));
}

/**
 * What held the process for too long, with its time, or an empty text: the best of a few, and of processor and clock, since the machine
 * does other things too. An error is an answer as good as any.
 */
export function slow(name: string, run: () => unknown): string {
	let best = Infinity;
	for (let count = 0; count < 15 && best > LIMIT_MS; count += 1) best = Math.min(best, timeOf(run));
	return best > LIMIT_MS ? `${name}: ${Math.round(best)} ms` : '';
}

function timeOf(run: () => unknown): number {
	const start = performance.now();
	const startOfWork = process.cpuUsage();
	try {
		run();
	} catch {
		// Refused: what counts is how long it took.
	}
	const { user, system } = process.cpuUsage(startOfWork);
	return Math.min(performance.now() - start, (user + system) / 1000);
}

/** How much was measured, and what took too long. */
export interface Measured {
	count: number;
	late: string[];
}

/** @param results of `slow` */
export function measured(results: string[]): Measured {
	return { count: results.length, late: results.filter((result) => result !== '') };
}
