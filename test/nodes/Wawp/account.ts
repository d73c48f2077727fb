import { WawpApi } from '../../../credentials/WawpApi.credentials';
import { Wawp } from '../../../nodes/Wawp/Wawp.node';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { runNode, type NodeRun, type NodeRunResult } from '../../engine';

/** One for all runs: a node has no state, and to make its description takes longer than an execution. */
const WAWP = new Wawp();

export const TOKEN = 'example-token-1';
export const WEBHOOK_SECRET = 'example-webhook-secret';
export const INSTANCES = ['A1B2C3D4E5F6', 'B2C3D4E5F6A1', 'C3D4E5F6A1B2'] as const;
export const WEBJS_INSTANCE = 'D4E5F6A1B2C3';

/** A sandbox with one account: three working instances with the engine GOWS and one with WEBJS. */
export async function startWawp(): Promise<Sandbox> {
	return await startSandbox({
		accounts: [
			{
				accessToken: TOKEN,
				instances: [
					...INSTANCES.map((id, index) => ({ id, phone: `44744142900${index}`, engine: 'GOWS' as const })),
					{ id: WEBJS_INSTANCE, phone: '201001234567', engine: 'WEBJS' as const },
				],
			},
		],
		webhookRetry: { attempts: 2, delayMs: 10 },
		startingMs: 50,
	});
}

/** Runs the Wawp node against a sandbox. */
export async function runWawp(
	sandbox: Pick<Sandbox, 'baseUrl'> & Partial<Pick<Sandbox, 'webhookApiUrl'>>,
	resource: string,
	operation: string,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): Promise<NodeRunResult> {
	return await runNode(wawpRun(sandbox, resource, operation, parameters, more));
}

/** The Wawp node with a credential for a sandbox. */
export function wawpRun(
	sandbox: Pick<Sandbox, 'baseUrl'> & Partial<Pick<Sandbox, 'webhookApiUrl'>>,
	resource: string,
	operation: string,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): NodeRun {
	return {
		nodeType: WAWP,
		credentialType: new WawpApi(),
		parameters: { resource, operation, ...parameters },
		...more,
		credential: {
			accessToken: TOKEN,
			instanceId: INSTANCES[0],
			baseUrl: sandbox.baseUrl,
			webhookApiUrl: sandbox.webhookApiUrl ?? '',
			webhookSecret: WEBHOOK_SECRET,
			...more.credential,
		},
	};
}

/** What a sandbox really processed of one route, from a place in its ledger on. */
export function ledgerOf({ ledger }: Pick<Sandbox, 'ledger'>, route: string, start = 0) {
	return ledger.slice(start).filter((entry) => entry.route === route);
}
