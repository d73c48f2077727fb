import { wrongPattern, type Accepts } from './patternCharacters';
import type { Edge, Node } from './patternSyntax';

/** Steps of a program; more come only of large counts, such as (\w{99}){99}. */
const MOST_STEPS = 250;

/** One step: a character to read, a place to check, or other steps to go on with. The last one is the end. */
export interface Step {
	accepts?: Accepts;
	at?: Edge;
	ways?: number[];
}

/**
 * The steps of a regular expression (Thompson's construction).
 *
 * @throws Problem for one whose repetitions count too far
 */
export function toProgram(node: Node): Step[] {
	const program: Step[] = [];
	add(program, node);
	program.push({});
	return program;
}

function push(program: Step[], step: Step): number {
	if (program.length >= MOST_STEPS) throw wrongPattern('its repetitions count too far');
	return program.push(step) - 1;
}

/** Appends the steps of a node; what comes after it goes on behind the last one. */
function add(program: Step[], node: Node): void {
	switch (node.kind) {
		case 'character':
			push(program, { accepts: node.accepts });
			break;
		case 'edge':
			push(program, { at: node.at });
			break;
		case 'sequence':
			node.parts.forEach((part) => add(program, part));
			break;
		case 'choice':
			addChoice(program, node.branches);
			break;
		case 'repeat':
			addRepeat(program, node);
	}
}

function addChoice(program: Step[], branches: Node[]): void {
	const ways: number[] = [];
	const exit: number[] = [];
	if (branches.length > 1) push(program, { ways });
	branches.forEach((branch, index) => {
		ways.push(program.length);
		add(program, branch);
		if (index < branches.length - 1) push(program, { ways: exit });
	});
	exit.push(program.length);
}

function addRepeat(program: Step[], { part, least, most }: Node & { kind: 'repeat' }): void {
	for (let count = 0; count < least; count++) add(program, part);
	if (most === Infinity) {
		const ways: number[] = [];
		const fork = push(program, { ways });
		ways.push(program.length);
		add(program, part);
		push(program, { ways: [fork] });
		ways.push(program.length);
		return;
	}
	const forks: number[][] = [];
	for (let count = least; count < most; count++) {
		const ways = [program.length + 1];
		push(program, { ways });
		forks.push(ways);
		add(program, part);
	}
	forks.forEach((ways) => ways.push(program.length));
}
