import { jsonOf } from '../n8n/executions';
import { DataTable } from '../n8n/tables';
import { begin, fields, filledIn, person, runExample } from './examples';
import { linkIn, MONA, press, until } from './wait';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

/** So long that n8n keeps the waiting execution in its database alone. */
const HOURS = 66 / 3600;
const PATIENCE_MS = 150_000;

let scene: Scene;
/** Begins first, since it takes longest. */
let takenBack: string;

beforeAll(async () => {
	scene = await openScene('Examples of statuses');
	const workflow = filledIn('delete-after-hours.json', {
		'Text and hours': fields({ text: 'Fresh bread until noon', hours: HOURS }),
	});
	takenBack = await begin(scene, workflow, 'Start');
	await until(() => scene.sandbox.statuses(SHOP).length === 1);
});
afterEach(() => scene.sandbox.clearFaults());

/** The statuses that were posted while something went on. */
async function posted(work: () => Promise<unknown>): Promise<Array<{ type: string; text?: string }>> {
	const before = scene.sandbox.statuses(SHOP).length;
	await work();
	return scene.sandbox.statuses(SHOP).slice(before);
}

function refuse(text: string): void {
	const body = { code: 'refused', message: text };
	scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'status', status: 400, body });
}

describe('daily-status.json', () => {
	const workflow = filledIn('daily-status.json');
	const run = () => runExample(scene, workflow, 'Every day at nine');

	it('makes its table first, and posts nothing', async () => {
		const statuses = await posted(async () => expect((await run()).status).toBe('success'));
		expect(statuses).toEqual([]);
	});

	it('posts the rows of today once, and notes how that ended', async () => {
		const table = await DataTable.open(scene.n8n, 'Status calendar');
		const today = new Date().toISOString().slice(0, 10);
		const image = `${scene.sandbox.url}/sandbox/media/photo.jpg`;
		await table.add(
			{ day: '2020-01-01', text: 'Of another day' },
			{ day: today, text: 'Open until ten' },
			{ day: today, text: 'Our new oven', image },
		);
		const statuses = await posted(async () => {
			expect((await run()).status).toBe('success');
			expect((await run()).status).toBe('success');
		});
		expect(statuses).toHaveLength(2);
		expect(statuses).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ type: 'text', text: 'Open until ten' }),
				expect.objectContaining({ type: 'image', caption: 'Our new oven' }),
			]),
		);
		const rows = await table.rows();
		expect(rows.map(({ state }) => state)).toEqual([null, 'sent', 'sent']);
		expect(
			rows
				.slice(1)
				.map(({ statusId }) => statusId)
				.sort(),
		).toEqual(
			scene.sandbox
				.statuses(SHOP)
				.slice(-2)
				.map(({ id }) => id)
				.sort(),
		);
	});

	it('notes what went wrong, and fails', async () => {
		const table = await DataTable.open(scene.n8n, 'Status calendar');
		await table.add({ day: new Date().toISOString().slice(0, 10), text: 'Never seen' });
		refuse('Not today');
		const statuses = await posted(async () => expect((await run()).status).toBe('error'));
		expect(statuses).toEqual([]);
		const row = (await table.rows()).at(-1);
		expect(row).toMatchObject({ state: 'refused', problem: expect.stringContaining('Not today') as string });
	});
});

describe('scheduled-posts.json', () => {
	const workflow = filledIn('scheduled-posts.json', { Pause: { amount: 0.1, unit: 'seconds' } });
	const run = () => runExample(scene, workflow, 'Every Monday at ten');
	const texts = async (status: string) => {
		const statuses = await posted(async () => expect((await run()).status).toBe(status));
		return statuses.map(({ text }) => text);
	};

	it('posts in order, leaves the rest where one fails, and goes on there', async () => {
		expect(await texts('success')).toEqual([]);
		const table = await DataTable.open(scene.n8n, 'Set of posts');
		await table.add(
			{ place: 3, text: 'Three' },
			{ place: 1, text: 'One' },
			{ place: 4, text: 'Four' },
			{ place: 2, text: 'Two' },
		);
		scene.sandbox.fail({ route: 'POST /status/text', skip: 1, times: 1, kind: 'status', status: 400 });
		expect(await texts('error')).toEqual(['One']);
		expect(await texts('success')).toEqual(['Two', 'Three', 'Four']);
		expect(await texts('success')).toEqual([]);
	});

	it('leaves alone what may be out', async () => {
		const table = await DataTable.open(scene.n8n, 'Set of posts');
		await table.add({ place: 5, text: 'Perhaps' }, { place: 6, text: 'Six' });
		scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'resetAfter' });
		expect(await texts('error')).toEqual(['Perhaps']);
		expect(await texts('success')).toEqual(['Six']);
		expect((await table.rows()).map(({ state }) => state)).toEqual([
			...Array.from({ length: 4 }, () => 'sent'),
			'unknown',
			'sent',
		]);
	});
});

describe('approval-before-posting.json', () => {
	const draft = 'Closed on Friday';
	const workflow = filledIn('approval-before-posting.json', {
		'The draft': fields({ text: draft }),
		'Ask for approval': { chatId: person(MONA) },
	});

	/** Asks, and gives the link that Mona got. */
	async function asked(): Promise<{ id: string; link: string }> {
		const id = await begin(scene, workflow, 'Start');
		await scene.executions.reached(id, ['waiting', 'error']);
		const [question] = scene.sandbox.requests.filter(({ path }) => path === '/send').slice(-1);
		const text = String(question?.query['message']);
		expect(text).toContain(draft);
		return { id, link: linkIn({ id, text, messageId: '', webhook: undefined }) };
	}

	it.each([
		['true', [draft], 'Post the draft'],
		['false', [], 'Not posted'],
	])('goes on by the answer: approved %s', async (approved, expected, last) => {
		const statuses = await posted(async () => {
			const before = scene.sandbox.statuses(SHOP).length;
			const { id, link } = await asked();
			expect(scene.sandbox.statuses(SHOP)).toHaveLength(before);
			await press(link, { approved });
			const execution = await scene.executions.ended(id);
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, last)).toHaveLength(1);
		});
		expect(statuses.map(({ text }) => text)).toEqual(expected);
	});

	it('asks nobody about an empty draft', async () => {
		const start = scene.sandbox.ledger.length;
		const empty = filledIn('approval-before-posting.json', { 'Ask for approval': { chatId: person(MONA) } });
		expect((await runExample(scene, empty, 'Start')).status).toBe('success');
		expect(scene.sandbox.ledger).toHaveLength(start);
	});
});

describe('delete-after-hours.json', () => {
	it(
		'takes the status back when its hours are over',
		async () => {
			const execution = await scene.executions.ended(takenBack, PATIENCE_MS);
			expect(execution.status).toBe('success');
			const status = scene.sandbox.statuses(SHOP).find(({ text }) => text === 'Fresh bread until noon');
			const lasted = Number(status?.deletedAt) - Number(status?.postedAt);
			expect(lasted).toBeGreaterThanOrEqual(HOURS * 3_600_000);
			expect(lasted).toBeLessThan(HOURS * 3_600_000 + 30_000);
		},
		PATIENCE_MS,
	);

	it('posts nothing while there is no text', async () => {
		const statuses = await posted(async () => {
			const execution = await runExample(scene, filledIn('delete-after-hours.json'), 'Start');
			expect(execution.status).toBe('error');
		});
		expect(statuses).toEqual([]);
	});
});
