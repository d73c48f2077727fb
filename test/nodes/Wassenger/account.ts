import { WassengerApi } from '../../../packages/wassenger-status/credentials/WassengerApi.credentials';
import { Wassenger } from '../../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { runNode, type NodeRun, type NodeRunResult } from '../../engine';

/** One for all runs: a node has no state, and to make its description takes longer than an execution. */
const WASSENGER = new Wassenger();

export const KEY = 'example-wassenger-key';
export const SHOP = '66d1a54430541033aa01bb01';
export const NIGHT = '66d1a54430541033aa01bb02';
export const OFFLINE = '66d1a54430541033aa01bb03';

/** A sandbox with two devices that are online and one that is not. */
export async function startWassenger(more: Partial<SandboxOptions['wassenger']> = {}): Promise<Sandbox> {
	return await startSandbox({
		wassenger: {
			apiKey: KEY,
			devices: [
				{ id: SHOP, phone: '447441429009', alias: 'Corner Shop', status: 'online' },
				{ id: NIGHT, phone: '201001234567', alias: 'Night Desk', status: 'online' },
				{ id: OFFLINE, phone: '15550100123', alias: 'Old Laptop', status: 'offline' },
			],
			...more,
		},
	});
}

/** The parameter of a device that was entered as ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Runs the Wassenger node against a sandbox. */
export async function runWassenger(
	sandbox: Pick<Sandbox, 'wassengerUrl'>,
	operation: string,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): Promise<NodeRunResult> {
	return await runNode({
		nodeType: WASSENGER,
		credentialType: new WassengerApi(),
		parameters: { resource: 'status', operation, deviceId: byId(SHOP), options: {}, ...parameters },
		...more,
		credential: { apiKey: KEY, baseUrl: sandbox.wassengerUrl, ...more.credential },
	});
}
