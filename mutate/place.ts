import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Failure } from '../e2e/n8n/failure';

/** One promise of the product: how the code that keeps it is broken, and the tests that have to notice. */
export interface Place {
	/** A few words, unique. */
	name: string;
	/** What the product does then, as a sentence. */
	breaks: string;
	/** The file of the product, from the root. */
	file: string;
	/** The text that stands in the file exactly once. */
	from: string;
	/** What stands there instead. */
	to: string;
	/** The test file, from the root. */
	test: string;
	/** Part of the names of the tests that have to notice. */
	title: string;
}

/** Places of one kind. */
export interface Wall {
	title: string;
	places: Place[];
}

/**
 * The file of a place as it is when it is broken.
 *
 * @param root of the tree that the file stands in
 * @throws Failure where the source moved: its text does not stand there exactly once
 */
export function brokenText({ name, file, from, to }: Place, root: string): string {
	const text = readFileSync(path.join(root, file), 'utf8');
	const [before = '', after, ...more] = text.split(from);
	if (after === undefined || more.length > 0) {
		const times = after === undefined ? 'nowhere' : `${more.length + 1} times`;
		throw new Failure(`"${name}": its text stands ${times} in ${file}; it has to stand there once.`);
	}
	return before + to + after;
}

/** Whether a place is meant by words of the command line: by none, every place is. */
export function isMeant({ name, breaks, file }: Place, words: readonly string[]): boolean {
	const text = `${name} ${breaks} ${file}`.toLowerCase();
	return words.every((word) => text.includes(word.toLowerCase()));
}
