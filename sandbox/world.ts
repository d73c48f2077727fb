import type { OpenAPIBackend } from 'openapi-backend';
import { DEFAULT_ACCOUNTS } from './accounts';
import { SandboxClock } from './clock';
import { loadContract } from './contract';
import { Faults } from './faults';
import { Instances } from './instances';
import { Live } from './live';
import { Sessions } from './sessions';
import { StatusFeed } from './statusFeed';
import type { RecordedRequest, SandboxOptions } from './types';
import { Webhooks } from './webhooks';

/** Everything one running sandbox is made of. */
export interface World {
	contract: OpenAPIBackend;
	clock: SandboxClock;
	instances: Instances;
	sessions: Sessions;
	feed: StatusFeed;
	webhooks: Webhooks;
	faults: Faults;
	live: Live;
	requests: RecordedRequest[];
}

const STARTING_MS = 1500;

/** Puts a sandbox together; nothing listens yet. */
export async function createWorld(options: SandboxOptions): Promise<World> {
	const contract = await loadContract();
	const clock = new SandboxClock();
	const live = new Live();
	const instances = new Instances(options.accounts ?? DEFAULT_ACCOUNTS, clock.now());
	const webhooks = new Webhooks(clock, live, options.webhookRetry);
	const sessions = new Sessions(clock, live, webhooks, options.startingMs ?? STARTING_MS);
	for (const instance of instances.list()) sessions.resume(instance);
	const feed = new StatusFeed(clock, live);
	return { contract, clock, instances, sessions, feed, webhooks, faults: new Faults(), live, requests: [] };
}

/** Ends timers, deliveries and live connections. */
export function closeWorld(world: World): void {
	world.clock.close();
	world.webhooks.close();
	world.live.close();
}
