import { DEFAULT_DEVICE_IDS, DEFAULT_WASSENGER_KEY, DEFAULT_WUTS_TOKEN } from '../../sandbox';
import type { FaultEffect, ServiceName } from '../../sandbox';
import { saveCredential } from '../n8n/credentials';
import type { CredentialReference } from '../n8n/credentials';
import { runWorkflow, saveWorkflow, withCredentials } from '../n8n/workflows';
import { fields, filledIn } from './examples';
import { START } from './workflow';
import { openScene } from './world';
import type { Scene } from './world';

/** In the order in which the workflow asks them. */
const SERVICES: Array<{ name: ServiceName; route: string }> = [
	{ name: 'wawp', route: 'POST /status/text' },
	{ name: 'wassenger', route: 'POST /wassenger/v1/chat/{deviceId}/status' },
	{ name: 'wuts', route: 'POST /wuts/status/text' },
];
const REFUSED: FaultEffect = { kind: 'status', status: 400, body: { code: 'refused', message: 'Not today' } };

let scene: Scene;
let credentials: Record<string, CredentialReference>;

beforeAll(async () => {
	scene = await openScene('Fallback suite');
	const { n8n, sandbox } = scene;
	const wassenger = { apiKey: DEFAULT_WASSENGER_KEY, baseUrl: sandbox.wassengerUrl };
	const wuts = { apiToken: DEFAULT_WUTS_TOKEN, baseUrl: sandbox.wutsUrl };
	credentials = {
		wawpApi: scene.credential,
		wassengerApi: await saveCredential(n8n, 'Fallback suite', wassenger, 'wassengerApi'),
		wutsApi: await saveCredential(n8n, 'Fallback suite', wuts, 'wutsApi'),
	};
});
afterEach(() => scene.sandbox.clearFaults());

/** Runs the example; the services by which a status was published, and how the run ended. */
async function post(faults: Array<[ServiceName, FaultEffect]>, postAgainWhenUnknown = false) {
	for (const [name, effect] of faults) {
		const route = SERVICES.find((service) => service.name === name)?.route ?? '';
		scene.sandbox.fail({ route, ...effect });
	}
	const before = scene.sandbox.statuses().length;
	const status = { text: 'Open until ten', wassengerDevice: DEFAULT_DEVICE_IDS[0], postAgainWhenUnknown };
	const workflow = filledIn('status-with-fallback.json', { Status: fields(status) });
	await saveWorkflow(scene.n8n, withCredentials(workflow, credentials));
	const id = await runWorkflow(scene.n8n, workflow.id, START);
	const execution = await scene.executions.ended(id ?? '');
	const services = scene.sandbox.statuses().slice(before);
	return { status: execution.status, services: services.map(({ service }) => service) };
}

const combinations = Array.from({ length: 8 }, (_, bits) =>
	SERVICES.filter((_service, index) => (bits >> index) % 2 === 1).map(({ name }) => name),
);

describe('the example with two services to fall back on', () => {
	it.each(combinations.map((failing) => ({ failing })))(
		'publishes once, by the first service that works, when these fail: $failing',
		async ({ failing }) => {
			const working = SERVICES.find(({ name }) => !failing.includes(name));
			const { status, services } = await post(failing.map((name) => [name, REFUSED]));
			expect(services).toEqual(working === undefined ? [] : [working.name]);
			expect(status).toBe(working === undefined ? 'error' : 'success');
		},
	);

	it.each(SERVICES.slice(0, 2).map(({ name }, index) => ({ name, index })))(
		'stops after an unknown outcome of $name, which had published',
		async ({ name, index }) => {
			const earlier = SERVICES.slice(0, index).map((service): [ServiceName, FaultEffect] => [
				service.name,
				REFUSED,
			]);
			const { status, services } = await post([...earlier, [name, { kind: 'resetAfter' }]]);
			expect(services).toEqual([name]);
			expect(status).toBe('error');
		},
	);

	it('posts again after an unknown outcome only when the user chose so', async () => {
		const { status, services } = await post([['wawp', { kind: 'resetAfter' }]], true);
		expect(services).toEqual(['wawp', 'wassenger']);
		expect(status).toBe('success');
	});
});
