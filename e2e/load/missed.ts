/** Messages that came while n8n was down: Get Missed Messages brings each once, as the trigger would have. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { request } from 'undici';

import type { WebhookEnvelope } from '../../sandbox';
import { jsonOf } from '../n8n/executions';
import { numbersOf } from '../numbers';
import { signed } from '../suites/deliveries';
import { GOOD, node, TRIGGER, triggerOnly, WAWP, workflow } from '../suites/workflow';
import { oneProcess, SHOP } from './chat-stage';
import type { ChatStage, Restartable } from './chat-stage';
import { outcomeOf, settled } from './outcome';
import { exactly, told } from './part';
import type { Part, Report, Row } from './part';
import { counting, sendAll } from './send';

const PATIENCE_MS = 600_000;
/** Nobody listens: no delivery has to wait for n8n. */
const SOON_OVER = { attempts: 2, delayMs: 200 };
const CALL = 'Call';
const GROUP = '120363023456789012@g.us';
const MEMBER = '201001234567@c.us';
/** Only a delivery has them, or its own time. */
const OF_DELIVERY = ['eventId', 'timestamp'];

type Json = Record<string, unknown>;

export const MISSED: Part = {
	name: 'missed',
	title: 'Messages of an outage',
	about: () => {
		const { messages, chats } = numbersOf('missed');
		return `${messages} messages in ${chats} chats, a group among them, come while n8n is down. Get Missed Messages reads them afterwards; then the deliveries come after all, and what the trigger makes of them is compared, but for \`eventId\` and \`timestamp\`, which are a delivery's own.`;
	},
	run: async (report) => {
		const stage = await oneProcess('missed', report, SOON_OVER);
		const rows = await measure(stage, report);
		await stage.stop();
		return rows;
	},
};

async function measure(stage: Restartable, report: Report): Promise<Row[]> {
	const getting = getMissed();
	const listening = triggerOnly({ events: ['message'] });
	await stage.publish(getting);
	const triggerUrl = await stage.publish(listening);
	await runOnce(stage, getting);
	report('ending n8n');
	await stage.stop();
	const envelopes = await writeAll(stage);
	report('starting n8n again');
	await stage.restart();
	const missed = await runOnce(stage, getting);
	const again = await runOnce(stage, getting);
	const triggered = await deliverAfterAll(stage, { id: listening.id, triggerUrl }, envelopes, report);
	return rowsOf({ envelopes, missed, again, triggered });
}

/** A webhook of n8n → Get Missed Messages, as an active workflow runs it. */
function getMissed() {
	const call = node(CALL, 'n8n-nodes-base.webhook', { httpMethod: 'GET', path: 'missed' }, 2);
	const parameters = { resource: 'message', operation: 'getMissed', options: { lookBackHours: 1 } };
	const nodes = [{ ...call, webhookId: call.id }, node(WAWP, 'n8n-nodes-wawp.wawp', parameters)];
	return workflow(nodes, { [CALL]: { main: [[{ node: WAWP, type: 'main', index: 0 }]] } });
}

/** A run in production. */
interface Ran {
	items: Json[];
	seconds: number;
}

/** Runs the workflow in production. */
async function runOnce({ client, executions }: ChatStage, { id }: { id: string }): Promise<Ran> {
	const known = await executions.ids(id);
	for (let tries = 0; (await statusOf(`${client.url}/webhook/missed`)) === 404 && tries < 100; tries += 1) {
		// Right after its start n8n does not know its workflows yet.
		await sleep(100);
	}
	await settled(executions, id, PATIENCE_MS);
	const { all } = await outcomeOf(executions, id, WAWP, known);
	const [{ startedAt, stoppedAt } = {}] = all;
	const seconds = (Date.parse(stoppedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
	return { items: all.flatMap((execution) => jsonOf(execution, WAWP)), seconds };
}

async function statusOf(url: string): Promise<number> {
	const { statusCode, body } = await request(url);
	await body.dump();
	return statusCode;
}

/** The messages, each chat in its turn; nobody takes their deliveries. */
async function writeAll({ sandbox }: ChatStage): Promise<WebhookEnvelope[]> {
	const { messages, chats } = numbersOf('missed');
	const now = sandbox.clock.now();
	const writing = Array.from({ length: messages }, async (_, index) => {
		const place = index % chats;
		const to = place === 0 ? { chatId: GROUP, by: MEMBER } : { chatId: `44770${2_000_000 + place}@c.us` };
		return await sandbox.write(SHOP, { ...to, text: `missed ${index}`, at: now - (messages - index) * 1000 });
	});
	return await Promise.all(writing);
}

/** What the trigger makes of the same messages. */
async function deliverAfterAll(
	{ executions, secrets }: ChatStage,
	{ id, triggerUrl }: { id: string; triggerUrl: string },
	envelopes: WebhookEnvelope[],
	report: Report,
): Promise<Json[]> {
	const deliveries = envelopes.map((envelope) => {
		const body = JSON.stringify(envelope);
		return { body, headers: signed(body, secrets.webhookSecret) };
	});
	await sendAll(deliveries, [triggerUrl], counting(report, 'delivered', deliveries.length));
	await settled(executions, id, PATIENCE_MS);
	const { all } = await outcomeOf(executions, id, GOOD);
	return all.flatMap((execution) => jsonOf(execution, TRIGGER));
}

/** All that was seen. */
interface Seen {
	envelopes: WebhookEnvelope[];
	/** The run after the outage, and the one after that. */
	missed: Ran;
	again: Ran;
	/** The items of the trigger. */
	triggered: Json[];
}

function rowsOf({ envelopes, missed, again, triggered }: Seen): Row[] {
	const { items, seconds } = missed;
	const ids = items.map((item) => item['messageId']);
	const expected = new Map(triggered.map((item) => [item['messageId'], without(item)]));
	const equal = items.filter((item) => isDeepStrictEqual(without(item), expected.get(item['messageId'])));
	const written = envelopes.map(({ payload }) => (payload as { id: string }).id);
	const inOrder = items.filter((_, index) => ids[index] === written[index]);
	return [
		exactly('Items', envelopes.length, items.length),
		exactly('Messages among them', envelopes.length, new Set(ids).size),
		exactly('Items in the order in which they were written', envelopes.length, inOrder.length),
		exactly("Items that are as the trigger's", envelopes.length, equal.length),
		exactly('Items of the next run', 0, again.items.length),
		told('Time of the execution', seconds, 's'),
	];
}

function without(item: Json): Json {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !OF_DELIVERY.includes(name)));
}
