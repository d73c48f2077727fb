import { SAMPLE_PAYLOADS } from '../wawp/events/samples';
import { chatsState } from './chats';
import type { Instance } from '../wawp/instances';
import type { PostedStatus } from '../ground/statusFeed';
import type { World } from '../world';

const LOG_LINES = 60;

/** What the page shows. It holds no access token and no webhook secret. */
export function stateOf(world: World): object {
	return {
		now: world.ground.clock.now(),
		events: Object.keys(SAMPLE_PAYLOADS),
		instances: world.states.wawp.instances.list().map(instanceState),
		chats: world.states.wawp.instances.list().flatMap((instance) => chatsOf(world, instance)),
		statuses: world.ground.feed.list().map(statusState),
		webhookLog: world.states.wawp.webhooks.log.slice(-LOG_LINES),
		faults: world.traffic.faults.list(),
	};
}

function chatsOf(world: World, instance: Instance): object[] {
	const instanceId = instance.id;
	return chatsState(world.states.wawp.phones.of(instance)).map((chat) => ({ instanceId, ...chat }));
}

function instanceState(instance: Instance): object {
	const { id, name, phone, engine, status, linked, qr, pairingCode, webhook } = instance;
	return {
		id,
		name,
		phone,
		engine,
		status,
		linked,
		pairingCode,
		qr: qr && { number: qr.number, expiresAt: qr.expiresAt },
		webhook: webhook && { url: webhook.url, events: webhook.events, hasSecret: Boolean(webhook.secret) },
	};
}

function statusState({ media, ...status }: PostedStatus): object {
	return { ...status, mediaUrl: media && `/sandbox/uploads/${status.id}` };
}
