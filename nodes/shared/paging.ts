import { asObject, asText } from './json';
import type { Values } from './field';
import type { Answer, ListRule } from './operation';

/** Asked for at once: the documented default of every paged list, so that every server gives it. */
const PAGE_SIZE = 50;

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
	for (let cursor = '', offset = 0; ;) {
		const missing = (wanted ?? Infinity) - elements.length;
		const limit = rule.sparse === true ? PAGE_SIZE : Math.min(PAGE_SIZE, missing);
		const answer = await fetch(pageParameters(rule, limit, offset, cursor));
		offset += limit;
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

function isLast({ pages, sparse }: ListRule, received: number, asked: number, cursor: string): boolean {
	if (pages === 'whole') return true;
	if (pages === 'cursor') return cursor === '';
	return sparse === true ? received === 0 : received < asked;
}

function nextCursor(body: unknown): string {
	const { hasNextPage, endCursor } = asObject(asObject(body).page);
	return hasNextPage === true ? asText(endCursor) : '';
}
