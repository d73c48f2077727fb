/** Small workflows around one Wawp node, built for a test. */
import { randomBytes, randomUUID } from 'node:crypto';

import type { Workflow, WorkflowNode } from '../n8n/workflows';

/** The names of the nodes. */
export const START = 'Start';
export const WAWP = 'Wawp';
export const GOOD = 'Good';
export const BAD = 'Bad';
export const TRIGGER = 'Wawp Trigger';
const LOOP = 'Loop';

/** What n8n does when the node fails. */
type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

/** An item that the manual trigger is pinned to. */
interface PinnedItem {
	json: Record<string, unknown>;
	binary?: Record<string, { data: string; mimeType: string; fileName: string }>;
}

/** The parameters of an operation of the resource Status. */
export function status(operation: string, parameters: Record<string, unknown>): Record<string, unknown> {
	return { resource: 'status', operation, ...parameters };
}

/** Manual trigger with pinned items → Wawp → Good, and → Bad when the node has an error output. */
export function itemsToWawp(
	items: PinnedItem[],
	parameters: Record<string, unknown>,
	onError: OnError = 'stopWorkflow',
): Workflow {
	const nodes = [
		node(START, 'n8n-nodes-base.manualTrigger', {}),
		{ ...node(WAWP, 'n8n-nodes-wawp.wawp', parameters), onError },
		node(GOOD, 'n8n-nodes-base.noOp', {}),
		node(BAD, 'n8n-nodes-base.noOp', {}),
	];
	const outputs = onError === 'continueErrorOutput' ? [[to(GOOD)], [to(BAD)]] : [[to(GOOD)]];
	const connections = { [START]: { main: [[to(WAWP)]] }, [WAWP]: { main: outputs } };
	return { ...workflow(nodes, connections), pinData: { [START]: items } };
}

/** The workflow with n8n's Retry On Fail on its Wawp node: five tries, with the shortest wait that n8n has. */
export function retrying(workflow: Workflow): Workflow {
	const settings = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
	const nodes = workflow.nodes.map((one) => (one.name === WAWP ? { ...one, ...settings } : one));
	return { ...workflow, nodes };
}

/** The workflow with other parameters in its Wawp node. */
export function edited(workflow: Workflow, parameters: Record<string, unknown>): Workflow {
	const nodes = workflow.nodes.map((one) => (one.name === WAWP ? { ...one, parameters } : one));
	return { ...workflow, nodes };
}

/** Manual trigger with pinned items → Loop Over Items, one at a time → Wawp → back to the loop. */
export function loopOverWawp(items: PinnedItem[], parameters: Record<string, unknown>): Workflow {
	const nodes = [
		node(START, 'n8n-nodes-base.manualTrigger', {}),
		node(LOOP, 'n8n-nodes-base.splitInBatches', { batchSize: 1, options: {} }, 3),
		node(WAWP, 'n8n-nodes-wawp.wawp', parameters),
	];
	const connections = {
		[START]: { main: [[to(LOOP)]] },
		[LOOP]: { main: [[], [to(WAWP)]] },
		[WAWP]: { main: [[to(LOOP)]] },
	};
	return { ...workflow(nodes, connections), pinData: { [START]: items } };
}

/** Manual trigger → nodes one after the other. */
export function line(...nodes: WorkflowNode[]): Workflow {
	const all = [node(START, 'n8n-nodes-base.manualTrigger', {}), ...nodes];
	const connections: Record<string, unknown> = {};
	all.slice(1).forEach(({ name }, index) => {
		connections[all[index]?.name ?? ''] = { main: [[to(name)]] };
	});
	return workflow(all, connections);
}

/** Wawp Trigger → Good. */
export function triggerOnly(parameters: Record<string, unknown>): Workflow {
	return afterTrigger(parameters, node(GOOD, 'n8n-nodes-base.noOp', {}));
}

/** Wawp Trigger → another node. */
export function afterTrigger(parameters: Record<string, unknown>, next: WorkflowNode): Workflow {
	const trigger = { ...node(TRIGGER, 'n8n-nodes-wawp.wawpTrigger', parameters), webhookId: randomUUID() };
	return workflow([trigger, next], { [TRIGGER]: { main: [[to(next.name)]] } });
}

/** One node. */
export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	typeVersion = 1,
): WorkflowNode & { typeVersion: number; position: number[]; id: string } {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

/** Nodes with their connections, under a name of its own. */
export function workflow(nodes: WorkflowNode[], connections: Record<string, unknown>): Workflow {
	const id = `e2e${randomBytes(6).toString('hex')}`;
	return { id, name: id, nodes, connections, settings: { executionOrder: 'v1' } };
}

function to(name: string): { node: string; type: string; index: number } {
	return { node: name, type: 'main', index: 0 };
}
