/** The stage of the main job: a sandbox, and an n8n that knows it and runs the example workflows. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { request } from 'undici';
import { z } from 'zod';

import type { Sandbox, SandboxAccount, WebhookSettings } from '../../sandbox';
import type { N8nClient } from '../../e2e/n8n/client';
import { saveCredential } from '../../e2e/n8n/credentials';
import { Failure } from '../../e2e/n8n/failure';
import { ROOT } from '../../e2e/n8n/paths';
import type { Secrets } from '../../e2e/n8n/user-folder';
import {
	activateWorkflow,
	deactivateWorkflow,
	webhookUrl,
	withCredential,
	workflowSchema,
} from '../../e2e/n8n/workflows';
import type { Workflow, WorkflowNode } from '../../e2e/n8n/workflows';

/** The instance (linked number) whose incoming messages become statuses, and the one whose session is kept connected. */
export const SHOP = 'A1B2C3D4E5F6';
export const DESK = 'B2C3D4E5F6A1';

/** The examples of the job; the dashboard's webhook of the instance named here gets the events. */
const STAGED = [
	{ file: 'status-from-message.json', instanceId: SHOP },
	{ file: 'keep-connected.json', instanceId: DESK },
];

/** The sandbox's one account, as `startSandbox` takes it. */
export function sandboxAccount(secrets: Secrets): SandboxAccount {
	const connected = { engine: 'GOWS', status: 'WORKING' } as const;
	return {
		accessToken: secrets.accessToken,
		instances: [
			{ id: SHOP, name: 'Corner Shop', phone: '447441429009', ...connected },
			{ id: DESK, name: 'Night Desk', phone: '201001234567', ...connected },
		],
	};
}

/**
 * Gives n8n the credential for the sandbox and the example workflows, and the sandbox the addresses of their triggers.
 * What is there already is brought up to date.
 */
export async function connect(n8n: N8nClient, sandbox: Sandbox, secrets: Secrets): Promise<void> {
	const credential = await saveCredential(n8n, 'Wawp sandbox', {
		accessToken: secrets.accessToken,
		instanceId: SHOP,
		baseUrl: sandbox.baseUrl,
		webhookApiUrl: sandbox.webhookApiUrl,
		webhookSecret: secrets.webhookSecret,
	});
	for (const { file, instanceId } of STAGED) {
		const workflow = exampleWorkflow(file);
		await activateWorkflow(n8n, withCredential(workflow, credential));
		const trigger = triggerOf(workflow);
		await setWebhook(sandbox, instanceId, {
			url: webhookUrl(n8n.url, trigger),
			secret: secrets.webhookSecret,
			events: z.array(z.string()).parse(trigger.parameters['events']),
		});
	}
}

/** Takes the example workflows out of service. */
export async function disconnect(n8n: N8nClient): Promise<void> {
	for (const { file } of STAGED) await deactivateWorkflow(n8n, exampleWorkflow(file).id);
}

/** Sets where the sandbox sends the events of an instance, as one does in Wawp's dashboard. */
export async function setWebhook(
	sandbox: Sandbox,
	instanceId: string,
	webhook: WebhookSettings,
): Promise<void> {
	const { statusCode, body } = await request(`${sandbox.url}/sandbox/instances/${instanceId}/webhook`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(webhook),
	});
	await body.dump();
	if (statusCode >= 300) throw new Failure(`the sandbox refused the webhook with ${statusCode}.`);
}

/** An example as n8n imports it. */
export function exampleWorkflow(file: string): Workflow {
	return workflowSchema.parse(JSON.parse(readFileSync(path.join(ROOT, 'examples', file), 'utf8')));
}

/** The Wawp Trigger of an example; throws a Failure where it has none. */
export function triggerOf(workflow: Workflow): WorkflowNode {
	const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-wawp.wawpTrigger');
	if (trigger === undefined) throw new Failure(`the example "${workflow.name}" has no Wawp trigger.`);
	return trigger;
}
