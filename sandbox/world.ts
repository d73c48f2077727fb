import type { OpenAPIBackend } from 'openapi-backend';
import { DEFAULT_ACCOUNTS, defaultWassenger, wutsNumber } from './wawp/accounts';
import { SandboxClock } from './ground/clock';
import { loadContract } from './http/contract';
import { Faults } from './http/faults';
import { Instances } from './wawp/instances';
import { Live } from './ground/live';
import { Phones } from './wawp/phone/phones';
import { Pictures } from './ground/pictures';
import { Sessions } from './wawp/sessions';
import { StatusFeed } from './ground/statusFeed';
import type { RecordedRequest, SandboxOptions, ServiceName } from './types';
import { Wassenger } from './wassenger/account';
import { Webhooks } from './wawp/events/webhooks';
import { Wuts } from './wuts/account';

/** Everything one running sandbox is made of. */
export interface World {
	contracts: Record<ServiceName, OpenAPIBackend>;
	clock: SandboxClock;
	instances: Instances;
	sessions: Sessions;
	feed: StatusFeed;
	phones: Phones;
	pictures: Pictures;
	webhooks: Webhooks;
	wassenger: Wassenger;
	wuts: Wuts;
	faults: Faults;
	live: Live;
	requests: RecordedRequest[];
	/** `http://127.0.0.1:PORT`, once it listens. */
	origin: string;
}

const STARTING_MS = 1500;

/** Puts a sandbox together; nothing listens yet. */
export async function createWorld(options: SandboxOptions): Promise<World> {
	const contracts = {
		wawp: await loadContract('wawp'),
		wassenger: await loadContract('wassenger'),
		wuts: await loadContract('wuts'),
	};
	const clock = new SandboxClock();
	const live = new Live();
	const accounts = options.accounts ?? DEFAULT_ACCOUNTS;
	const instances = new Instances(accounts, clock.now());
	const webhooks = new Webhooks(clock, live, options.webhookRetry);
	const sessions = new Sessions(clock, live, webhooks, options.startingMs ?? STARTING_MS);
	for (const instance of instances.list()) sessions.resume(instance);
	const feed = new StatusFeed(clock, live);
	const phones = new Phones(clock, options.contacts ?? 0);
	const wassenger = new Wassenger(options.wassenger ?? defaultWassenger(accounts), clock, feed);
	const wuts = new Wuts(wutsNumber(options.wuts, accounts), feed);
	const made = { contracts, clock, instances, sessions, feed, phones, webhooks, wassenger, wuts, live };
	return { ...made, pictures: new Pictures(), faults: new Faults(), requests: [], origin: '' };
}

/** Ends timers, deliveries and live connections. */
export function closeWorld(world: World): void {
	world.clock.close();
	world.webhooks.close();
	world.live.close();
}
