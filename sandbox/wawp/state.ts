import type { Ground } from '../ground/ground';
import { seededChance } from '../ground/chance';
import { DEFAULT_ACCOUNTS } from './accounts';
import { DeliveryFaults } from './deliveryFaults';
import { Webhooks } from './webhooks';
import { Instances } from './instances';
import type { SavedInstance } from './instances';
import { Phones } from './phone/phones';
import type { SavedPhone } from './phone/phones';
import { ReadCache } from './readCache';
import { Sessions } from './sessions';
import type { WawpOptions } from './types';

/** All that a Wawp server keeps. */
export interface Wawp {
	ground: Ground;
	instances: Instances;
	sessions: Sessions;
	phones: Phones;
	webhooks: Webhooks;
	readCache: ReadCache;
}

/** What stays of a Wawp server when its sandbox ends; deliveries on their way and planned faults do not. */
interface SavedWawp {
	instances: SavedInstance[];
	/** By the IDs of the instances. */
	phones: Map<string, SavedPhone>;
}

const STARTING_MS = 1500;

const begun = new WeakMap<Ground, Wawp>();

/** The Wawp server of a sandbox, the same for both versions of its API; its sessions begin to run. */
export function beginWawp(ground: Ground, options: WawpOptions, saved?: unknown): Wawp {
	const wawp = begun.get(ground) ?? newWawp(ground, options, saved as SavedWawp | undefined);
	begun.set(ground, wawp);
	return wawp;
}

/** What stays of it. */
export function saveWawp({ instances, phones }: Wawp): SavedWawp {
	const byInstance = instances.list().map((instance) => [instance.id, phones.save(instance)] as const);
	return { instances: instances.save(), phones: new Map(byInstance) };
}

function newWawp(ground: Ground, options: WawpOptions, saved?: SavedWawp): Wawp {
	const { clock, live } = ground;
	const { accounts = DEFAULT_ACCOUNTS, webhookRetry, startingMs = STARTING_MS, contacts = 0 } = options;
	const readCache = new ReadCache(clock, options.readCacheMs ?? 0);
	const faults = new DeliveryFaults(seededChance(options.seed ?? 1), () => live.changed());
	const instances = new Instances(accounts, clock.now(), saved?.instances);
	const webhooks = new Webhooks(clock, live, faults, webhookRetry);
	const sessions = new Sessions(clock, live, webhooks, startingMs);
	const phones = new Phones(clock, contacts);
	for (const instance of instances.list()) {
		sessions.resume(instance);
		const phone = saved?.phones.get(instance.id);
		if (phone !== undefined) phones.restore(instance, phone);
	}
	return { ground, instances, sessions, phones, webhooks, readCache };
}
