/** What every suite starts with: the running n8n, and a sandbox of its own with a credential for it. */
import { startSandbox } from '../../sandbox';
import type { Sandbox, SandboxAccount, SandboxOptions } from '../../sandbox';
import { N8nClient } from '../n8n/client';
import { saveCredential } from '../n8n/credentials';
import type { CredentialReference, WawpApiData } from '../n8n/credentials';
import { Executions } from '../n8n/executions';
import type { Execution } from '../n8n/executions';
import { readRunning } from '../n8n/running';
import type { Running } from '../n8n/running';
import { onShutdown, shutdown } from '../n8n/shutdown';
import { openUserFolder } from '../n8n/user-folder';
import type { Secrets } from '../n8n/user-folder';
import { runWorkflow, saveWorkflow, withCredential } from '../n8n/workflows';
import type { Workflow } from '../n8n/workflows';
import { START } from './workflow';

/** The instances of every sandbox here. */
export const SHOP = 'A1B2C3D4E5F6';
export const DESK = 'B2C3D4E5F6A1';
export const LAPTOP = 'C3D4E5F6A1B2';

/** The n8n that the runner started, entered as its owner. */
export interface World {
	running: Running;
	n8n: N8nClient;
	executions: Executions;
	secrets: Secrets;
}

/** A sandbox and the credential that leads to it. */
export interface Scene extends World {
	sandbox: Sandbox;
	credential: CredentialReference;
	data: WawpApiData;
	/** Stores a workflow with the credential, runs it from its manual trigger and waits for its end. */
	run: (workflow: Workflow) => Promise<Execution>;
}

/** Whatever a suite opens says how it is closed (onShutdown), so that this closes it, also after a set-up that failed. */
afterAll(async () => expect(await shutdown()).toEqual([]));

export function openWorld(): World {
	const running = readRunning();
	const n8n = new N8nClient(running.url, running.cookie);
	const { secrets } = openUserFolder(running.folder);
	return { running, n8n, executions: new Executions(n8n, running.apiKey), secrets };
}

/** @param name the name of the credential: one per suite */
export async function openScene(name: string, options: SandboxOptions = {}): Promise<Scene> {
	const world = openWorld();
	const { accessToken, webhookSecret } = world.secrets;
	const webhookRetry = { attempts: 2, delayMs: 100 };
	const sandbox = await openSandbox({ accounts: accounts(accessToken), webhookRetry, ...options });
	const { baseUrl, webhookApiUrl } = sandbox;
	const data = { accessToken, instanceId: SHOP, baseUrl, webhookApiUrl, webhookSecret };
	const credential = await saveCredential(world.n8n, name, data);
	const run = async (workflow: Workflow) => {
		await saveWorkflow(world.n8n, withCredential(workflow, credential));
		const id = await runWorkflow(world.n8n, workflow.id, START);
		return await world.executions.ended(id ?? '');
	};
	return { ...world, sandbox, credential, data, run };
}

/** A sandbox that ends with the suite. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	onShutdown(() => sandbox.close());
	return sandbox;
}

function accounts(accessToken: string): SandboxAccount[] {
	const working = { engine: 'GOWS', status: 'WORKING' } as const;
	return [
		{
			accessToken,
			instances: [
				{ id: SHOP, name: 'Corner Shop', phone: '447441429009', ...working },
				{ id: DESK, name: 'Night Desk', phone: '201001234567', ...working },
				{ id: LAPTOP, name: 'Old Laptop', phone: '15550100123', engine: 'WEBJS', status: 'WORKING' },
			],
		},
		{
			accessToken: 'of-another-customer',
			instances: [{ id: 'D4E5F6A1B2C3', phone: '4915550100456', ...working }],
		},
	];
}
