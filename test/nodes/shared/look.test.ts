import type { IDataObject } from 'n8n-workflow';

import { look } from '../../../nodes/shared/look';
import { Problem } from '../../../nodes/shared/problem';

const MESSAGE = { id: 'AB' };

/** Looks without waiting; what each look finds, or throws. */
async function looking(...finds: Array<IDataObject[] | Error>) {
	let looks = 0;
	const find = async () => {
		const found = finds[Math.min(looks++, finds.length - 1)] ?? [];
		return await (found instanceof Error ? Promise.reject(found) : Promise.resolve(found));
	};
	const waits: number[] = [];
	const wait = async (milliseconds: number) => {
		waits.push(milliseconds);
		await Promise.resolve();
	};
	return { result: await look(find, wait), looks, waited: waits.reduce((sum, one) => sum + one, 0) };
}

const problem = (code: string) => new Problem('No', { code, httpStatus: null, hint: '', outcome: 'notSent' });

test('one message is it, and nobody looks again', async () => {
	expect(await looking([MESSAGE])).toMatchObject({ result: MESSAGE, looks: 1 });
});

test('a message that comes late is found', async () => {
	expect(await looking([], [], [MESSAGE])).toMatchObject({ result: MESSAGE, looks: 3 });
});

test('none is a no, after less than ten seconds', async () => {
	const { result, looks, waited } = await looking([]);
	expect({ result, looks }).toEqual({ result: 'no', looks: 3 });
	expect(waited).toBeLessThan(10_000);
});

test('several cannot be told apart', async () => {
	expect((await looking([MESSAGE, { id: 'CD' }])).result).toBe('cannotTell');
});

test('a look that fails says nothing', async () => {
	expect((await looking(problem('http_500'))).result).toBe('cannotTell');
});

test.each([
	['a stop', problem('stopped')],
	['a mistake', new TypeError('a mistake')],
])('%s ends it', async (_, error) => {
	await expect(looking(error)).rejects.toBe(error);
});
