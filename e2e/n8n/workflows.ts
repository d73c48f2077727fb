/** Workflows of a running n8n. */
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { N8nClient } from './client';
import type { CredentialReference } from './credentials';
import { WAWP_API } from './credentials';
import { Failure } from './failure';

const nodeSchema = z
	.object({
		name: z.string(),
		type: z.string(),
		parameters: z.record(z.unknown()),
		webhookId: z.string().optional(),
	})
	.passthrough();

/** A workflow as n8n exports it. */
export const workflowSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		nodes: z.array(nodeSchema),
		connections: z.record(z.unknown()),
	})
	.passthrough();

export type WorkflowNode = z.infer<typeof nodeSchema>;
export type Workflow = z.infer<typeof workflowSchema>;

const savedSchema = z.object({ data: z.object({ id: z.string(), versionId: z.string() }) });
const startedSchema = z.object({
	data: z.object({ executionId: z.string().optional(), waitingForWebhook: z.boolean().optional() }),
});

const existsSchema = z.object({ data: z.object({ exists: z.boolean() }) });
const publishedSchema = z.object({
	data: z.object({
		status: z.string(),
		liveVersionId: z.string().nullable(),
		triggers: z.array(z.object({ errorMessage: z.string().nullable() })),
	}),
});

/** The part after the webhook id in the address of this package's trigger. */
const TRIGGER_PATH = 'webhook';
const PATIENCE_MS = 30_000;

/** Which credential a node of these packages takes. */
const CREDENTIAL_TYPES: Record<string, string> = {
	'n8n-nodes-wawp.wawp': WAWP_API,
	'n8n-nodes-wawp.wawpTool': WAWP_API,
	'n8n-nodes-wawp.wawpHitlTool': WAWP_API,
	'n8n-nodes-wawp.wawpTrigger': WAWP_API,
	'n8n-nodes-wassenger-status.wassenger': 'wassengerApi',
	'n8n-nodes-wuts-status.wuts': 'wutsApi',
};

/** The workflow with the stored credential in each of its Wawp nodes. */
export function withCredential(workflow: Workflow, credential: CredentialReference): Workflow {
	return withCredentials(workflow, { [WAWP_API]: credential });
}

/** The workflow with stored credentials, by their types, in the nodes of these packages. */
export function withCredentials(
	workflow: Workflow,
	credentials: Record<string, CredentialReference>,
): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const type = CREDENTIAL_TYPES[node.type] ?? '';
		const credential = credentials[type];
		return credential === undefined ? node : { ...node, credentials: { [type]: credential } };
	});
	return { ...workflow, nodes };
}

/**
 * Stores a workflow under its own id: creates it, or replaces the one that is there.
 *
 * @returns the id of the stored version
 */
export async function saveWorkflow(n8n: N8nClient, workflow: Workflow): Promise<string> {
	const path = `/rest/workflows/${workflow.id}`;
	const saved = (await exists(n8n, workflow.id))
		? await n8n.call('PATCH', path, savedSchema, workflow)
		: await n8n.call('POST', '/rest/workflows', savedSchema, workflow);
	return saved.data.versionId;
}

/**
 * Stores a workflow and publishes it; returns when its triggers listen.
 *
 * @throws Failure with n8n's reason when they do not
 */
export async function activateWorkflow(n8n: N8nClient, workflow: Workflow): Promise<void> {
	const versionId = await saveWorkflow(n8n, workflow);
	await n8n.call('POST', `/rest/workflows/${workflow.id}/activate`, z.unknown(), { versionId });
	const deadline = Date.now() + PATIENCE_MS;
	while (Date.now() < deadline) {
		if (await isPublished(n8n, workflow.id, versionId)) return;
		await sleep(50);
	}
	throw new Failure(`n8n did not activate the workflow "${workflow.name}" within ${PATIENCE_MS / 1000} s.`);
}

/** Takes a workflow out of service. */
export async function deactivateWorkflow(n8n: N8nClient, id: string): Promise<void> {
	await n8n.call('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {});
}

/** The address at which a trigger of this package listens, in production or after "listen for test event". */
export function webhookUrl(
	n8nUrl: string,
	trigger: WorkflowNode,
	mode: 'webhook' | 'webhook-test' = 'webhook',
): string {
	return `${n8nUrl}/${mode}/${trigger.webhookId ?? ''}/${TRIGGER_PATH}`;
}

/**
 * Runs a stored workflow as the editor's button does.
 *
 * @param trigger the name of the trigger node to start from
 * @returns the id of the execution; undefined when n8n now waits for the trigger's test webhook
 */
export async function runWorkflow(n8n: N8nClient, id: string, trigger: string): Promise<string | undefined> {
	const body = { triggerToStartFrom: { name: trigger } };
	const started = await n8n.call('POST', `/rest/workflows/${id}/run`, startedSchema, body);
	return started.data.executionId;
}

/** Publishing goes on after n8n's answer. */
async function isPublished(n8n: N8nClient, id: string, versionId: string): Promise<boolean> {
	const { data } = await n8n.call('GET', `/rest/workflows/${id}/publication-status`, publishedSchema);
	if (data.status === 'failed' || data.status === 'partial') {
		const reason = data.triggers
			.map((trigger) => trigger.errorMessage ?? '')
			.join(' ')
			.trim();
		throw new Failure(`n8n did not activate the workflow ${id}: ${reason}`);
	}
	return data.status === 'published' && data.liveVersionId === versionId;
}

async function exists(n8n: N8nClient, id: string): Promise<boolean> {
	const { data } = await n8n.call('GET', `/rest/workflows/${id}/exists`, existsSchema);
	return data.exists;
}
