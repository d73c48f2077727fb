import type { PostedStatus } from '../ground/statusFeed';
import { SAMPLE_PAYLOADS } from '../wawp/events/samples';
import type { Instance } from '../wawp/instances';
import type { Phones } from '../wawp/phone/phones';
import type { WebhookSettings } from '../wawp/types';
import { withoutQuery } from '../wawp/webhooks';
import type { World } from '../world';
import { chatsState } from './chats';
import { credentialsOf } from './credentials';

const LOG_LINES = 60;

/** What the page shows. It holds no access token and no webhook secret. */
export function stateOf(world: World): object {
	const { ground, traffic, states } = world;
	const { instances, phones, webhooks } = states.wawp;
	return {
		now: ground.clock.now(),
		events: Object.keys(SAMPLE_PAYLOADS),
		credentials: credentialsOf(world),
		instances: instances.list().map(instanceState),
		chats: instances.list().flatMap((instance) => chatsOf(instance, phones)),
		statuses: ground.feed.list().map((status) => statusState(world, status)),
		webhookLog: webhooks.log.slice(-LOG_LINES),
		deliveryFaults: webhooks.faults.list(),
		faults: traffic.faults.list(),
		ledger: traffic.ledger.entries.slice(-LOG_LINES),
	};
}

function chatsOf(instance: Instance, phones: Phones): object[] {
	const instanceId = instance.id;
	return chatsState(phones.of(instance)).map((chat) => ({ instanceId, ...chat }));
}

function instanceState(instance: Instance): object {
	const { id, name, phone, engine, status, linked, qr, pairingCode, webhooks } = instance;
	return {
		id,
		name,
		phone,
		engine,
		status,
		linked,
		pairingCode,
		qr: qr && { number: qr.number, expiresAt: qr.expiresAt },
		webhooks: webhooks.map(webhookState),
	};
}

function webhookState({ url, events, isActive, name, isSystem, secret }: WebhookSettings): object {
	return { url: withoutQuery(url), events, isActive, name, isSystem, hasSecret: Boolean(secret) };
}

function statusState({ mounted }: World, { media, ...status }: PostedStatus): object {
	const serviceTitle = mounted.find(({ name }) => name === status.service)?.service.title;
	return { ...status, serviceTitle, mediaUrl: media && `/sandbox/uploads/${status.id}` };
}
