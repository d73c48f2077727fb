import type { Values } from './field';
import { asObject, asText, isObject } from './json';
import type { Answer, ListRule } from './operation';
import { Problem } from './problem';

/** Asked for at once: the documented default of every paged list, so that every server gives it. */
const PAGE_SIZE = 50;

/** A list that is longer than this, or never ends, is cut here. */
const MOST_PAGES = 2000;

/** Behind so many empty pages of a filtered list nothing more is looked for. */
const MOST_EMPTY = 3;

/** How far a list was read. */
interface Progress {
	elements: unknown[];
	/** What came already, so that a server that repeats itself does not go on for ever. */
	seen: Set<string>;
	offset: number;
	cursor: string;
	emptyPages: number;
}

/**
 * Reads a list until there are enough elements or no more.
 *
 * @param wanted how many elements; undefined for all
 * @param fetch one call with the API's parameters for the page
 * @returns the last answer, with the elements of all pages as its body
 * @throws Problem where an answer is no list
 */
export async function readList(
	rule: ListRule,
	wanted: number | undefined,
	fetch: (page: Values) => Promise<Answer>,
): Promise<Answer> {
	const progress: Progress = { elements: [], seen: new Set(), offset: 0, cursor: '', emptyPages: 0 };
	for (let pages = 1; ; pages++) {
		const missing = (wanted ?? Infinity) - progress.elements.length;
		const limit = rule.sparse === true ? PAGE_SIZE : Math.min(PAGE_SIZE, missing);
		const answer = await fetch(pageParameters(rule, limit, progress));
		const isEnd = take(rule, progress, answer.body, limit);
		const enough = wanted !== undefined && progress.elements.length >= wanted;
		if (isEnd || enough || pages >= MOST_PAGES) {
			return { ...answer, body: progress.elements.slice(0, wanted) };
		}
	}
}

/** Adds the elements of a page; whether it was the last one. */
function take(rule: ListRule, progress: Progress, body: unknown, limit: number): boolean {
	const page = elementsOf(body, rule.at);
	const fresh = page.filter((element) => isNew(element, progress.seen));
	const repeated = page.length > 0 && fresh.length === 0;
	progress.elements.push(...(rule.pages === 'whole' ? page : fresh));
	progress.offset += limit;
	progress.cursor = rule.pages === 'cursor' ? nextCursor(body) : '';
	progress.emptyPages = page.length === 0 ? progress.emptyPages + 1 : 0;
	return repeated || isLast(rule, progress, page.length, limit);
}

function isNew(element: unknown, seen: Set<string>): boolean {
	const text = JSON.stringify(element);
	if (seen.has(text)) return false;
	seen.add(text);
	return true;
}

function pageParameters({ pages }: ListRule, limit: number, { offset, cursor }: Progress): Values {
	if (pages === 'whole') return {};
	if (pages === 'offset') return { limit, offset };
	return { limit, ...(cursor !== '' && { startCursor: cursor }) };
}

/**
 * The elements of a list: an array, or an object whose fields are all objects, as PHP writes lists with holes.
 *
 * @param at where the list stands in the answer; undefined where the answer is the list itself
 * @throws Problem for an answer that is no list
 */
export function elementsOf(body: unknown, at: string | undefined): unknown[] {
	const list = at === undefined ? body : asObject(body)[at];
	if (Array.isArray(list)) return list;
	const values = Object.values(asObject(list));
	if (values.length > 0 && values.every(isObject)) return values;
	throw new Problem('The answer is not the list that was asked for', {
		code: 'no_list',
		httpStatus: null,
		hint: 'Running it again is safe. Compare the Base URL in the credential with the address of the API.',
		outcome: 'notSent',
		answer: body,
	});
}

function isLast(
	{ pages, sparse }: ListRule,
	{ cursor, emptyPages }: Progress,
	received: number,
	asked: number,
): boolean {
	if (pages === 'whole') return true;
	if (pages === 'cursor') return cursor === '';
	return sparse === true ? emptyPages >= MOST_EMPTY : received < asked;
}

function nextCursor(body: unknown): string {
	const { hasNextPage, endCursor } = asObject(asObject(body).page);
	return hasNextPage === true ? asText(endCursor) : '';
}
