import type { Ground } from '../ground/ground';
import { seededChance } from '../ground/chance';
import { DEFAULT_ACCOUNTS } from './accounts';
import { DeliveryFaults } from './deliveryFaults';
import { Webhooks } from './webhooks';
import { Instances } from './instances';
import { Phones } from './phone/phones';
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

const STARTING_MS = 1500;

const begun = new WeakMap<Ground, Wawp>();

/** The Wawp server of a sandbox, the same for both versions of its API; its sessions begin to run. */
export function beginWawp(ground: Ground, options: WawpOptions): Wawp {
	const wawp = begun.get(ground) ?? newWawp(ground, options);
	begun.set(ground, wawp);
	return wawp;
}

function newWawp(ground: Ground, options: WawpOptions): Wawp {
	const { clock, live } = ground;
	const { accounts = DEFAULT_ACCOUNTS, webhookRetry, startingMs = STARTING_MS, contacts = 0 } = options;
	const readCache = new ReadCache(clock, options.readCacheMs ?? 0);
	const faults = new DeliveryFaults(seededChance(options.seed ?? 1), () => live.changed());
	const instances = new Instances(accounts, clock.now());
	const webhooks = new Webhooks(clock, live, faults, webhookRetry);
	const sessions = new Sessions(clock, live, webhooks, startingMs);
	for (const instance of instances.list()) sessions.resume(instance);
	return { ground, instances, sessions, phones: new Phones(clock, contacts), webhooks, readCache };
}
