/** An n8n for one part alone, with the packed package and a probe inside. */
import { rmSync } from 'node:fs';
import path from 'node:path';

import { N8nClient } from '../n8n/client';
import { saveCredential } from '../n8n/credentials';
import { createApiKey, Executions } from '../n8n/executions';
import { provideN8n } from '../n8n/install';
import { installPackages, packPackages } from '../n8n/package';
import { WORK } from '../n8n/paths';
import { startN8n } from '../n8n/server';
import { openUserFolder } from '../n8n/user-folder';
import type { Secrets, UserFolder } from '../n8n/user-folder';
import { probeEnvironment, Vitals } from '../n8n/vitals';
import { activateWorkflow, webhookUrl, withCredential } from '../n8n/workflows';
import type { WorkflowNode } from '../n8n/workflows';
import { triggerOnly } from '../suites/workflow';
import type { Report } from './part';

/** An n8n, entered as its owner. */
export interface Entered {
	client: N8nClient;
	executions: Executions;
	secrets: Secrets;
}

/** One process of n8n over SQLite. */
export interface OwnN8n extends Entered {
	vitals: Vitals;
	/** Of the process that runs now. */
	pid: () => number;
	/** Ends it in order and starts it again, at the same address. */
	restart: () => Promise<void>;
	stop: () => Promise<void>;
}

/** A published workflow that starts with the trigger. */
export interface Listening {
	id: string;
	/** Where the trigger takes deliveries. */
	url: string;
}

/** @returns the path of an empty folder */
export function emptyFolder(name: string): string {
	const folder = path.join(WORK, name);
	rmSync(folder, { recursive: true, force: true });
	return folder;
}

/** Enters a new n8n as its owner. */
export async function enter(url: string, { secrets }: UserFolder): Promise<Entered> {
	const client = new N8nClient(url);
	await client.enter(secrets);
	return { client, executions: new Executions(client, await createApiKey(client)), secrets };
}

/** Starts an n8n that ends with this process. */
export async function openOwnN8n(name: string, report: Report): Promise<OwnN8n> {
	const n8n = await provideN8n(report);
	const tarballs = await packPackages(report);
	report('starting n8n');
	const folder = openUserFolder(emptyFolder(name));
	await installPackages(tarballs, folder.path);
	const samples = path.join(folder.path, 'probe.jsonl');
	const begin = (samePort?: number) => startN8n(n8n, folder, { samePort, env: probeEnvironment(samples) });
	let server = await begin();
	const restart = async () => {
		await server.stop();
		server = await begin(Number(new URL(server.url).port));
	};
	const entered = await enter(server.url, folder);
	return {
		...entered,
		vitals: new Vitals(samples),
		pid: () => server.pid,
		restart,
		stop: () => server.stop(),
	};
}

/** Publishes a workflow that starts with the trigger and asks for each message once; nothing in it calls Wawp. */
export async function listenOnce({ client, secrets }: Entered): Promise<Listening> {
	const { accessToken, webhookSecret } = secrets;
	const data = { accessToken, instanceId: 'A1B2C3D4E5F6', baseUrl: 'http://127.0.0.1:9', webhookSecret };
	const credential = await saveCredential(client, 'Load', data);
	const workflow = withCredential(triggerOnly({ events: ['message'], options: { once: true } }), credential);
	await activateWorkflow(client, workflow);
	return { id: workflow.id, url: webhookUrl(client.url, workflow.nodes[0] as WorkflowNode) };
}
