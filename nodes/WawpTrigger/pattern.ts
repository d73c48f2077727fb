import { isWordCharacter, wrongPattern, type Accepts } from './patternCharacters';
import { toProgram, type Step } from './patternProgram';
import { parsePattern, type Edge } from './patternSyntax';

/** Longer expressions are refused, and of longer texts only the beginning is looked at: together they bound the time. */
const LONGEST_PATTERN = 200;
const LONGEST_TEXT = 2048;

/**
 * A regular expression as a test of texts, in JavaScript's syntax without look-around and references. All ways through
 * the expression are gone side by side, one character after the other, so that a test takes at most steps × characters,
 * whatever the expression and the text: no text from outside can make it hang.
 *
 * @param pattern the expression, which ignores case; or /expression/ or /expression/i, which says so itself
 * @returns whether a text matches anywhere; of a long one only the first 2,048 characters are looked at
 * @throws Problem that says what is wrong with the expression
 */
export function compilePattern(pattern: string): (text: string) => boolean {
	if (pattern.length > LONGEST_PATTERN) throw wrongPattern(`it is longer than ${LONGEST_PATTERN} characters`);
	const [, inner = pattern, flags = 'i'] = /^\/(.+)\/([a-z]*)$/s.exec(pattern) ?? [];
	if (!/^[giu]*$/.test(flags)) throw wrongPattern(`of the flags ${flags} only i is available here`);
	const program = toProgram(parsePattern(inner, flags.includes('i')));
	return (text) => matches(program, Array.from(text.slice(0, LONGEST_TEXT)));
}

/** A text on its way through a program. */
interface Walk {
	program: Step[];
	characters: string[];
	/** For each step, the last place where it was reached. */
	reachedAt: Int32Array;
	/** The steps that wait to be looked at, and how many they are. */
	open: Int32Array;
	count: number;
}

function matches(program: Step[], characters: string[]): boolean {
	const size = program.length;
	const reachedAt = new Int32Array(size).fill(-1);
	const walk = { program, characters, reachedAt, open: new Int32Array(size), count: 0 };
	const fits = memory();
	let reading: number[] = [];
	for (let place = 0; place <= characters.length; place++) {
		const character = characters[place - 1] ?? '';
		const fitting = fits(character);
		for (const index of reading) if (fitting(program[index]?.accepts)) reach(walk, index + 1, place);
		// A match may begin at each place.
		reach(walk, 0, place);
		const next = goOn(walk, place);
		if (next === undefined) return true;
		reading = next;
	}
	return false;
}

/** What a character fits, asked once for each: texts repeat their characters, and expressions their classes. */
function memory(): (character: string) => (accepts: Accepts | undefined) => boolean {
	const known = new Map<string, Map<Accepts, boolean>>();
	return (character) => {
		const answers = known.get(character) ?? new Map<Accepts, boolean>();
		known.set(character, answers);
		return (accepts) => {
			if (accepts === undefined) return false;
			const answer = answers.get(accepts) ?? accepts(character);
			answers.set(accepts, answer);
			return answer;
		};
	};
}

function reach(walk: Walk, index: number, place: number): void {
	if (walk.reachedAt[index] === place) return;
	walk.reachedAt[index] = place;
	walk.open[walk.count++] = index;
}

/** The steps that read the next character, of all that are reached without reading; undefined where the end is. */
function goOn(walk: Walk, place: number): number[] | undefined {
	const reading: number[] = [];
	while (walk.count > 0) {
		const index = walk.open[--walk.count] ?? 0;
		const { accepts, at, ways } = walk.program[index] ?? {};
		if (accepts) reading.push(index);
		else if (ways) for (const way of ways) reach(walk, way, place);
		else if (at === undefined) return undefined;
		else if (isAt(at, walk.characters, place)) reach(walk, index + 1, place);
	}
	return reading;
}

function isAt(edge: Edge, characters: string[], place: number): boolean {
	if (edge === 'start') return place === 0;
	if (edge === 'end') return place === characters.length;
	const sides = [characters[place - 1] ?? '', characters[place] ?? ''];
	const [before, after] = sides.map(isWordCharacter);
	return (before !== after) === (edge === 'word');
}
