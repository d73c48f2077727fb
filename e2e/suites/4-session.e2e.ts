import { errorOf, itemsOf } from '../n8n/executions';
import { press } from './phone';
import { GOOD, itemsToWawp, line, node, WAWP } from './workflow';
import { DESK, LAPTOP, openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Session suite', { startingMs: 300 });
});

/** Runs one operation for some instances, one item each, and gives the items that left. */
async function run(
	resource: string,
	operation: string,
	instances: string[],
	{ options = {}, ...fields }: { options?: object; [field: string]: unknown } = {},
) {
	const items = instances.map((instance) => ({ json: { instance } }));
	const instanceId = '={{ $json.instance }}';
	const parameters = { resource, operation, ...fields, options: { ...options, instanceId } };
	const execution = await scene.run(itemsToWawp(items, parameters));
	if (execution.status !== 'success') throw new Error(errorOf(execution, WAWP) ?? execution.status);
	return itemsOf(execution, GOOD);
}

async function stateOf(instance: string) {
	return (await run('session', 'getInfo', [instance]))[0]?.json['status'];
}

describe('Session', () => {
	it('Get Info and Get Me tell of two numbers in one run', async () => {
		const info = await run('session', 'getInfo', [SHOP, DESK]);
		expect(info.map((item) => item.json)).toMatchObject([
			{ instanceId: SHOP, status: 'WORKING' },
			{ instanceId: DESK, status: 'WORKING' },
		]);
		const me = await run('session', 'getMe', [SHOP, DESK]);
		expect(me.map((item) => item.json)).toMatchObject([{ phone: '447441429009' }, { phone: '201001234567' }]);
	});

	it('Stop, Start and Restart change the state', async () => {
		expect((await run('session', 'stop', [SHOP, DESK])).map((item) => item.json['status'])).toEqual([
			'STOPPED',
			'STOPPED',
		]);
		await run('session', 'start', [SHOP]);
		await run('session', 'restart', [DESK]);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect([await stateOf(SHOP), await stateOf(DESK)]).toEqual(['WORKING', 'WORKING']);
	});

	it('Create makes an instance that the next node can use; Delete ends it', async () => {
		const create = { resource: 'session', operation: 'create', name: 'From n8n' };
		const options = { instanceId: '={{ $json.instanceId }}' };
		const remove = { resource: 'session', operation: 'delete', confirm: true, options };
		const execution = await scene.run(
			line(node('Create', 'n8n-nodes-wawp.wawp', create), node(WAWP, 'n8n-nodes-wawp.wawp', remove)),
		);
		expect(execution.status).toBe('success');
		const created = itemsOf(execution, 'Create')[0]?.json;
		expect(created).toMatchObject({ instanceId: expect.stringMatching(/^\w+$/) as string });
		expect(scene.sandbox.requests.at(-1)?.query['instance_id']).toBe(created?.['instanceId']);
	});

	it('gives raw answers without the access token that Wawp repeats in them', async () => {
		for (const operation of ['getInfo', 'getMe', 'start']) {
			const [item] = await run('session', operation, [SHOP], { simplify: false });
			expect(Object.keys(item?.json ?? {})).not.toEqual([]);
			expect(JSON.stringify(item)).not.toContain(scene.secrets.accessToken);
		}
	});

	it('Delete and Log Out do nothing without the confirming switch', async () => {
		const before = scene.sandbox.requests.length;
		for (const operation of ['delete', 'logOut']) {
			await expect(run('session', operation, [SHOP])).rejects.toThrow(/Confirm/);
		}
		expect(scene.sandbox.requests).toHaveLength(before);
	});

	it('Ensure Connected leaves a working session alone and starts a stopped one', async () => {
		expect((await run('session', 'ensureConnected', [SHOP]))[0]?.json).toMatchObject({
			connected: true,
			actions: [],
		});
		await press(scene, SHOP, 'stop');
		const options = { pollSeconds: 1 };
		expect((await run('session', 'ensureConnected', [SHOP], { options }))[0]?.json).toMatchObject({
			connected: true,
			actions: ['started'],
		});
		await press(scene, SHOP, 'disconnect', { to: 'FAILED' });
		expect((await run('session', 'ensureConnected', [SHOP], { options }))[0]?.json).toMatchObject({
			connected: true,
			actions: ['restarted'],
		});
	});

	it('Ensure Connected gives the QR code when the phone has to scan', async () => {
		await press(scene, DESK, 'disconnect', { to: 'SCAN_QR_CODE' });
		const [item] = await run('session', 'ensureConnected', [DESK]);
		expect(item?.json).toMatchObject({ connected: false, needed: 'scan' });
		expect(Object.values(item?.binary ?? {})[0]?.mimeType).toBe('image/png');
	});
});

describe('Login', () => {
	it('links by QR code: Log Out, Get QR Image, Get QR Text, scan', async () => {
		await run('session', 'logOut', [SHOP], { confirm: true });
		await new Promise((resolve) => setTimeout(resolve, 500));
		const [image] = await run('login', 'getQrImage', [SHOP]);
		expect(Object.values(image?.binary ?? {})[0]?.mimeType).toBe('image/png');
		const [text] = await run('login', 'getQrText', [SHOP]);
		expect(JSON.stringify(text?.json)).toContain('2@');
		await press(scene, SHOP, 'scan');
		expect(await stateOf(SHOP)).toBe('WORKING');
	});

	it('links by pairing code, with the number as people type it', async () => {
		if ((await stateOf(DESK)) !== 'SCAN_QR_CODE')
			await press(scene, DESK, 'disconnect', { to: 'SCAN_QR_CODE' });
		const phoneNumber = '+20 100 123 4567';
		const [item] = await run('login', 'requestPairingCode', [DESK], { phoneNumber });
		expect(item?.json).toMatchObject({ phone: '201001234567' });
		await press(scene, DESK, 'pair', { code: item?.json['pairingCode'] });
		expect(await stateOf(DESK)).toBe('WORKING');
	});

	it('gets a screenshot where the engine can', async () => {
		const [item] = await run('login', 'getScreenshot', [LAPTOP]);
		expect(Object.values(item?.binary ?? {})[0]?.mimeType).toBe('image/png');
	});
});
