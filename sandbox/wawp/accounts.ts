import type { SandboxAccount, WassengerAccount, WutsAccount } from '../types';

/**
 * The accounts a sandbox has when none are given: one shop with three numbers, and a second customer whose instance the
 * first one's token must not reach. These tokens open nothing but a sandbox.
 */
export const DEFAULT_ACCOUNTS: SandboxAccount[] = [
	{
		accessToken: 'sandbox0token1',
		instances: [
			{ id: 'A1B2C3D4E5F6', name: 'Corner Shop', phone: '447441429009', engine: 'GOWS' },
			{ id: 'B2C3D4E5F6A1', name: 'Night Desk', phone: '201001234567', engine: 'GOWS' },
			{ id: 'C3D4E5F6A1B2', name: 'Old Laptop', phone: '15550100123', engine: 'WEBJS' },
		],
	},
	{
		accessToken: 'sandbox0token2',
		instances: [{ id: 'D4E5F6A1B2C3', name: 'Other Customer', phone: '4915550100456', engine: 'GOWS' }],
	},
];

/** The keys of the other two services; like the tokens above they open nothing but a sandbox. */
export const DEFAULT_WASSENGER_KEY = 'sandbox0wassenger0key';
export const DEFAULT_WUTS_TOKEN = '6f1e9c52-3c1b-4f5e-9d7a-1b2c3d4e5f60';

/** Online, online, offline. */
export const DEFAULT_DEVICE_IDS = [
	'66d1a54430541033aa01bb01',
	'66d1a54430541033aa01bb02',
	'66d1a54430541033aa01bb03',
] as const;

/** A Wassenger account on the same phones as the first account of Wawp. */
export function defaultWassenger([account]: SandboxAccount[]): WassengerAccount {
	const numbers = account?.instances.slice(0, DEFAULT_DEVICE_IDS.length) ?? [];
	return {
		apiKey: DEFAULT_WASSENGER_KEY,
		devices: numbers.map(({ id, name = id, phone }, index) => ({
			id: DEFAULT_DEVICE_IDS[index] ?? id,
			phone,
			alias: name,
			status: index < 2 ? 'online' : 'offline',
		})),
	};
}

/** The WUTS user with what was left out: by default it has the phone of the first instance. */
export function wutsNumber(
	given: WutsAccount = { apiToken: DEFAULT_WUTS_TOKEN },
	[account]: SandboxAccount[],
): Required<WutsAccount> {
	return { connected: true, phone: account?.instances[0]?.phone ?? '447441429009', ...given };
}
