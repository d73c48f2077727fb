import { setTimeout as sleep } from 'node:timers/promises';

import { exampleWorkflow, setWebhook, triggerOf } from '../../demo/job/stage';
import { jsonOf } from '../n8n/executions';
import { onShutdown } from '../n8n/shutdown';
import {
	activateWorkflow,
	deactivateWorkflow,
	runWorkflow,
	webhookUrl,
	withCredential,
} from '../n8n/workflows';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const workflow = exampleWorkflow('status-insight.json');
const MONA = '201001234567@c.us';
const OMAR = '447700900142@c.us';
const HIDDEN = '100000000000009@lid';

let scene: Scene;
let delivered = 0;

beforeAll(async () => {
	scene = await openScene('Insight suite');
	await activateWorkflow(scene.n8n, withCredential(workflow, scene.credential));
	onShutdown(() => deactivateWorkflow(scene.n8n, workflow.id));
	const url = webhookUrl(scene.n8n.url, triggerOf(workflow));
	const secret = scene.secrets.webhookSecret;
	await setWebhook(scene.sandbox, SHOP, { url, secret, events: ['message.ack', 'message'] });
});

function statusKey(id: string): string {
	return `true_status@broadcast_${id}_447441429009@c.us`;
}

/** Somebody's acknowledgement of an own status, or of another message. */
async function acknowledged(participant: string, id: string, ack: number): Promise<void> {
	const chat = id.includes('status@broadcast') ? 'status@broadcast' : participant;
	await tell('message.ack', { id, from: chat, to: '447441429009@c.us', participant, fromMe: true, ack });
}

async function answered(from: string, statusId: string): Promise<void> {
	const number = String(delivered).padStart(6, '0');
	await tell('message', {
		id: `false_${from}_3EB0AAAA${number}`,
		timestamp: Math.floor(Date.now() / 1000),
		from,
		fromMe: false,
		body: 'Nice!',
		hasMedia: false,
		replyTo: { id: statusKey(statusId), participant: '447441429009@c.us', body: 'Open until ten' },
	});
}

async function tell(event: string, payload: object): Promise<void> {
	await scene.sandbox.emit(SHOP, event, payload);
	delivered += 1;
}

async function allEnded(): Promise<void> {
	for (let tries = 0; tries < 100; tries += 1) {
		const { ended } = await scene.executions.count(workflow.id);
		if (ended >= delivered) return;
		await sleep(200);
	}
	throw new Error(`not all of ${delivered} executions ended`);
}

it('counts each person once per status, and nothing else', async () => {
	const [first, second] = ['3EB0C767D097E9ECFE6A', '3EB0C767D097E9ECFE6B'];
	await acknowledged(MONA, statusKey(first), 3);
	await acknowledged(MONA, statusKey(first), 4);
	await acknowledged(OMAR, statusKey(first), 3);
	await acknowledged(HIDDEN, statusKey(first), 3);
	await acknowledged(OMAR, statusKey(second), 2);
	await acknowledged(OMAR, statusKey(second), 3);
	await acknowledged(MONA, `true_${MONA}_3EB0C767D097E9ECFE6C`, 3);
	await answered(MONA, first);
	await answered(MONA, first);
	await tell('message', { id: `false_${OMAR}_3EB0BBBB`, timestamp: 1, from: OMAR, body: 'Hello' });
	await allEnded();
	const id = await runWorkflow(scene.n8n, workflow.id, 'Count now');
	const execution = await scene.executions.ended(id ?? '');
	expect(execution.status).toBe('success');
	const counted = jsonOf(execution, 'People per status');
	expect(counted).toHaveLength(3);
	expect(counted).toEqual(
		expect.arrayContaining([
			{ statusId: first, what: 'view', count_person: 3 },
			{ statusId: first, what: 'reply', count_person: 1 },
			{ statusId: second, what: 'view', count_person: 1 },
		]),
	);
});
