import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { N8nClient } from '../n8n/client';
import { saveCredential } from '../n8n/credentials';
import { createApiKey, Executions, itemsOf } from '../n8n/executions';
import { provideN8n } from '../n8n/install';
import { installPackages } from '../n8n/package';
import { WORK } from '../n8n/paths';
import { readRunning } from '../n8n/running';
import type { RunningN8n } from '../n8n/server';
import { startN8n } from '../n8n/server';
import { shutdown } from '../n8n/shutdown';
import { openUserFolder } from '../n8n/user-folder';
import type { Workflow } from '../n8n/workflows';
import { activateWorkflow, runWorkflow, saveWorkflow, webhookUrl, withCredential } from '../n8n/workflows';
import { deliver } from './deliveries';
import type { Delivery } from './deliveries';
import { GOOD, TRIGGER, triggerOnly } from './workflow';

const FOLDER = path.join(WORK, 'once');
const SCHEME = 'X-Webhook-Hmac';
const EVENTS = 20;

rmSync(FOLDER, { recursive: true, force: true });
const folder = openUserFolder(FOLDER);
const secret = folder.secrets.webhookSecret;

let server: RunningN8n;
let n8n: N8nClient;
let executions: Executions;
let apiKey: string;

/** An n8n that this suite can end and start again. */
beforeAll(async () => {
	await installPackages(readRunning().tarballs, FOLDER);
	await start();
	apiKey = await createApiKey(n8n);
	executions = new Executions(n8n, apiKey);
}, 300_000);
afterAll(async () => expect(await shutdown()).toEqual([]));

async function start(): Promise<void> {
	server = await startN8n(await provideN8n(() => undefined), folder);
	n8n = new N8nClient(server.url);
	await n8n.enter(folder.secrets);
}

async function restart(): Promise<void> {
	await server.stop();
	await start();
	executions = new Executions(n8n, apiKey);
}

/** Stores the workflow with the credential. */
async function prepared(): Promise<Workflow> {
	const data = {
		accessToken: folder.secrets.accessToken,
		instanceId: 'A1B2C3D4E5F6',
		baseUrl: '',
		webhookSecret: secret,
	};
	const credential = await saveCredential(n8n, 'Once suite', data);
	return withCredential(triggerOnly({ events: ['*'] }), credential);
}

function urlOf({ nodes: [trigger] }: Workflow, mode: 'webhook' | 'webhook-test' = 'webhook'): string {
	if (trigger === undefined) throw new Error('a workflow without a trigger');
	return webhookUrl(server.url, trigger, mode);
}

/** Delivers; right after its start n8n does not know its workflows yet. */
async function post(url: string, { body, headers }: Pick<Delivery, 'body' | 'headers'>): Promise<number> {
	for (let tries = 0; ; tries += 1) {
		const all = { 'content-type': 'application/json', ...headers };
		const answer = await request(url, { method: 'POST', headers: all, body });
		await answer.body.dump();
		if (answer.statusCode !== 404 || tries === 100) return answer.statusCode;
		await sleep(100);
	}
}

/** The same message as the other event that Wawp may send for it, with an ID and a proof of its own. */
function asMessageAny({ body }: Delivery): Delivery {
	const event = JSON.parse(body) as { id: string; payload: object };
	const eventId = `${event.id}_any`;
	const other = JSON.stringify({ ...event, id: eventId, event: 'message.any' });
	const headers = { 'X-Webhook-Hmac': createHmac('sha512', secret).update(other).digest('hex') };
	return { kind: 'message.any', good: true, eventId, body: other, headers };
}

/** Of the executions of a workflow: the events that the node after the trigger got, and how many got none. */
async function outcome(id: string): Promise<{ ran: string[]; empty: number }> {
	await sleep(2000);
	const ids = await executions.ids(id);
	const all = await Promise.all(ids.map((execution) => executions.ended(execution)));
	expect(all.map(({ status }) => status)).toEqual(all.map(() => 'success'));
	const ran = all.flatMap((execution) => itemsOf(execution, GOOD).map(({ json }) => messageOf(json)));
	return { ran: ran.sort(), empty: all.filter((execution) => itemsOf(execution, GOOD).length === 0).length };
}

const messageOf = (json: Record<string, unknown>) => String(json['messageId']);
const messageIn = ({ body }: Delivery) => (JSON.parse(body) as { payload: { id: string } }).payload.id;

it('each event reaches the workflow once: delivered again, as message.any too, and after a restart', async () => {
	const workflow = await prepared();
	await activateWorkflow(n8n, workflow);
	const events = Array.from({ length: EVENTS }, () => deliver(SCHEME, secret));
	const all = [...events, ...events, ...events.map(asMessageAny), ...events];
	const answers = [await Promise.all(all.map((event) => post(urlOf(workflow), event)))];
	expect(await outcome(workflow.id)).toEqual({ ran: events.map(messageIn).sort(), empty: 0 });

	await restart();
	for (const event of all) answers.push([await post(urlOf(workflow), event)]);
	expect(new Set(answers.flat())).toEqual(new Set([200]));
	const { ran, empty } = await outcome(workflow.id);
	expect(ran).toEqual(events.map(messageIn).sort());
	// The new process has to ask the database once for each.
	expect(empty).toBe(EVENTS);
}, 300_000);

it('a changed secret works at once, and the previous one beside it', async () => {
	const workflow = await prepared();
	await activateWorkflow(n8n, workflow);
	const change = async (webhookSecret: string, previousWebhookSecret: string) => {
		const data = { accessToken: folder.secrets.accessToken, instanceId: 'A1B2C3D4E5F6', baseUrl: '' };
		await saveCredential(n8n, 'Once suite', { ...data, webhookSecret, previousWebhookSecret });
	};
	const next = 'the-secret-that-comes-next';
	const answers = [await post(urlOf(workflow), deliver(SCHEME, secret))];
	await change(next, secret);
	answers.push(
		await post(urlOf(workflow), deliver(SCHEME, next)),
		await post(urlOf(workflow), deliver(SCHEME, secret)),
	);
	expect(answers).toEqual([200, 200, 200]);
	expect((await outcome(workflow.id)).ran).toHaveLength(3);
	await change(secret, '');
});

it('a test event in the editor can be repeated', async () => {
	const workflow = await prepared();
	await saveWorkflow(n8n, workflow);
	const event = deliver(SCHEME, secret);
	for (let times = 0; times < 2; times += 1) {
		await runWorkflow(n8n, workflow.id, TRIGGER);
		expect(await post(urlOf(workflow, 'webhook-test'), event)).toBe(200);
	}
	expect((await outcome(workflow.id)).ran).toHaveLength(2);
});

it('a secret that can be guessed stops the activation', async () => {
	const data = { accessToken: 'x', instanceId: '', baseUrl: '', webhookSecret: 'short' };
	const credential = await saveCredential(n8n, 'Short secret', data);
	const workflow = withCredential(triggerOnly({ events: ['*'] }), credential);
	await expect(activateWorkflow(n8n, workflow)).rejects.toThrow('The Webhook Secret is too short');
});
