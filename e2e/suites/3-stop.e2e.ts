import { setTimeout as sleep } from 'node:timers/promises';

import { runWorkflow, saveWorkflow, withCredential } from '../n8n/workflows';
import { itemsToWawp, START, status } from './workflow';
import { openScene } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Stop suite');
});

describe('the button Stop', () => {
	it('keeps everything from leaving that has not left a second later', async () => {
		const items = ['1', '2', '3', '4', '5', '6'].map((text) => ({ json: { text } }));
		const paced = status('postText', { text: '={{ $json.text }}', options: { pauseMin: 2, pauseMax: 2 } });
		const workflow = withCredential(itemsToWawp(items, paced), scene.credential);
		await saveWorkflow(scene.n8n, workflow);
		const id = (await runWorkflow(scene.n8n, workflow.id, START)) ?? '';
		const { requests, clock } = scene.sandbox;
		while (requests.length < 2) await sleep(50);
		const [first = 0, second = 0] = requests.map(({ at }) => at);
		expect(second - first).toBeGreaterThan(1900);
		await scene.executions.stop(id);
		const stopped = clock.now();
		await sleep(3500);
		expect(requests.filter(({ at }) => at > stopped + 1000)).toEqual([]);
		expect(requests.length).toBeLessThan(items.length);
		expect((await scene.executions.ended(id)).status).toBe('canceled');
	});
});
