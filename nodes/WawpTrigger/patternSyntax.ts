import {
	acceptsOf,
	peek,
	readEscaped,
	readSet,
	take,
	takeMatch,
	wrongPattern,
	type Accepts,
	type Source,
} from './patternCharacters';

/** A place between two characters. */
export type Edge = 'start' | 'end' | 'word' | 'noWord';

/** A regular expression as a tree. */
export type Node =
	| { kind: 'character'; accepts: Accepts }
	| { kind: 'edge'; at: Edge }
	| { kind: 'sequence'; parts: Node[] }
	| { kind: 'choice'; branches: Node[] }
	| { kind: 'repeat'; part: Node; least: number; most: number };

/**
 * Reads a regular expression: JavaScript's syntax, without what needs to go back in the text (look-around, references).
 *
 * @throws Problem that says what is wrong with it
 */
export function parsePattern(pattern: string, ignoreCase: boolean): Node {
	const source = { characters: Array.from(pattern), next: 0, ignoreCase };
	const node = readChoice(source);
	if (peek(source) !== undefined) throw wrongPattern('a ) has no (');
	return node;
}

function readChoice(source: Source): Node {
	const branches = [readSequence(source)];
	while (take(source, '|')) branches.push(readSequence(source));
	return { kind: 'choice', branches };
}

function readSequence(source: Source): Node {
	const parts: Node[] = [];
	while (!['|', ')', undefined].includes(peek(source))) parts.push(readRepeated(source));
	return { kind: 'sequence', parts };
}

function readRepeated(source: Source): Node {
	const part = readAtom(source);
	const times = readTimes(source);
	if (times === undefined) return part;
	// A question mark behind it takes as little as possible: the same where only yes or no is asked.
	take(source, '?');
	if (readTimes(source) !== undefined) throw wrongPattern('one repetition stands behind another');
	return { kind: 'repeat', part, ...times };
}

function readTimes(source: Source): { least: number; most: number } | undefined {
	if (take(source, '*')) return { least: 0, most: Infinity };
	if (take(source, '+')) return { least: 1, most: Infinity };
	if (take(source, '?')) return { least: 0, most: 1 };
	const counted = takeMatch(source, /^\{(\d{1,3})(,?)(\d{0,3})\}/);
	if (counted === undefined) return undefined;
	const [all = '', from, comma, to = ''] = counted;
	const least = Number(from);
	const open = to === '' ? Infinity : Number(to);
	const most = comma === '' ? least : open;
	if (most < least) throw wrongPattern(`${all} counts backwards`);
	return { least, most };
}

const ANY: Accepts = (character) => !/[\n\r\u2028\u2029]/.test(character);

function readAtom(source: Source): Node {
	if (take(source, '(')) return readGroup(source);
	if (take(source, '[')) return { kind: 'character', accepts: readSet(source) };
	if (take(source, '.')) return { kind: 'character', accepts: ANY };
	const edge = readEdge(source);
	if (edge) return { kind: 'edge', at: edge };
	const escaped = take(source, '\\');
	const character = peek(source) ?? '';
	if (!escaped && '*+?'.includes(character)) throw wrongPattern(`nothing stands before ${character}`);
	const member = escaped ? readEscaped(source) : (source.characters[source.next++] ?? '');
	return { kind: 'character', accepts: acceptsOf(member, source) };
}

function readEdge(source: Source): Edge | undefined {
	if (take(source, '^')) return 'start';
	if (take(source, '$')) return 'end';
	const [border] = takeMatch(source, /^\\b/i) ?? [];
	if (border === undefined) return undefined;
	return border === '\\b' ? 'word' : 'noWord';
}

function readGroup(source: Source): Node {
	const isPlain = takeMatch(source, /^\?(:|<[A-Za-z_]\w{0,30}>)/) !== undefined;
	if (!isPlain && peek(source) === '?') {
		throw wrongPattern('look-ahead, look-behind and flags in brackets are not available here');
	}
	const node = readChoice(source);
	if (!take(source, ')')) throw wrongPattern('a ( has no )');
	return node;
}
