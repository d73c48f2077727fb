import type { Router } from 'express';
import { SandboxError } from '../http/errors';
import type { Instance } from '../wawp/instances';
import { putWebhook } from '../wawp/routes/webhooks';
import { withoutQuery } from '../wawp/webhooks';
import type { World } from '../world';
import { instanceOf, unknown } from './lookup';
import { DELIVERY_FAULT, ONE_WEBHOOK, WEBHOOK, WEBHOOK_URL } from './schemas';
import { stateOf } from './state';

/** The name of the one that stands in the dashboard. */
const DASHBOARD = 'Dashboard';

/** Where the events of an instance go: the one of the dashboard, and any others; and what goes wrong on their way. */
export function addWebhooks(router: Router, world: World): void {
	router.put('/instances/:id/webhook', (request, response) => {
		setDashboard(instanceOf(world, request), WEBHOOK.parse(request.body));
		world.ground.live.changed();
		response.json(stateOf(world));
	});
	router.post('/instances/:id/webhooks', (request, response) => {
		putWebhook(instanceOf(world, request), ONE_WEBHOOK.parse(request.body));
		world.ground.live.changed();
		response.status(201).json(stateOf(world));
	});
	router.delete('/instances/:id/webhooks', (request, response) => {
		const instance = instanceOf(world, request);
		const { url } = WEBHOOK_URL.parse(request.body);
		const others = instance.webhooks.filter((webhook) => withoutQuery(webhook.url) !== withoutQuery(url));
		if (others.length === instance.webhooks.length) throw unknown('webhook');
		instance.webhooks = others;
		world.ground.live.changed();
		response.json(stateOf(world));
	});
	addDeliveryFaults(router, world);
}

/** Replaces what stands in the dashboard, whatever its URL was; a secret that is not given stays. */
function setDashboard(instance: Instance, settings: ReturnType<(typeof WEBHOOK)['parse']>): void {
	const before = instance.webhooks.find(({ name }) => name === DASHBOARD);
	const others = instance.webhooks.filter((webhook) => webhook !== before && webhook.url !== settings.url);
	const added = { secret: before?.secret, ...settings, name: DASHBOARD };
	instance.webhooks = settings.url === '' ? others : [...others, added];
}

function addDeliveryFaults(router: Router, { states }: World): void {
	const { faults } = states.wawp.webhooks;
	const waiting = () => ({ faults: faults.list() });
	router.get('/deliveries/faults', (_request, response) => void response.json(waiting()));
	router.post('/deliveries/faults', (request, response) => {
		const fault = DELIVERY_FAULT.safeParse(request.body);
		if (!fault.success) throw new SandboxError(400, fault.error.message);
		faults.add(fault.data);
		response.status(201).json(waiting());
	});
	router.delete('/deliveries/faults', (_request, response) => {
		faults.clear();
		response.json(waiting());
	});
	router.delete('/deliveries/faults/:id', (request, response) => {
		if (!faults.remove(Number(request.params.id))) throw unknown('fault');
		response.json(waiting());
	});
}
