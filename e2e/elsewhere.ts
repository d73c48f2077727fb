/**
 * `N8N_URL=… npm run e2e`: the main job in an n8n that runs already, with our package installed in it. It asks the REST API
 * alone, so that n8n may run in a container. The environment: N8N_EMAIL and N8N_PASSWORD are its owner's; the sandbox
 * listens on 127.0.0.1, so n8n has to share this machine's network (`--network host`).
 */
import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { proveMainJob } from '../demo/job/proof';
import { connect, disconnect, sandboxAccount, SHOP } from '../demo/job/stage';
import { startSandbox } from '../sandbox';
import type { Sandbox } from '../sandbox';
import { N8nClient } from './n8n/client';
import { testCredential } from './n8n/credentials';
import { Failure } from './n8n/failure';
import { runSteps } from './n8n/progress';
import type { Step } from './n8n/progress';
import { onShutdown } from './n8n/shutdown';
import type { Secrets } from './n8n/user-folder';

const NODES = ['n8n-nodes-wawp.wawp', 'n8n-nodes-wawp.wawpTrigger'];

const nodesSchema = z.array(z.object({ name: z.string() }));
const settingsSchema = z.object({ data: z.object({ versionCli: z.string() }) });

/**
 * Runs the main job in the n8n at an address; its workflows and its credential stay there, out of service.
 *
 * @throws Failure with the step that did not work
 */
export async function runElsewhere(url: string): Promise<void> {
	const n8n = new N8nClient(url.replace(/\/+$/, ''));
	const secrets = secretsFrom(process.env);
	const sandbox = await startSandbox({ accounts: [sandboxAccount(secrets)] });
	onShutdown(() => sandbox.close());
	await runSteps([...entering(n8n, secrets), ...proving(n8n, secrets, sandbox)]);
}

/** The owner from the environment; the account of the sandbox is new each time. */
function secretsFrom({ N8N_EMAIL = '', N8N_PASSWORD = '' }: NodeJS.ProcessEnv): Secrets {
	if (N8N_EMAIL === '' || N8N_PASSWORD === '') {
		throw new Failure('N8N_URL needs N8N_EMAIL and N8N_PASSWORD too: the owner of that n8n.');
	}
	return {
		encryptionKey: '',
		ownerEmail: N8N_EMAIL,
		ownerPassword: N8N_PASSWORD,
		accessToken: `local-${randomBytes(16).toString('hex')}`,
		webhookSecret: randomBytes(24).toString('hex'),
	};
}

/** That n8n is there, and has the package. */
function entering(n8n: N8nClient, secrets: Secrets): Step[] {
	return [
		{
			title: `The n8n at ${n8n.url}`,
			run: async (_report, conclude) => {
				await n8n.enter(secrets);
				const { data } = await n8n.call('GET', '/rest/settings', settingsSchema);
				conclude(data.versionCli);
			},
		},
		{
			title: 'The package is installed in it',
			run: async () => {
				const there = await n8n.call('GET', '/types/nodes.json', nodesSchema);
				const missing = NODES.filter((node) => !there.some(({ name }) => name === node));
				if (missing.length > 0) throw new Failure(`it has no ${missing.join(' and no ')}.`);
			},
		},
	];
}

/** That it works. */
function proving(n8n: N8nClient, secrets: Secrets, sandbox: Sandbox): Step[] {
	const { accessToken, webhookSecret } = secrets;
	const { baseUrl, webhookApiUrl } = sandbox;
	return [
		{
			title: 'The test of a credential for the sandbox',
			run: async () => {
				const data = { accessToken, instanceId: SHOP, baseUrl, webhookApiUrl, webhookSecret };
				const { status, message = '' } = await testCredential(n8n, data);
				if (status !== 'OK') throw new Failure(`n8n says: ${message}`);
			},
		},
		{
			title: 'A message "status: …" becomes a status',
			run: async () => {
				await connect(n8n, sandbox, secrets);
				onShutdown(() => disconnect(n8n));
				await proveMainJob(sandbox, SHOP, `Hello from ${n8n.url}, ${Date.now()}`);
			},
		},
	];
}
