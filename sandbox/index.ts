import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import type { Sandbox, SandboxOptions } from './types';
import { sendEvent } from './wawp/events/send';
import { writeText } from './wawp/events/write';
import { closeWorld, createWorld, ROOTS } from './world';
import type { World } from './world';

export type * from './types';
export { DEFAULT_DEVICE_IDS, DEFAULT_WASSENGER_KEY } from './wassenger/account';
export { DEFAULT_ACCOUNTS } from './wawp/accounts';
export { signBody } from './wawp/webhooks';
export type { ServiceName } from './world';
export { DEFAULT_WUTS_TOKEN } from './wuts/account';

const HOST = '127.0.0.1';

/**
 * Starts a local Wawp on 127.0.0.1, and a local Wassenger and WUTS beside it: the APIs below `baseUrl`, `wassengerUrl` and
 * `wutsUrl`, a page at `/`, controls below `/sandbox`.
 * Rejects when the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const world = await createWorld(options);
	const server = createServer(createApp(world));
	try {
		await listen(server, options.port ?? 0);
	} catch (error) {
		closeWorld(world);
		throw error;
	}
	const { port } = server.address() as AddressInfo;
	world.ground.origin = `http://${HOST}:${String(port)}`;
	return sandboxOf(world, server);
}

function sandboxOf(world: World, server: Server): Sandbox {
	const { ground, traffic, states } = world;
	return {
		url: ground.origin,
		baseUrl: ground.origin + ROOTS.wawp,
		webhookApiUrl: ground.origin + ROOTS.wawpV2,
		wassengerUrl: ground.origin + ROOTS.wassenger,
		wutsUrl: ground.origin + ROOTS.wuts,
		requests: traffic.requests,
		ledger: traffic.ledger.entries,
		clock: ground.clock,
		statuses: (instanceId) => ground.feed.list(instanceId),
		webhookLog: states.wawp.webhooks.log,
		fail: (fault) => traffic.faults.add(fault),
		clearFaults: () => traffic.faults.clear(),
		failDelivery: (fault) => states.wawp.webhooks.faults.add(fault),
		clearDeliveryFaults: () => states.wawp.webhooks.faults.clear(),
		emit: async (instanceId, event, payload) => {
			const { envelope, delivered } = sendEvent(states.wawp, instanceId, { event, payload });
			await delivered;
			return envelope;
		},
		write: async (instanceId, text) => {
			const { envelope, delivered } = writeText(states.wawp, instanceId, text);
			await delivered;
			return envelope;
		},
		close: () => close(world, server),
	};
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
}

function close(world: World, server: Server): Promise<void> {
	closeWorld(world);
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
