import type { IDataObject } from 'n8n-workflow';

import { identitiesOf } from '../../../nodes/WawpTrigger/identity';
import type { WawpEvent } from '../../../nodes/WawpTrigger/output';
import { openDatabase } from './database';
import { execute, type Setting } from './n8n';
import { read } from './read';
import { sample } from './samples';

const database = openDatabase();

let setting: Setting;
let logs: string[];

beforeEach(() => {
	setting = { parameters: { events: ['*'], simplify: false } };
	logs = [];
	database.before = () => undefined;
	database.lists.clear();
});

/** An item as `webhook()` gives it. */
const item = (id: string, name = 'message.ack') => read({ ...sample(name), id }) as unknown as IDataObject;
const run = async (...items: IDataObject[]) => await execute(setting, items, logs);

/** How many of these executions, all begun at the same time, go on. */
async function together(count: number, id: (index: number) => string): Promise<number> {
	const runs = Array.from({ length: count }, async (_, index) => await run(item(id(index))));
	return (await Promise.all(runs)).flat().length;
}

describe('an execution', () => {
	it('begins with what the database does not know, untouched, and with nothing the next time', async () => {
		const event = item('evt_1');
		expect(await run(event)).toEqual([event]);
		expect(await run(event)).toEqual([]);
		expect(await run(item('evt_2'), event, item('evt_3'))).toEqual([item('evt_2'), item('evt_3')]);
		expect(logs).toEqual([]);
	});

	it('knows a message under its other event too', async () => {
		expect(await run(item('evt_1', 'message'))).toHaveLength(1);
		const { payload, ...envelope } = sample('message');
		const other = read({ ...envelope, id: 'evt_2', event: 'message.any', payload });
		expect(await run(other as unknown as IDataObject)).toEqual([]);
	});

	it('is not mixed up with those that begin at the same time', async () => {
		expect(await together(50, () => 'evt_same')).toBe(1);
		expect(await together(50, (index) => `evt_${index}`)).toBe(50);
		expect(await together(50, (index) => `evt_${index}`)).toBe(0);
		expect([...database.lists.values()].map(({ length }) => length)).toEqual([51]);
	});

	it('asks for its own node only', async () => {
		expect(await run(item('evt_1'))).toHaveLength(1);
		setting = { ...setting };
		expect(await run(item('evt_1'))).toHaveLength(1);
	});

	it('passes what has neither an ID nor a time, every time', async () => {
		const bare = read({ event: 'presence.update', payload: {} }) as unknown as IDataObject;
		expect([await run(bare), await run(bare)]).toEqual([[bare], [bare]]);
	});
});

describe('the list', () => {
	const lengths = () => [...database.lists.values()].map(({ length }) => length);

	it('is as long as it is set, 2,000 by default', async () => {
		for (let index = 0; index < 2010; index += 1) await run(item(`evt_${index}`));
		expect(lengths()).toEqual([2000]);
		expect([await run(item('evt_2009')), await run(item('evt_3'))]).toMatchObject([
			[],
			[{ eventId: 'evt_3' }],
		]);

		setting = { parameters: { events: ['*'], options: { rememberedEvents: 5 } } };
		for (let index = 0; index < 10; index += 1) await run(item(`evt_${index}`));
		expect(lengths()).toEqual([2000, 5]);
	}, 240_000);

	it.each([
		['Once is off', { options: { once: false } }, 'webhook'],
		['nothing is to be remembered', { options: { rememberedEvents: 0 } }, 'webhook'],
		['somebody tests in the editor', {}, 'manual'],
		['somebody runs a failed execution again', {}, 'retry'],
	] as const)('is left alone where %s', async (_title, parameters, mode) => {
		setting = { parameters: { events: ['*'], ...parameters }, mode };
		expect([...(await run(item('evt_1'))), ...(await run(item('evt_1')))]).toHaveLength(2);
		expect(database.lists.size).toBe(0);
	});
});

describe('what another process overwrote, since the list has no lock', () => {
	const known = (id: string) => identitiesOf(item(id) as unknown as WawpEvent);
	/** Another process writes what it had read before this one wrote. */
	const overwrite = () => {
		for (const key of database.lists.keys()) database.lists.set(key, ['of another event']);
	};

	it('is known here all the same', async () => {
		await run(item('evt_1'));
		overwrite();
		expect(await run(item('evt_1'))).toEqual([]);
	});

	it('stands there again with the next event, for the others', async () => {
		await run(item('evt_1'));
		await run(item('evt_2'));
		overwrite();
		await run(item('evt_3'));
		const [list] = database.lists.values();
		expect(list).toEqual(['of another event', ...['evt_1', 'evt_2', 'evt_3'].flatMap(known)]);
	});

	it('never takes the place of what the others wrote in a short list', async () => {
		setting = { parameters: { events: ['*'], options: { rememberedEvents: 4 } } };
		for (const id of ['evt_1', 'evt_2', 'evt_3']) await run(item(id));
		overwrite();
		await run(item('evt_4'));
		const [list] = database.lists.values();
		expect(list).toEqual(['of another event', ...['evt_2', 'evt_3', 'evt_4'].flatMap(known)]);
	});
});

describe('no event is lost', () => {
	/** As soon as this process wants to begin a list, another one has begun it. */
	const begunElsewhere = (...identities: string[]) => {
		database.before = (access, key) => {
			if (access === 'insert') database.lists.set(key, identities);
		};
	};

	it('where another process begins the list at the same time: it asks again', async () => {
		begunElsewhere('another event');
		expect(await run(item('evt_1'))).toHaveLength(1);
		expect([...database.lists.values()].map(({ length }) => length)).toEqual([2]);
		expect(logs).toEqual([]);
	});

	it('and a repeat is found in the list that the other one began', async () => {
		begunElsewhere(...identitiesOf(item('evt_1') as unknown as WawpEvent));
		expect(await run(item('evt_1'))).toEqual([]);
	});

	it('where that never ends', async () => {
		database.before = (access) => {
			if (access === 'insert') throw new Error('duplicate key value violates unique constraint "PK_1"');
		};
		expect(await run(item('evt_1'))).toHaveLength(1);
		expect(logs).toHaveLength(1);
	});

	it.each(['read', 'update'] as const)(
		'where the database fails at its %s: it passes, and the log says so',
		async (bad) => {
			await run(item('evt_0'));
			let tries = 0;
			database.before = (access) => {
				if (access !== bad) return;
				tries += 1;
				throw new Error('SQLITE_BUSY: database is locked, secret-of-the-database');
			};
			expect(await run(item('evt_1'))).toHaveLength(1);
			expect(tries).toBe(1);
			expect(logs).toEqual([expect.stringContaining('could not ask the database')]);
			expect(logs.join()).not.toContain('secret-of-the-database');
			expect(await together(5, (index) => `evt_${index + 10}`)).toBe(5);
		},
	);

	describe('where the database hangs', () => {
		const answering: { free: () => void } = { free: () => undefined };
		const hang = () => {
			database.until = new Promise((resolve) => (answering.free = resolve));
		};
		beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
		afterEach(() => {
			answering.free();
			database.until = undefined;
			jest.useRealTimers();
		});
		const after = async <T>(seconds: number, result: Promise<T>) => {
			await jest.advanceTimersByTimeAsync(seconds * 1000);
			return await Promise.race([result, new Promise((resolve) => setImmediate(() => resolve('waits')))]);
		};

		it('it passes after ten seconds, those behind it at once, and the log says so', async () => {
			hang();
			const all = together(20, (index) => `evt_${index}`);
			expect(await after(9, all)).toBe('waits');
			expect(await after(2, all)).toBe(20);
			expect(logs).toHaveLength(20);
			expect(await after(0.1, run(item('evt_3')))).toEqual([]);
		});

		it('and once it is back, it is asked again', async () => {
			hang();
			expect(await after(11, run(item('evt_1')))).toHaveLength(1);
			answering.free();
			database.until = undefined;
			await jest.advanceTimersByTimeAsync(61_000);
			expect(await after(1, run(item('evt_1')))).toEqual([]);
			expect(await after(1, run(item('evt_2')))).toHaveLength(1);
			expect(logs).toHaveLength(1);
		});
	});
});
