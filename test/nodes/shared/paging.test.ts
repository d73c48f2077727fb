import type { Values } from '../../../nodes/shared/field';
import type { Answer, ListRule } from '../../../nodes/shared/operation';
import { readList } from '../../../nodes/shared/paging';

/** A server with `count` elements that gives at most `most` per page. */
function server(count: number, most: number) {
	const asked: Values[] = [];
	const fetch = async (page: Values): Promise<Answer> => {
		asked.push(page);
		const from = Number(page.offset ?? page.startCursor ?? 0);
		const to = Math.min(from + Math.min(Number(page.limit ?? count), most), count);
		const elements = Array.from({ length: to - from }, (_, index) => ({ id: from + index }));
		const body = { page: { hasNextPage: to < count, endCursor: String(to) }, found: elements };
		return await Promise.resolve({
			status: 200,
			body: 'startCursor' in page || !('offset' in page) ? body : elements,
			receivedAt: 0,
		});
	};
	return { asked, fetch };
}

const read = async (rule: ListRule, wanted: number | undefined, { fetch }: ReturnType<typeof server>) =>
	((await readList(rule, wanted, fetch)).body as Array<{ id: number }>).map(({ id }) => id);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const OFFSET: ListRule = { pages: 'offset' };
const WHOLE: ListRule = { pages: 'whole', at: 'found' };
const SPARSE: ListRule = { pages: 'offset', sparse: true };
const CURSOR: ListRule = { pages: 'cursor', at: 'found' };

test.each([
	[OFFSET, 250, 100],
	[OFFSET, 250, 50],
	[SPARSE, 250, 100],
	[OFFSET, 0, 100],
	[OFFSET, 100, 100],
	[CURSOR, 250, 100],
	[CURSOR, 3, 1],
	[WHOLE, 250, 1000],
])('reads all of a list: %j with %i elements, %i per page', async (rule, count, most) => {
	expect(await read(rule, undefined, server(count, most))).toEqual(numbers(count));
});

test.each([OFFSET, CURSOR])('stops at the limit and asks for no more: %j', async (rule) => {
	const source = server(500, 100);
	expect(await read(rule, 120, source)).toEqual(numbers(120));
	expect(source.asked.map(({ limit }) => limit)).toEqual([50, 50, 20]);
});

test('a short page ends the list without another call', async () => {
	const source = server(3, 100);
	expect(await read(OFFSET, 50, source)).toEqual(numbers(3));
	expect(source.asked).toEqual([{ limit: 50, offset: 0 }]);
});

test('a server that ignores the offset does not go on forever, nor double the list', async () => {
	const body = numbers(50).map((id) => ({ id }));
	let calls = 0;
	const fetch = async () => {
		calls++;
		return await Promise.resolve({ status: 200, body, receivedAt: 0 });
	};
	const answer = await readList(OFFSET, undefined, fetch);
	expect(answer.body).toEqual(body);
	expect(calls).toBe(2);
});

test('a list that comes as an object of its elements is a list', async () => {
	const body = { a: { id: 0 }, b: { id: 1 } };
	const answer = await readList(
		{ pages: 'whole' },
		undefined,
		async () => await Promise.resolve({ status: 200, body, receivedAt: 0 }),
	);
	expect(answer.body).toEqual([{ id: 0 }, { id: 1 }]);
});

test('filters that empty a page in part do not end the list', async () => {
	const asked: Values[] = [];
	const fetch = async (page: Values): Promise<Answer> => {
		asked.push(page);
		const from = Number(page.offset);
		const elements = from >= 150 ? [] : [{ id: from }];
		return await Promise.resolve({ status: 200, body: elements, receivedAt: 0 });
	};
	const answer = await readList(SPARSE, undefined, fetch);
	expect(answer.body).toEqual([{ id: 0 }, { id: 50 }, { id: 100 }]);
	// Three empty pages, and it is the end.
	expect(asked).toHaveLength(6);
});

test('an empty page of a filtered list does not end it', async () => {
	const fetch = async (page: Values): Promise<Answer> => {
		const from = Number(page.offset);
		const body = from === 100 ? [{ id: from }] : [];
		return await Promise.resolve({ status: 200, body, receivedAt: 0 });
	};
	expect((await readList(SPARSE, undefined, fetch)).body).toEqual([{ id: 100 }]);
});

test.each([[{ message: 'hello' }], ['page'], [7], [{}], [{ data: [{ id: 1 }] }], [{ chats: [], total: {} }]])(
	'%j is no list',
	async (body) => {
		const fetch = async () => await Promise.resolve({ status: 200, body, receivedAt: 0 });
		await expect(readList({ pages: 'offset' }, undefined, fetch)).rejects.toThrow('is not the list');
	},
);

test('a server that repeats itself does not go on for ever', async () => {
	let pages = 0;
	const fetch = async () => {
		pages++;
		const body = Array.from({ length: 50 }, (_, id) => ({ id: (id + pages) % 50 }));
		return await Promise.resolve({ status: 200, body, receivedAt: 0 });
	};
	expect((await readList({ pages: 'offset' }, undefined, fetch)).body).toHaveLength(50);
	expect(pages).toBe(2);
});

test('a list that never ends is cut', async () => {
	let pages = 0;
	const fetch = async () => {
		if (++pages > 3000) throw new Error('asked for ever');
		const body = { page: { hasNextPage: true, endCursor: String(pages) }, found: [{ id: pages }] };
		return await Promise.resolve({ status: 200, body, receivedAt: 0 });
	};
	expect((await readList(CURSOR, undefined, fetch)).body).toHaveLength(2000);
});
