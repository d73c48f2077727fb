import type { SandboxAccount } from './types';

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
