import { WutsApi } from '../../../packages/wuts-status/credentials/WutsApi.credentials';
import { Wuts } from '../../../packages/wuts-status/nodes/Wuts/Wuts.node';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { runNode, type NodeRun, type NodeRunResult } from '../../engine';

/** One for all runs: a node has no state, and to make its description takes longer than an execution. */
const WUTS = new Wuts();

export const TOKEN = '9b2d4c1e-7a35-4f08-8c61-0d9e3f5a7b12';

/** A sandbox whose WUTS knows one token. */
export async function startWuts(more: Partial<SandboxOptions['wuts']> = {}): Promise<Sandbox> {
	return await startSandbox({ wuts: { apiToken: TOKEN, ...more } });
}

/** Runs the WUTS node against a sandbox. */
export async function runWuts(
	sandbox: Pick<Sandbox, 'wutsUrl'>,
	operation: string,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
): Promise<NodeRunResult> {
	return await runNode({
		nodeType: WUTS,
		credentialType: new WutsApi(),
		parameters: { resource: 'status', operation, options: {}, ...parameters },
		...more,
		credential: { apiToken: TOKEN, baseUrl: sandbox.wutsUrl, ...more.credential },
	});
}
