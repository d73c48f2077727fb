/** People who write several messages in a row: one execution answers each of them, with all texts. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../../sandbox';
import { numbersOf } from '../numbers';
import { node, TRIGGER, WAWP, workflow } from '../suites/workflow';
import { oneProcess, queueMode, SHOP } from './chat-stage';
import type { ChatStage } from './chat-stage';
import { outcomeOf, settled } from './outcome';
import { exactly, told } from './part';
import type { Part, Report, Row } from './part';

const PATIENCE_MS = 1_800_000;
/** How many people write at once: with more, two cores fall behind and answer deliveries too late. */
const WRITERS = 2;
/** Messages of a burst, at least and at most. */
const LENGTH = [2, 8] as const;
const LONGEST_PAUSE_MS = 1500;
const ANSWER = 'Answer';
/** What happens to some of the deliveries. */
const FAULTS = [
	{ kind: 'delay', ms: 3000, rate: 0.1 },
	{ kind: 'duplicate', rate: 0.1 },
	{ kind: 'retry', rate: 0.05 },
	{ kind: 'reorder', rate: 0.1 },
] as const;

/** One person's burst. */
interface Written {
	chatId: string;
	texts: string[];
}

const part = (name: string, title: string, where: string, open: typeof queueMode): Part => ({
	name,
	title,
	about: () => {
		const { bursts } = numbersOf('bursts');
		return `${bursts} people write ${LENGTH.join(' to ')} messages each, up to ${LONGEST_PAUSE_MS / 1000} s apart, ${WRITERS} people at once, to ${where}; a workflow with Collect Burst (6 s) and Send Text answers. A tenth of the deliveries each comes late, twice and after the next one, a twentieth is repeated although it was taken; the trigger's own Once is off. Reads are kept for 3 s, as Wawp keeps them.`;
	},
	run: async (report) => {
		const stage = await open(name, report);
		const rows = await measure(stage, report);
		await stage.stop();
		return rows;
	},
});

export const BURSTS = part('bursts', 'Bursts of messages', 'one n8n', oneProcess);

export const BURSTS_IN_QUEUE = part(
	'bursts-queue',
	'Bursts of messages in queue mode',
	'two workers with a concurrency of 5',
	queueMode,
);

async function measure(stage: ChatStage, report: Report): Promise<Row[]> {
	const { sandbox, executions, publish } = stage;
	const answering = answerBursts();
	await publish(answering);
	for (const fault of FAULTS) sandbox.failDelivery({ event: 'message', ...fault });
	const all = await writeAll(sandbox, numbersOf('bursts').bursts, report);
	report('waiting for the executions to end');
	await settled(executions, answering.id, PATIENCE_MS);
	const { all: ran, lost } = await outcomeOf(executions, answering.id, ANSWER);
	return [
		...rowsOf(all, answersIn(sandbox)),
		exactly('Executions that failed', 0, lost.length),
		told('Executions', ran.length),
		told('Deliveries that n8n never took', untaken(sandbox)),
	];
}

/** Wawp Trigger → Collect Burst → Send Text with all the texts. */
function answerBursts() {
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const listen = { events: ['message'], options: { once: false } };
	const trigger = { ...node(TRIGGER, 'n8n-nodes-wawp.wawpTrigger', listen, 2) };
	const collect = { resource: 'message', operation: 'collectBurst' };
	const chatId = { __rl: true, mode: 'id', value: '={{ $json.chatId }}' };
	const send = { resource: 'message', operation: 'sendText', chatId, text: '={{ $json.text }}' };
	return workflow(
		[
			{ ...trigger, webhookId: trigger.id },
			node(WAWP, 'n8n-nodes-wawp.wawp', collect),
			node(ANSWER, 'n8n-nodes-wawp.wawp', send),
		],
		{ [TRIGGER]: to(WAWP), [WAWP]: to(ANSWER) },
	);
}

/** All bursts, some people at a time; resolves when all deliveries are over. */
async function writeAll(sandbox: Sandbox, bursts: number, report: Report): Promise<Written[]> {
	const written: Written[] = [];
	const deliveries: Promise<unknown>[] = [];
	let next = 0;
	const writeOn = async () => {
		for (let burst = next++; burst < bursts; burst = next++) {
			const chatId = `44770${String(1_000_000 + burst)}@c.us`;
			const texts = Array.from({ length: between(...LENGTH) }, (_, index) => `${burst}.${index}`);
			for (const text of texts) {
				deliveries.push(sandbox.write(SHOP, { chatId, text }));
				await sleep(between(0, LONGEST_PAUSE_MS));
			}
			written.push({ chatId, texts });
			if (written.length % 20 === 0) report(`written: ${written.length} of ${bursts}`);
		}
	};
	await Promise.all(Array.from({ length: WRITERS }, writeOn));
	await Promise.all(deliveries);
	return written;
}

function between(least: number, most: number): number {
	return least + Math.floor(Math.random() * (most - least + 1));
}

/** Events of which no attempt was answered well. */
function untaken({ webhookLog }: Sandbox): number {
	const messages = webhookLog.filter(({ event }) => event === 'message');
	const taken = messages.filter(({ status = 0 }) => status >= 200 && status < 300);
	const ids = (attempts: typeof messages) => new Set(attempts.map(({ eventId }) => eventId));
	return ids(messages).size - ids(taken).size;
}

/** What was sent to each chat, message by message, as lists of texts. */
function answersIn({ ledger }: Sandbox): Map<string, string[][]> {
	const answers = new Map<string, string[][]>();
	for (const { route, parameters } of ledger) {
		if (route !== 'POST /send') continue;
		const chatId = String(parameters['chatId']);
		const texts = String(parameters['message']).split('\n');
		answers.set(chatId, [...(answers.get(chatId) ?? []), texts]);
	}
	return answers;
}

function rowsOf(all: Written[], answers: Map<string, string[][]>): Row[] {
	const judged = all.map(({ chatId, texts }) => judge(texts, answers.get(chatId) ?? []));
	const sum = (count: (one: Judged) => number) => judged.reduce((total, one) => total + count(one), 0);
	return [
		exactly(
			'Bursts that exactly one execution answered, with all texts in their order',
			all.length,
			sum(({ isWhole }) => Number(isWhole)),
		),
		exactly(
			'Texts that no answer has',
			0,
			sum(({ lost }) => lost),
		),
		exactly(
			'Texts that two answers have',
			0,
			sum(({ twice }) => twice),
		),
		told(
			'Messages',
			all.reduce((total, { texts }) => total + texts.length, 0),
		),
	];
}

interface Judged {
	isWhole: boolean;
	lost: number;
	twice: number;
}

function judge(texts: string[], answers: string[][]): Judged {
	const answered = answers.flat();
	return {
		isWhole: answers.length === 1 && answered.join() === texts.join(),
		lost: texts.filter((text) => !answered.includes(text)).length,
		twice: answered.length - new Set(answered).size,
	};
}
