import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { itemsOf } from '../n8n/executions';
import {
	activateWorkflow,
	deactivateWorkflow,
	runWorkflow,
	saveWorkflow,
	webhookUrl,
	withCredential,
} from '../n8n/workflows';
import { TRIGGER, triggerOnly } from './workflow';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const SYSTEM = 'https://api.wawp.net/system/inbox';
/** Another program, which nobody runs at the moment. */
const CRM = 'http://127.0.0.1:9/crm';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Registration suite');
	await add({ url: SYSTEM, events: ['message'], isSystem: true });
	await add({ url: CRM, events: ['message'], secret: 'secret of the crm' });
});

async function add(webhook: object): Promise<void> {
	const answer = await request(`${scene.sandbox.url}/sandbox/instances/${SHOP}/webhooks`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(webhook),
	});
	await answer.body.dump();
}

/** The URLs of the webhooks that the sandbox lists, once there are so many; publishing goes on after n8n's answer. */
async function listed(count: number): Promise<string[]> {
	const { accessToken } = scene.secrets;
	const query = { access_token: accessToken, instance_id: SHOP };
	for (let tries = 0; ; tries += 1) {
		const { body } = await request(`${scene.sandbox.webhookApiUrl}/session/webhook`, { query });
		const { webhooks } = (await body.json()) as { webhooks: { url: string }[] };
		if (webhooks.length === count || tries === 100) return webhooks.map(({ url }) => url);
		await sleep(100);
	}
}

/** The only execution of a workflow. */
async function execution(id: string) {
	for (let tries = 0; tries < 100; tries += 1) {
		const [found] = await scene.executions.ids(id);
		if (found !== undefined) return await scene.executions.ended(found);
		await sleep(100);
	}
	throw new Error('nothing ran');
}

test('a trigger registers itself beside the others, hears an event, and takes only itself out again', async () => {
	const workflow = withCredential(
		triggerOnly({ registration: 'automatic', events: ['message'] }),
		scene.credential,
	);
	const [trigger] = workflow.nodes;
	const own = trigger === undefined ? '' : webhookUrl(scene.n8n.url, trigger);
	const path = new URL(own).pathname;

	await activateWorkflow(scene.n8n, workflow);
	const urls = await listed(3);
	expect(urls.slice(0, 2)).toEqual([SYSTEM, CRM]);
	expect(new URL(urls[2] ?? '').pathname).toBe(path);

	const { id: eventId } = await scene.sandbox.emit(SHOP, 'message');
	const ran = await execution(workflow.id);
	expect(ran).toMatchObject({ status: 'success', mode: 'webhook' });
	expect(itemsOf(ran, TRIGGER)[0]?.json).toMatchObject({ event: 'message', eventId });

	await deactivateWorkflow(scene.n8n, workflow.id);
	expect(await listed(2)).toEqual([SYSTEM, CRM]);
});

test('"listen for test event" registers the test URL, until the event came', async () => {
	const workflow = withCredential(
		triggerOnly({ registration: 'automatic', events: ['message'] }),
		scene.credential,
	);
	await saveWorkflow(scene.n8n, workflow);
	expect(await runWorkflow(scene.n8n, workflow.id, TRIGGER)).toBeUndefined();
	const urls = await listed(3);
	expect(urls[2]).toContain('/webhook-test/');
	await scene.sandbox.emit(SHOP, 'message');
	expect(await execution(workflow.id)).toMatchObject({ status: 'success', mode: 'manual' });
	expect(await listed(2)).toEqual([SYSTEM, CRM]);
});

test('a test that cannot begin or end keeps nobody from the next one', async () => {
	const parameters = { registration: 'automatic', events: ['message'] };
	const workflow = withCredential(triggerOnly(parameters), scene.credential);
	await saveWorkflow(scene.n8n, workflow);
	scene.sandbox.fail({ route: 'GET /v2/session/webhook', kind: 'status', status: 401 });
	await expect(runWorkflow(scene.n8n, workflow.id, TRIGGER)).rejects.toThrow('could not be');
	scene.sandbox.clearFaults();

	const other = withCredential(triggerOnly({ events: ['message'] }), scene.credential);
	await saveWorkflow(scene.n8n, other);
	expect(await runWorkflow(scene.n8n, other.id, TRIGGER)).toBeUndefined();
	expect(await listed(2)).toEqual([SYSTEM, CRM]);
});
