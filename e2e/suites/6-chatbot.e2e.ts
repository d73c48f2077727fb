import { setTimeout as sleep } from 'node:timers/promises';

import { BURSTS, BURSTS_IN_QUEUE } from '../load/bursts';
import { MISSED } from '../load/missed';
import { broken } from '../load/part';
import { errorOf, jsonOf } from '../n8n/executions';
import { runWorkflow, saveWorkflow, withCredential } from '../n8n/workflows';
import { GOOD, itemsToWawp, START, WAWP } from './workflow';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const PATIENCE_MS = 600_000;
const GUEST = '447700902000@c.us';
const ITEM = [{ json: { chatId: GUEST, messageId: `false_${GUEST}_A` } }];
const COLLECT = { resource: 'message', operation: 'collectBurst' };
const CHECK = {
	resource: 'chat',
	operation: 'checkForHuman',
	chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
	options: { onlyWhenNoHuman: true },
};

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Chatbot suite', { readCacheMs: 3000 });
});

describe('Check for Human', () => {
	it('lets the bot speak until a person answers on the phone', async () => {
		await scene.sandbox.write(SHOP, { chatId: GUEST, text: 'Hello?' });
		const speaks = await scene.run(itemsToWawp(ITEM, CHECK));
		expect(jsonOf(speaks, GOOD)).toEqual([{ humanActive: false, lastHumanMessageAt: null }]);
		await scene.sandbox.write(SHOP, { chatId: GUEST, text: 'This is Anna', by: '447441429009@c.us' });
		const silent = await scene.run(itemsToWawp(ITEM, CHECK));
		expect(silent.status).toBe('success');
		expect(silent.data.resultData.runData[GOOD]).toBeUndefined();
	});
});

describe.each([
	['Check for Human', CHECK],
	['Collect Burst', COLLECT],
])('%s with Always Output Data', (_, parameters) => {
	it('fails before it asks anything', async () => {
		const { nodes, ...workflow } = itemsToWawp(ITEM, parameters);
		const always = nodes.map((one) => (one.name === WAWP ? { ...one, alwaysOutputData: true } : one));
		const before = scene.sandbox.requests.length;
		const execution = await scene.run({ ...workflow, nodes: always });
		expect(execution.status).toBe('error');
		expect(errorOf(execution, WAWP)).toContain('Always Output Data');
		expect(scene.sandbox.requests).toHaveLength(before);
	});
});

it('Collect Burst that is stopped while it waits reads nothing', async () => {
	const workflow = withCredential(itemsToWawp(ITEM, { ...COLLECT, waitSeconds: 4 }), scene.credential);
	await saveWorkflow(scene.n8n, workflow);
	const before = scene.sandbox.requests.length;
	const id = (await runWorkflow(scene.n8n, workflow.id, START)) ?? '';
	await sleep(2000);
	await scene.executions.stop(id);
	expect((await scene.executions.ended(id)).status).toBe('canceled');
	await sleep(4000);
	expect(scene.sandbox.requests).toHaveLength(before);
});

it.each([BURSTS, BURSTS_IN_QUEUE, MISSED])(
	'$title: all numbers hold',
	async ({ run }) => expect(broken(await run(() => undefined))).toEqual([]),
	PATIENCE_MS,
);
