import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ROOTS } from './http/contract';
import { sendEvent } from './wawp/events/send';
import { createApp } from './app';
import type { Sandbox, SandboxOptions } from './types';
import { closeWorld, createWorld } from './world';
import type { World } from './world';

export {
	DEFAULT_ACCOUNTS,
	DEFAULT_DEVICE_IDS,
	DEFAULT_WASSENGER_KEY,
	DEFAULT_WUTS_TOKEN,
} from './wawp/accounts';
export { signBody } from './wawp/events/webhooks';
export type * from './types';

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
	world.origin = `http://${HOST}:${String(port)}`;
	return sandboxOf(world, server);
}

function sandboxOf(world: World, server: Server): Sandbox {
	return {
		url: world.origin,
		baseUrl: world.origin + ROOTS.wawp,
		wassengerUrl: world.origin + ROOTS.wassenger,
		wutsUrl: world.origin + ROOTS.wuts,
		requests: world.requests,
		clock: world.clock,
		statuses: (instanceId) => world.feed.list(instanceId),
		webhookLog: world.webhooks.log,
		fail: (fault) => world.faults.add(fault),
		clearFaults: () => world.faults.clear(),
		emit: async (instanceId, event, payload) => {
			const { envelope, delivered } = sendEvent(world, instanceId, { event, payload });
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
