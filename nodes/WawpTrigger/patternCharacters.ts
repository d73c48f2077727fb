import { invalidInput, type Problem } from '../shared/problem';

/** The label of the field that the expression stands in. */
export const PATTERN_FIELD = 'Text Matches';

/** Whether one character fits. */
export type Accepts = (character: string) => boolean;

/** A regular expression while it is read; `next` is where reading stands. */
export interface Source {
	characters: string[];
	next: number;
	ignoreCase: boolean;
}

/** What is wrong with an expression. */
export function wrongPattern(reason: string): Problem {
	return invalidInput(PATTERN_FIELD, `this regular expression cannot be used: ${reason}`);
}

export function peek({ characters, next }: Source): string | undefined {
	return characters[next];
}

/** Goes on behind a character if it comes next. */
export function take(source: Source, character: string): boolean {
	const comes = peek(source) === character;
	if (comes) source.next++;
	return comes;
}

/** Goes on behind what fits here, if it does. */
export function takeMatch(source: Source, expected: RegExp): string[] | undefined {
	const ahead = source.characters.slice(source.next, source.next + 50).join('');
	const found = expected.exec(ahead);
	if (found === null) return undefined;
	source.next += Array.from(found[0]).length;
	return found;
}

export const isWordCharacter: Accepts = (character) => /^\w$/.test(character);
const isDigit: Accepts = (character) => /^\d$/.test(character);
const isSpace: Accepts = (character) => /^\s$/.test(character);
const not =
	(accepts: Accepts): Accepts =>
	(character) =>
		!accepts(character);

const CLASSES: Record<string, Accepts> = {
	d: isDigit,
	D: not(isDigit),
	w: isWordCharacter,
	W: not(isWordCharacter),
	s: isSpace,
	S: not(isSpace),
};
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };

/** What stands in an expression for one character: itself, or a class such as \d. */
export type Member = string | Accepts;

/** What fits a member; a letter fits as the other case too where case is ignored. */
export function acceptsOf(member: Member, { ignoreCase }: Source): Accepts {
	return typeof member === 'string' ? between(member, member, ignoreCase) : member;
}

function between(from: string, to: string, ignoreCase: boolean): Accepts {
	const [first = 0, last = 0] = [from.codePointAt(0), to.codePointAt(0)];
	const fits: Accepts = (character) => {
		const code = character.codePointAt(0) ?? -1;
		return code >= first && code <= last;
	};
	if (!ignoreCase) return fits;
	return (character) => fits(character) || fits(character.toLowerCase()) || fits(character.toUpperCase());
}

/** Reads what stands behind a backslash. */
export function readEscaped(source: Source): Member {
	const sign = source.characters[source.next++];
	if (sign === undefined) throw wrongPattern('it ends in \\');
	if (sign === 'p' || sign === 'P') return readProperty(source, sign);
	if (sign === 'x' || sign === 'u') return readCode(source);
	const known = CLASSES[sign] ?? CONTROLS[sign];
	if (known !== undefined) return known;
	if (/[A-Za-z0-9]/.test(sign)) throw wrongPattern(`\\${sign} is not available here`);
	return sign;
}

/** \p{L} and its like: the host's own expression, for one character at a time. */
function readProperty(source: Source, sign: string): Accepts {
	const [name = ''] = takeMatch(source, /^\{[\w=]{1,40}\}/) ?? [];
	try {
		const property = new RegExp(`^\\${sign}${name}$`, 'u');
		return (character) => property.test(character);
	} catch {
		throw wrongPattern(`\\${sign}${name} is no property of characters`);
	}
}

function readCode(source: Source): string {
	const digits = takeMatch(source, /^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4})|([0-9a-f]{2}))/i);
	const code = parseInt(digits?.slice(1).find(Boolean) ?? '', 16);
	if (!(code <= 0x10ffff)) throw wrongPattern('\\u and \\x need a code such as \\u0041');
	return String.fromCodePoint(code);
}

/** Reads what stands in brackets, behind the first one: characters, ranges of them, and classes. */
export function readSet(source: Source): Accepts {
	const isNegated = take(source, '^');
	const members: Accepts[] = [];
	while (!take(source, ']')) members.push(readSetPart(source));
	const isMember: Accepts = (character) => members.some((accepts) => accepts(character));
	return isNegated ? not(isMember) : isMember;
}

function readSetPart(source: Source): Accepts {
	const from = readMember(source);
	const isRange = peek(source) === '-' && ![']', undefined].includes(source.characters[source.next + 1]);
	if (!isRange) return acceptsOf(from, source);
	source.next++;
	const to = readMember(source);
	if (typeof from !== 'string' || typeof to !== 'string' || from > to) {
		throw wrongPattern('a range in brackets needs a lower and a higher character');
	}
	return between(from, to, source.ignoreCase);
}

function readMember(source: Source): Member {
	const character = source.characters[source.next++];
	if (character === undefined) throw wrongPattern('a [ has no ]');
	return character === '\\' ? readEscaped(source) : character;
}
