import { setTimeout as sleep } from 'node:timers/promises';

import { setWebhook } from '../../demo/job/stage';
import { post } from '../load/send';
import { itemsOf } from '../n8n/executions';
import {
	activateWorkflow,
	deactivateWorkflow,
	runWorkflow,
	saveWorkflow,
	webhookUrl,
} from '../n8n/workflows';
import { withCredential } from '../n8n/workflows';
import type { Workflow } from '../n8n/workflows';
import { deliver, halfForged, messageEvent } from './deliveries';
import { TRIGGER, triggerOnly } from './workflow';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const SIGNED = 'X-Webhook-Hmac';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Trigger suite');
});

/** Publishes a workflow that starts with the trigger. */
async function listen(
	parameters: Record<string, unknown>,
	withSecret = true,
): Promise<{ id: string; url: string }> {
	const plain = triggerOnly(parameters);
	const workflow = withSecret ? withCredential(plain, scene.credential) : plain;
	await activateWorkflow(scene.n8n, workflow);
	return { id: workflow.id, url: urlOf(workflow, 'webhook') };
}

function urlOf(workflow: Workflow, mode: 'webhook' | 'webhook-test'): string {
	const [trigger] = workflow.nodes;
	if (trigger === undefined) throw new Error('a workflow without a trigger');
	return webhookUrl(scene.n8n.url, trigger, mode);
}

/** All executions of a workflow, once there are as many as expected and no more come. */
async function settled(id: string, expected: number) {
	for (let tries = 0; tries < 100; tries += 1) {
		if ((await scene.executions.ids(id)).length >= expected) break;
		await sleep(100);
	}
	await sleep(500);
	const ids = await scene.executions.ids(id);
	return await Promise.all(ids.map((execution) => scene.executions.ended(execution)));
}

describe('in production', () => {
	it('starts the workflow for an event that the sandbox signs', async () => {
		const { id, url } = await listen({ events: ['message'] });
		const webhook = { url, secret: scene.secrets.webhookSecret, events: ['message'] };
		await setWebhook(scene.sandbox, SHOP, webhook);
		const { id: eventId } = await scene.sandbox.emit(SHOP, 'message');
		expect(scene.sandbox.webhookLog.at(-1)?.status).toBe(200);
		const [execution, ...more] = await settled(id, 1);
		expect(more).toEqual([]);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const [item] = execution === undefined ? [] : itemsOf(execution, TRIGGER);
		expect(item?.json).toMatchObject({
			event: 'message',
			eventId,
			instanceId: 'A1B2C3D4E5F6',
			fromMe: false,
		});
		expect(JSON.stringify(item)).not.toContain(scene.secrets.accessToken);
		await deactivateWorkflow(scene.n8n, id);
	});

	it('runs exactly the good half of 200 deliveries, and answers 200 and 401', async () => {
		const { id, url } = await listen({ events: ['message'] });
		const deliveries = halfForged(scene.secrets.webhookSecret, 200);
		const wrong: string[] = [];
		for (let start = 0; start < deliveries.length; start += 5) {
			const batch = deliveries.slice(start, start + 5);
			const answers = await Promise.all(batch.map((delivery) => post(url, delivery)));
			batch.forEach(({ kind, good }, index) => {
				const answer = answers[index] ?? 0;
				if (answer !== (good ? 200 : 401)) wrong.push(`${kind}: ${answer}`);
			});
		}
		expect(wrong).toEqual([]);
		const executions = await settled(id, 100);
		const ran = executions.map((execution) => itemsOf(execution, TRIGGER)[0]?.json['eventId']);
		const good = deliveries.filter((delivery) => delivery.good).map(({ eventId }) => eventId);
		expect(good).toHaveLength(100);
		expect(ran.sort()).toEqual(good.sort());
		await deactivateWorkflow(scene.n8n, id);
	});

	it('answers malformed deliveries and starts nothing', async () => {
		const { id, url } = await listen({ events: ['*'], options: { maximumSize: 0.01 } }, false);
		const json = (body: string) => ({ body, headers: {} });
		const form = { 'content-type': 'multipart/form-data; boundary=x' };
		const multipart = '--x\r\nContent-Disposition: form-data; name="event"\r\n\r\nmessage\r\n--x--\r\n';
		const large = JSON.stringify({ event: 'message', payload: { body: 'x'.repeat(20_000) } });
		const answers = {
			array: await post(url, json('[{"event":"message"}]')),
			string: await post(url, json('"message"')),
			number: await post(url, json('42')),
			empty: await post(url, json('')),
			noEvent: await post(url, json('{"hello":"world"}')),
			multipart: await post(url, { body: multipart, headers: form }),
			text: await post(url, { body: 'message', headers: { 'content-type': 'text/plain' } }),
			large: await post(url, json(large)),
			malformed: await post(url, json('{"event":')),
		};
		expect(answers).toEqual({
			array: 400,
			// n8n's own parser takes only arrays and objects.
			string: expect.any(Number) as number,
			number: expect.any(Number) as number,
			empty: 400,
			noEvent: 400,
			multipart: 400,
			text: 400,
			large: 413,
			malformed: 422,
		});
		expect([400, 422]).toContain(answers.string);
		expect([400, 422]).toContain(answers.number);
		expect(await settled(id, 0)).toEqual([]);
		await deactivateWorkflow(scene.n8n, id);
	});

	it('passes unknown events only when all are chosen, and drops what was not chosen', async () => {
		const all = await listen({ events: ['*'] }, false);
		const some = await listen({ events: ['session.status'] }, false);
		const unknown = { body: JSON.stringify({ event: 'brand.new', payload: {} }), headers: {} };
		const flat = {
			body: JSON.stringify({ status: 'FAILED', instance_id: 'A1B2C3D4E5F6', ts: 1 }),
			headers: {},
		};
		for (const { url } of [all, some]) {
			expect([await post(url, unknown), await post(url, flat)]).toEqual([200, 200]);
		}
		expect(await settled(all.id, 2)).toHaveLength(2);
		const executions = await settled(some.id, 1);
		const states = executions.map((execution) => itemsOf(execution, TRIGGER)[0]?.json['state']);
		expect(states).toEqual(['FAILED']);
		await deactivateWorkflow(scene.n8n, all.id);
		await deactivateWorkflow(scene.n8n, some.id);
	});

	it('ignores own messages by default', async () => {
		const { id, url } = await listen({ events: ['message'] }, false);
		const event = messageEvent('evt_own', Date.now()) as { payload: object };
		const own = { ...event, payload: { ...event.payload, fromMe: true } };
		expect(await post(url, { body: JSON.stringify(own), headers: {} })).toBe(200);
		expect(await settled(id, 0)).toEqual([]);
		await deactivateWorkflow(scene.n8n, id);
	});
});

describe('in the editor', () => {
	it('listens for one good test event, and refuses a forged one', async () => {
		const workflow = withCredential(triggerOnly({ events: ['message'] }), scene.credential);
		await saveWorkflow(scene.n8n, workflow);
		const url = urlOf(workflow, 'webhook-test');
		const good = deliver(SIGNED, scene.secrets.webhookSecret);
		expect(await post(url, good)).toBe(404);

		expect(await runWorkflow(scene.n8n, workflow.id, TRIGGER)).toBeUndefined();
		expect(await post(url, deliver(SIGNED, 'a wrong secret'))).toBe(401);

		await runWorkflow(scene.n8n, workflow.id, TRIGGER);
		expect(await post(url, good)).toBe(200);
		const executions = await settled(workflow.id, 1);
		expect(executions.map(({ status, mode }) => [status, mode])).toEqual([['success', 'manual']]);
	});
});
