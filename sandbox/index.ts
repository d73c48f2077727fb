import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { keepStateFile, readStateFile } from './stateFile';
import type { Sandbox, SandboxOptions } from './types';
import { sendEvent } from './wawp/events/send';
import { writeText } from './wawp/events/write';
import type { SentEvent } from './wawp/webhooks';
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
 * Rejects when the port is taken, or the state file cannot be read or written.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { stateFile } = options;
	const world = await createWorld(options, stateFile === undefined ? undefined : readStateFile(stateFile));
	const server = createServer(createApp(world));
	try {
		await listen(server, options.port ?? 0);
		const keep = stateFile === undefined ? undefined : keepStateFile(world, stateFile);
		world.ground.origin = originOf(server);
		return sandboxOf(world, server, keep);
	} catch (error) {
		await close(world, server);
		throw error;
	}
}

function originOf(server: Server): string {
	const { port } = server.address() as AddressInfo;
	return `http://${HOST}:${String(port)}`;
}

function sandboxOf(world: World, server: Server, save: () => void = () => undefined): Sandbox {
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
		emit: async (instanceId, event, payload) =>
			await arrived(sendEvent(states.wawp, instanceId, { event, payload })),
		instanceIds: () => states.wawp.instances.ofAccount(0).map(({ id }) => id),
		write: async (instanceId, text) => await arrived(writeText(states.wawp, instanceId, text)),
		close: () => saveAndClose(world, server, save),
	};
}

async function arrived({ envelope, delivered }: SentEvent): Promise<SentEvent['envelope']> {
	await delivered;
	return envelope;
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
}

async function saveAndClose(world: World, server: Server, save: () => void): Promise<void> {
	try {
		save();
	} finally {
		await close(world, server);
	}
}

function close(world: World, server: Server): Promise<void> {
	closeWorld(world);
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
