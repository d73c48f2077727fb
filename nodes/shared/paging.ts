import { asObject, asText } from './json';
import type { Answer, ListRule, Values } from './operation';

/** Asked for at once; lists that are not cut into pages ignore it. */
const PAGE_SIZE = 100;

/** A server that gives fewer than this has no more: 50 is the documented default of every paged list. */
const SMALLEST_FULL_PAGE = 50;

/**
 * Reads a list until there are enough elements or no more.
 *
 * @param wanted how many elements; undefined for all
 * @param fetch one call with the API's parameters for the page
 * @returns the last answer, with the elements of all pages as its body
 */
export async function readList(
	rule: ListRule,
	wanted: number | undefined,
	fetch: (page: Values) => Promise<Answer>,
): Promise<Answer> {
	const elements: unknown[] = [];
	let previous = '';
	for (let cursor = ''; ;) {
		const limit = Math.min(PAGE_SIZE, (wanted ?? Infinity) - elements.length);
		const answer = await fetch(pageParameters(rule, limit, elements.length, cursor));
		const page = pageElements(rule, answer.body);
		const text = JSON.stringify(page);
		const repeated = text === previous;
		if (!repeated) elements.push(...page);
		previous = text;
		cursor = rule.pages === 'cursor' ? nextCursor(answer.body) : '';
		const enough = wanted !== undefined && elements.length >= wanted;
		if (repeated || enough || isLast(rule, page.length, limit, cursor)) {
			return { ...answer, body: elements.slice(0, wanted) };
		}
	}
}

function pageParameters({ pages }: ListRule, limit: number, offset: number, cursor: string): Values {
	if (pages === 'whole') return {};
	if (pages === 'offset') return { limit, offset };
	return { limit, ...(cursor !== '' && { startCursor: cursor }) };
}

function pageElements({ at }: ListRule, body: unknown): unknown[] {
	const list = at === undefined ? body : asObject(body)[at];
	return Array.isArray(list) ? list : Object.values(asObject(list));
}

function isLast({ pages }: ListRule, received: number, asked: number, cursor: string): boolean {
	if (pages === 'whole') return true;
	if (pages === 'cursor') return cursor === '';
	return received < Math.min(asked, SMALLEST_FULL_PAGE);
}

function nextCursor(body: unknown): string {
	const { hasNextPage, endCursor } = asObject(asObject(body).page);
	return hasNextPage === true ? asText(endCursor) : '';
}
