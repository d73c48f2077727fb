/** Questions that wait in a real n8n: how they are asked, and how people answer them. */
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import type { Sandbox } from '../../sandbox';
import { jsonOf } from '../n8n/executions';
import type { Executions, Item } from '../n8n/executions';
import { GOOD, line, node, WAWP } from './workflow';
import type { Workflow } from '../n8n/workflows';
import { withCredential, saveWorkflow, runWorkflow } from '../n8n/workflows';
import type { CredentialReference } from '../n8n/credentials';
import type { N8nClient } from '../n8n/client';
import { START } from './workflow';

/** Who is asked. */
export const MONA = '201001234567@c.us';
export const SHOP_GROUP = '120363023456789012@g.us';

const BOTH = { values: { approvalType: 'double' } };

/** The parameters of a question to Mona. */
export function question(parameters: Record<string, unknown> = {}): Record<string, unknown> {
	const chatId = { __rl: true, mode: 'id', value: MONA };
	const asked = { message: 'May we deliver today?', approvalOptions: BOTH };
	return { resource: 'message', operation: 'sendAndWait', chatId, ...asked, ...parameters };
}

/** Start → Before → Wawp asks → Good. What stands in `Before` shows whether its items were touched. */
export const BEFORE = 'Before';

export function asking(parameters: Record<string, unknown> = {}): Workflow {
	const fields = { assignments: [{ id: 'a', name: 'order', value: '42', type: 'string' }] };
	return line(
		node(BEFORE, 'n8n-nodes-base.set', { assignments: fields, options: {} }, 3.4),
		node(WAWP, 'n8n-nodes-wawp.wawp', question(parameters)),
		node(GOOD, 'n8n-nodes-base.noOp', {}),
	);
}

/** Where questions are asked. */
export interface Asker {
	n8n: N8nClient;
	executions: Executions;
	sandbox: Sandbox;
	credential: CredentialReference;
}

/** A question that waits. */
export interface Waiting {
	/** The execution. */
	id: string;
	/** What was sent. */
	text: string;
	/** Its long message ID, as WhatsApp tells it in events. */
	messageId: string;
	/** Where Wawp delivers answers; undefined for a link alone. */
	webhook: string | undefined;
}

/** Runs a workflow by its manual trigger, until it waits. */
export async function ask(asker: Asker, workflow: Workflow, node = WAWP): Promise<Waiting> {
	const { n8n, executions, credential, sandbox } = asker;
	const start = sandbox.requests.length;
	await saveWorkflow(n8n, withCredential(workflow, credential));
	const id = (await runWorkflow(n8n, workflow.id, START)) ?? '';
	const execution = await executions.reached(id, ['waiting', 'error', 'success']);
	expect([execution.status === 'error', execution.data.resultData['error']]).toEqual([false, undefined]);
	const sends = sandbox.requests.slice(start).filter(({ path }) => /^\/send(Poll)?$/.test(path));
	const set = sandbox.requests.slice(start).find(({ path }) => path === '/webhook/set');
	const { query = {}, body } = sends.at(-1) ?? {};
	const { message } = { ...query, ...(body as Record<string, unknown> | undefined) } as { message?: string };
	const [sent] = jsonOf(execution, node);
	return {
		id,
		text: message ?? '',
		messageId: (sent?.['messageId'] as string | undefined) ?? '',
		webhook: (set?.body as { url?: string } | undefined)?.url,
	};
}

/** The link in a question. */
export function linkIn({ text }: Waiting): string {
	return /https?:\/\/\S+/.exec(text)?.[0] ?? '';
}

/** Opens a link, as browsers and previews do. */
export async function open(url: string): Promise<{ status: number; text: string; headers: object }> {
	const answer = await request(url, { headers: { 'user-agent': 'WhatsApp/2.23.20.0' } });
	return { status: answer.statusCode, text: await answer.body.text(), headers: answer.headers };
}

/** Presses a button of the page. */
export async function press(
	url: string,
	fields: Record<string, string>,
): Promise<{ status: number; text: string }> {
	const body = new URLSearchParams(fields).toString();
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const answer = await request(url, { method: 'POST', body, headers });
	return { status: answer.statusCode, text: await answer.body.text() };
}

/** The one item that went on, once the execution ended well. */
export async function goesOn(
	{ executions }: Pick<Asker, 'executions'>,
	{ id }: Waiting,
): Promise<Item['json']> {
	const execution = await executions.ended(id);
	expect([execution.status, execution.data.resultData['error']]).toEqual(['success', undefined]);
	const items = jsonOf(execution, GOOD);
	expect(items).toHaveLength(1);
	return items[0] ?? {};
}

/** How the execution is at the moment. */
export async function statusOf({ executions }: Pick<Asker, 'executions'>, { id }: Waiting): Promise<string> {
	return (await executions.reached(id, ['waiting', 'success', 'error', 'running'])).status;
}

/** A message that somebody writes. */
export function written(text: string, more: Record<string, unknown> = {}): object {
	const from = (more['from'] as string | undefined) ?? MONA;
	const id = `false_${from}_${Date.now().toString(16).toUpperCase()}${Math.floor(Math.random() * 1e6)}`;
	return {
		id,
		timestamp: Math.floor(Date.now() / 1000),
		from,
		fromMe: false,
		source: 'app',
		to: '447441429009@c.us',
		participant: null,
		body: text,
		hasMedia: false,
		...more,
	};
}

/** A reaction to the question. */
export function reacted(emoji: string, { messageId }: Waiting): object {
	return { ...written(''), body: undefined, reaction: { text: emoji, messageId } };
}

/** A vote in the poll. */
export function voted(option: string, { messageId }: Waiting): object {
	const vote = written('') as { id: string; timestamp: number };
	const who = { from: MONA, to: '447441429009@c.us', fromMe: false };
	return {
		vote: { id: vote.id, timestamp: vote.timestamp, ...who, selectedOptions: [option] },
		poll: { id: messageId, from: who.to, to: MONA, fromMe: true },
	};
}

/** The URLs, without queries, that Wawp lists for an instance. */
export async function listed(
	{ sandbox }: Pick<Asker, 'sandbox'>,
	account: Record<string, string>,
): Promise<string[]> {
	const { body } = await request(`${sandbox.webhookApiUrl}/session/webhook`, { query: account });
	const { webhooks } = (await body.json()) as { webhooks: { url: string }[] };
	return webhooks.map(({ url }) => url);
}

/** Waits until something is so. */
export async function until(isSo: () => Promise<boolean> | boolean, patienceMs = 20_000): Promise<void> {
	const end = Date.now() + patienceMs;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error('It did not come to that.');
		await sleep(100);
	}
}
