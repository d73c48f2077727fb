/** What both halves stand on: an n8n with the packages and the nodes of the bench, credentials, a sandbox. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';

import { N8nClient } from '../e2e/n8n/client';
import { saveCredential } from '../e2e/n8n/credentials';
import type { CredentialReference } from '../e2e/n8n/credentials';
import { Failure } from '../e2e/n8n/failure';
import type { N8n } from '../e2e/n8n/install';
import { provideN8n } from '../e2e/n8n/install';
import { tryLock } from '../e2e/n8n/lock';
import { installPackages, packPackages } from '../e2e/n8n/package';
import type { Tarball } from '../e2e/n8n/package';
import { ROOT, WORK } from '../e2e/n8n/paths';
import { runSteps } from '../e2e/n8n/progress';
import { startN8n } from '../e2e/n8n/server';
import type { RunningN8n } from '../e2e/n8n/server';
import { onShutdown } from '../e2e/n8n/shutdown';
import { openUserFolder } from '../e2e/n8n/user-folder';
import type { UserFolder } from '../e2e/n8n/user-folder';
import { BenchSandbox } from './sandbox';

const FOLDER = path.join(WORK, 'bench');
const NODES = path.join(ROOT, 'bench', 'nodes');

/** What is there before an n8n runs. */
export interface Ground {
	n8n: N8n;
	folder: UserFolder;
	sandbox: BenchSandbox;
	/** The triggers that have been given what they shall remember. */
	filled: Set<string>;
}

/** A running n8n, entered as its owner. */
export interface Stage extends Ground {
	server: RunningN8n;
	client: N8nClient;
	/** Of the type `wawpApi`, and the access token alone for n8n's HTTP Request node. */
	credentials: { wawp: CredentialReference; query: CredentialReference };
}

/** Installs n8n if need be, and all packages into a fresh user folder. */
export async function layGround(): Promise<Ground> {
	const unlock = await tryLock(`${FOLDER}.pid`);
	if (typeof unlock === 'number') throw new Failure(`process ${unlock} runs the bench already.`);
	onShutdown(unlock);
	rmSync(FOLDER, { recursive: true, force: true });
	const sandbox = await BenchSandbox.open();
	const ground = { folder: openUserFolder(FOLDER), sandbox, filled: new Set() } as Omit<
		Ground,
		'n8n'
	> as Ground;
	let tarballs: Tarball[] = [];
	await runSteps([
		{ title: 'n8n', run: async (report) => void (ground.n8n = await provideN8n(report)) },
		{ title: 'The three packages', run: async (report) => void (tarballs = await packPackages(report)) },
		{
			title: 'The packages and the nodes of the bench in a user folder',
			run: async () => {
				await installPackages(tarballs, FOLDER);
				const target = path.join(FOLDER, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-bench');
				cpSync(NODES, target, { recursive: true });
			},
		},
	]);
	return ground;
}

/** Starts n8n on the ground, with further settings. */
export async function setStage(ground: Ground, variables: Record<string, string>): Promise<Stage> {
	const { n8n, folder, sandbox } = ground;
	const server = await startN8n(n8n, folder, { env: variables });
	const client = new N8nClient(server.url);
	await client.enter(folder.secrets);
	const { accessToken, instanceId } = sandbox.account;
	const { webhookSecret } = folder.secrets;
	const data = { accessToken, instanceId, baseUrl: sandbox.baseUrl, webhookSecret };
	const query = { name: 'access_token', value: accessToken };
	const credentials = {
		wawp: await saveCredential(client, 'Wawp', data),
		query: await saveCredential(client, 'Access token', query, 'httpQueryAuth'),
	};
	return { ...ground, server, client, credentials };
}
