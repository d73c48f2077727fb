import { request } from 'undici';

import { itemsOf, jsonOf } from '../n8n/executions';
import { DataTable } from '../n8n/tables';
import { deactivateWorkflow } from '../n8n/workflows';
import type { Workflow } from '../n8n/workflows';
import { ended, filledIn, publish, runExample, sent } from './examples';
import { processed } from './ledger';
import { MONA, SHOP_GROUP, until, written } from './wait';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const OMAR = '447700900101@c.us';
const OWN = '447441429009@c.us';
const GUEST = '447700902001@c.us';
const HELPED = '447700902002@c.us';

let scene: Scene;
beforeAll(async () => void (scene = await openScene('Examples of chats')));

/** Somebody writes; the event is delivered when it resolves. */
async function write(chatId: string, text: string, by = chatId): Promise<void> {
	await scene.sandbox.write(SHOP, { chatId, text, by });
}

/** Takes an example out of service, since the next one listens to the same number. */
async function over({ id }: Workflow): Promise<void> {
	await deactivateWorkflow(scene.n8n, id);
}

describe('auto-reply.json', () => {
	const text = 'We are back at nine.';
	const workflow = filledIn('auto-reply.json', {
		'Wait for the end of the burst': { waitSeconds: 1 },
		Answer: { text },
	});
	beforeAll(async () => await publish(scene, workflow));
	afterAll(async () => await over(workflow));

	it('answers a burst once, and not again that day, whoever answers the answer', async () => {
		const first = await sent(scene, async () => {
			await write(GUEST, 'Hello?');
			await write(GUEST, 'Are you open?');
			await ended(scene, workflow, 2);
		});
		expect(first).toEqual([[GUEST, text]]);
		const later = await sent(scene, async () => {
			await write(GUEST, 'Thank you for your message. We answer soon.');
			await ended(scene, workflow, 3);
		});
		expect(later).toEqual([]);
	});

	it('is silent where a person answers, in groups, and about own messages', async () => {
		await write(HELPED, 'This is Anna, how can I help?', OWN);
		const texts = await sent(scene, async () => {
			await write(HELPED, 'Do you have rye bread?');
			await ended(scene, workflow, 4);
			await write(SHOP_GROUP, 'Good morning', MONA);
			await scene.sandbox.emit(SHOP, 'message', { ...written('An own one'), fromMe: true });
			expect(await ended(scene, workflow, 4)).toHaveLength(4);
		});
		expect(texts).toEqual([]);
	});
});

test('auto-reply.json cannot be published without an answer', async () => {
	await expect(publish(scene, filledIn('auto-reply.json'))).rejects.toThrow(/"Answer"[^"]*parameters: text/);
});

describe('lead-capture.json', () => {
	const text = 'Two for one on Friday';
	const workflow = filledIn('lead-capture.json', {
		'Send the offer': { text, options: { pauseMin: 0, pauseMax: 0 } },
	});
	beforeAll(async () => await publish(scene, workflow));
	afterAll(async () => await over(workflow));

	it('keeps who wrote and who wrote STOP', async () => {
		const entries = await processed(scene, async () => {
			await write(MONA, 'What is the walnut bread?');
			await write(GUEST, 'Prices please');
			await ended(scene, workflow, 2);
			await write(GUEST, 'Stop!');
			await ended(scene, workflow, 3);
		});
		expect(
			entries.filter(({ route }) => route === 'PUT /reaction').map(({ parameters }) => parameters),
		).toEqual([expect.objectContaining({ reaction: '✅' })]);
		const leads = await (await DataTable.open(scene.n8n, 'Leads')).rows();
		expect(leads.map(({ chatId, lastMessage }) => [chatId, lastMessage]).sort()).toEqual([
			[MONA, 'What is the walnut bread?'],
			[GUEST, 'Prices please'],
		]);
		const optedOut = await (await DataTable.open(scene.n8n, 'Opted out')).rows();
		expect(optedOut.map(({ chatId, phone }) => [chatId, phone])).toEqual([[GUEST, '447700902001']]);
	});

	it('sends the offer to the others', async () => {
		let items: unknown[] = [];
		const texts = await sent(scene, async () => {
			const execution = await runExample(scene, workflow, 'Send an offer');
			expect(execution.status).toBe('success');
			items = jsonOf(execution, 'Send the offer');
		});
		expect(texts).toEqual([[MONA, text]]);
		expect(items).toContainEqual({ chatId: GUEST, skipped: 'doNotSend' });
	});
});

describe('group-moderation.json', () => {
	const why = 'No links in here, please.';
	const entries = {
		'A link in a group': { filters: { chatsAllowed: SHOP_GROUP } },
		'Say why': { text: why },
	};
	const workflow = filledIn('group-moderation.json', entries);
	afterAll(async () => await over(workflow));

	it('cannot be published without a group', async () => {
		const empty = filledIn('group-moderation.json', { 'Say why': { text: why } });
		await expect(publish(scene, empty)).rejects.toThrow(/Chats Allowed/);
	});

	it('deletes links, warns twice, and removes with the third', async () => {
		await publish(scene, workflow);
		const done = await processed(scene, async () => {
			await write(SHOP_GROUP, 'Our new prices: https://shop.example', OMAR);
			await write(SHOP_GROUP, 'Good morning', MONA);
			for (const times of [2, 3, 4]) {
				await write(SHOP_GROUP, `Cheap, see https://spam.example/${times}`, MONA);
				await ended(scene, workflow, times);
			}
		});
		const routes = done.map(({ route }) => route).filter((route) => !route.startsWith('GET'));
		const [deletes, says] = ['DELETE /chats/{chatId}/messages/{messageId}', 'POST /send'];
		expect(routes).toEqual([deletes, says, deletes, says, deletes, 'POST /groups/{id}/participants/remove']);
		expect(await members()).toEqual([OWN, OMAR, '998877665544@lid']);
	});

	async function members(): Promise<string[]> {
		const query = { access_token: scene.secrets.accessToken, instance_id: SHOP };
		const url = `${scene.sandbox.baseUrl}/groups/${encodeURIComponent(SHOP_GROUP)}/participants`;
		const { body } = await request(url, { query });
		return ((await body.json()) as { id: string }[]).map(({ id }) => id);
	}
});

describe('missed-messages.json', () => {
	const workflow = filledIn('missed-messages.json', {
		'Every quarter of an hour': { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
	});
	afterAll(async () => await over(workflow));

	it('handles what came live and what came during an outage, each once', async () => {
		const manual = await runExample(scene, filledIn('missed-messages.json'), 'Every quarter of an hour');
		expect(manual.status).toBe('success');
		const table = await DataTable.open(scene.n8n, 'Handled messages');
		const earlier = (await table.rows()).length;
		await publish(scene, filledIn('missed-messages.json'));
		await write(MONA, 'Live one');
		await write(SHOP_GROUP, 'Live two', OMAR);
		await until(async () => (await table.rows()).length === earlier + 2);
		await over(workflow);
		for (const text of ['Missed one', 'Missed two']) await write(MONA, text);
		await write(SHOP_GROUP, 'Missed three', OMAR);
		await publish(scene, workflow);
		await until(async () => (await table.rows()).length === earlier + 5);
		await write(MONA, 'Live three');
		await until(async () => (await scene.executions.ids(workflow.id)).length >= 8);
		await over(workflow);
		const rows = await table.rows();
		expect(
			rows
				.slice(earlier)
				.map(({ text }) => text)
				.sort(),
		).toEqual(['Live one', 'Live three', 'Live two', 'Missed one', 'Missed three', 'Missed two']);
		expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(rows.length);
		await hasWholeMessages();
	});

	/** What goes on has the fields of the trigger, whichever way it came. */
	async function hasWholeMessages(): Promise<void> {
		const executions = await scene.executions.all(workflow.id);
		const items = executions.flatMap((execution) => itemsOf(execution, 'Your own nodes'));
		const message = { event: 'message', chatId: MONA, fromMe: false };
		for (const text of ['Live one', 'Missed two']) {
			expect(items.map(({ json }) => json)).toContainEqual(expect.objectContaining({ ...message, text }));
		}
	}
});
