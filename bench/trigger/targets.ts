/** Triggers to deliver to, each in a published workflow of its own: trigger → sink. */
import path from 'node:path';

import { activateWorkflow, webhookUrl } from '../../e2e/n8n/workflows';
import type { WorkflowNode } from '../../e2e/n8n/workflows';
import type { Stage } from '../stage';
import { benchNode, line, node, ourNode } from '../workflow';

const WEBHOOK_VERSION = 2.1;

/** Where deliveries go, and what comes of them. */
export interface Target {
	url: string;
	/** The file that grows by a byte with each execution. */
	sink: string;
	/** Whether deliveries are messages that the connected number sent itself, which ours drops. */
	fromMe: boolean;
	/** Whether a delivery starts an execution. */
	isExecuted: boolean;
}

/** What is delivered, and what is to come of it. */
export type Fate = Pick<Target, 'fromMe' | 'isExecuted'>;

/** Publishes a workflow that begins with the trigger. */
export async function publish(stage: Stage, id: string, trigger: WorkflowNode, fate: Fate): Promise<Target> {
	const sink = path.join(stage.folder.path, `${id}.sink`);
	const workflow = line(id, [trigger, benchNode('benchSink', { file: sink })]);
	await activateWorkflow(stage.client, workflow);
	const [first = trigger] = workflow.nodes;
	const isOwn = first.type !== 'n8n-nodes-base.webhook';
	const url = isOwn ? webhookUrl(stage.server.url, first) : `${stage.server.url}/webhook/${id}`;
	return { url, sink, ...fate };
}

/** Our trigger, with a proof to check, filters, and the first stage of Once; so many events stand in n8n's database for the second. */
export function oursWith({ credentials }: Stage, rememberedEvents = 0): WorkflowNode {
	const filters = { chatTypes: ['private', 'group'], textMatches: '^hel+o' };
	const parameters = { events: ['message'], filters, options: { rememberedEvents } };
	return ourNode('WawpTrigger', parameters, { wawpApi: credentials.wawp });
}

/** n8n's own Webhook node; it listens at the ID of its workflow. */
export function webhookNode(id: string): WorkflowNode {
	return node('n8n-nodes-base.webhook', WEBHOOK_VERSION, { httpMethod: 'POST', path: id });
}
