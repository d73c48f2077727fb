import type { OpenAPIBackend } from 'openapi-backend';
import { seededChance } from './ground/chance';
import { closeGround, createGround, saveGround } from './ground/ground';
import type { Ground, SavedGround } from './ground/ground';
import { readContract } from './http/contract';
import { Faults } from './http/faults/plan';
import { Ledger } from './http/ledger';
import type { Mounted, Traffic } from './http/server';
import type { Service } from './http/service';
import type { SandboxOptions } from './types';
import { wassenger } from './wassenger/service';
import { DEFAULT_ACCOUNTS } from './wawp/accounts';
import { wawp, wawpV2 } from './wawp/service';
import { wuts } from './wuts/service';

/** The services of the sandbox by name. */
export const SERVICES = { wawp, wawpV2, wassenger, wuts };

/** The APIs the sandbox speaks. */
export type ServiceName = keyof typeof SERVICES;

/** What each service keeps. */
type States = { [Name in ServiceName]: ReturnType<(typeof SERVICES)[Name]['begin']> };

/** Everything one running sandbox is made of. */
export interface World {
	ground: Ground;
	traffic: Traffic;
	states: States;
	/** The services with their states, as they are mounted. */
	mounted: Mounted<unknown, SandboxOptions>[];
}

/** What stays of a world when its sandbox ends. */
export interface SavedWorld {
	ground: SavedGround;
	/** By the names of the services. */
	services: Record<string, unknown>;
}

/** Where each API lives in the sandbox. */
export const ROOTS = Object.fromEntries(entries().map(([name, { root }]) => [name, root])) as Record<
	ServiceName,
	string
>;

/** The contract of a service, read once per process. */
export function loadContract(name: ServiceName = 'wawp'): Promise<OpenAPIBackend> {
	const { contract, root } = SERVICES[name];
	return readContract(contract, root);
}

/** Puts a sandbox together, new or as it was saved; nothing listens yet. */
export async function createWorld(options: SandboxOptions, saved?: SavedWorld): Promise<World> {
	const [account] = options.accounts ?? DEFAULT_ACCOUNTS;
	const numbers = (account?.instances ?? []).map(({ id, name = id, phone }) => ({ name, phone }));
	const ground = createGround(numbers, saved?.ground);
	const mounted = await Promise.all(
		entries().map(async ([name, service]) => {
			const contract = await loadContract(name);
			return { name, service, contract, state: service.begin(ground, options, saved?.services[name]) };
		}),
	);
	const states = Object.fromEntries(mounted.map(({ name, state }) => [name, state])) as States;
	return { ground, traffic: trafficOn(ground, options.seed), states, mounted };
}

function trafficOn({ clock, live }: Ground, seed = 1): Traffic {
	const changed = (): void => live.changed();
	const faults = new Faults(seededChance(seed), changed);
	return { clock, requests: [], ledger: new Ledger(changed), faults };
}

/** What stays of a world. */
export function saveWorld({ ground, mounted }: World): SavedWorld {
	const kept = mounted.map(({ name, service, state }) => [name, service.save?.(state)] as const);
	return { ground: saveGround(ground), services: Object.fromEntries(kept) };
}

/** Ends timers, deliveries and live connections. */
export function closeWorld({ ground, mounted }: World): void {
	for (const { service, state } of mounted) service.close?.(state);
	closeGround(ground);
}

function entries(): [ServiceName, Service<unknown, SandboxOptions>][] {
	return Object.entries(SERVICES) as [ServiceName, Service<unknown, SandboxOptions>][];
}
