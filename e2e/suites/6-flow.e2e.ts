import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { incomingMessage, proveMainJob } from '../../demo/job/proof';
import { connect, disconnect } from '../../demo/job/stage';
import { onShutdown } from '../n8n/shutdown';
import { DESK, openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Flow suite', { startingMs: 300 });
	onShutdown(() => disconnect(scene.n8n));
	await connect(scene.n8n, scene.sandbox, scene.secrets);
});

async function stateOf(instanceId: string): Promise<string> {
	const url = `${scene.sandbox.baseUrl}/session/info`;
	const query = { instance_id: instanceId, access_token: scene.secrets.accessToken };
	const { body } = await request(url, { query });
	return ((await body.json()) as { status: string }).status;
}

describe('the example workflows', () => {
	it('make a status of a message that starts with "status:"', async () => {
		const text = 'Offen bis 22 Uhr 🌍 & mehr\nثانية';
		const status = await proveMainJob(scene.sandbox, SHOP, text);
		expect(status).toMatchObject({ instanceId: SHOP, type: 'text', text, backgroundColor: '#38b42f' });
	});

	it('make nothing of other messages and of own ones', async () => {
		const before = scene.sandbox.requests.length;
		await scene.sandbox.emit(SHOP, 'message', incomingMessage('What is your status: open?'));
		await scene.sandbox.emit(SHOP, 'message', { ...incomingMessage('status: loop'), fromMe: true });
		await sleep(2000);
		expect(scene.sandbox.requests).toHaveLength(before);
	});

	it('report why when no status can be posted', async () => {
		scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'status', status: 500 });
		await expect(proveMainJob(scene.sandbox, SHOP, 'Never seen')).rejects.toThrow(
			/POST \/status\/text with 500/,
		);
		scene.sandbox.clearFaults();
	});

	it.each(['FAILED', 'STOPPED'])('bring a session back that is %s', async (to) => {
		expect(await stateOf(DESK)).toBe('WORKING');
		await request(`${scene.sandbox.url}/sandbox/instances/${DESK}/disconnect`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ to }),
		});
		let state = '';
		for (let tries = 0; tries < 60 && state !== 'WORKING'; tries += 1) {
			await sleep(500);
			state = await stateOf(DESK);
		}
		expect(state).toBe('WORKING');
	});
});
