/** Workflows of the bench: nodes in a line. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { CredentialReference } from '../e2e/n8n/credentials';
import { ROOT } from '../e2e/n8n/paths';
import type { Workflow, WorkflowNode } from '../e2e/n8n/workflows';

const codexSchema = z.object({ node: z.string(), nodeVersion: z.coerce.number() });

/** A node of ours as a new workflow gets it: its codex file names the newest version. */
export function ourNode(
	name: string,
	parameters: Record<string, unknown>,
	credentials: Record<string, CredentialReference>,
): WorkflowNode {
	const codex: unknown = JSON.parse(
		readFileSync(path.join(ROOT, 'nodes', name, `${name}.node.json`), 'utf8'),
	);
	const { node: type, nodeVersion } = codexSchema.parse(codex);
	return node(type, nodeVersion, parameters, credentials);
}

/** A node of n8n's own or of a package, with the credential that it takes. */
export function node(
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	credentials: Record<string, CredentialReference> = {},
): WorkflowNode {
	const [, name = type] = type.split('.');
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, credentials };
}

/** A node of the bench. */
export function benchNode(
	name: string,
	parameters: Record<string, unknown> = {},
	credentials: Record<string, CredentialReference> = {},
): WorkflowNode {
	return node(`n8n-nodes-bench.${name}`, 2, parameters, credentials);
}

/**
 * Nodes one after the other, the first with a webhook of its own.
 *
 * @param settings of the workflow
 */
export function line(id: string, nodes: WorkflowNode[], settings: Record<string, unknown> = {}): Workflow {
	const [first, ...others] = nodes.map((one, index) => ({ ...one, name: `${index + 1} ${one.name}` }));
	const all = [{ webhookId: randomUUID(), ...(first as WorkflowNode) }, ...others];
	const connections = Object.fromEntries(
		others.map(({ name }, index) => [
			all[index]?.name ?? '',
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]),
	);
	return { id, name: id, nodes: all, connections, settings: { executionOrder: 'v1', ...settings } };
}
