/** The stage of the part in queue mode: a workflow that makes a status of each event. */
import path from 'node:path';

import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { saveCredential } from '../n8n/credentials';
import { provideN8n } from '../n8n/install';
import { packPackages } from '../n8n/package';
import { startQueue } from '../n8n/queue';
import type { Queue } from '../n8n/queue';
import { onShutdown } from '../n8n/shutdown';
import { activateWorkflow, webhookUrl, withCredential } from '../n8n/workflows';
import type { WorkflowNode } from '../n8n/workflows';
import { afterTrigger, node, status, WAWP } from '../suites/workflow';
import { emptyFolder, enter } from './own-n8n';
import type { Entered } from './own-n8n';
import type { Report } from './part';

/** The instance whose events become statuses. */
export const SHOP = 'A1B2C3D4E5F6';
/** A status takes so long, so that workers are busy whenever one of them ends. */
const STATUS_MS = 300;

/** n8n in queue mode with the published workflow, and the sandbox in which its statuses appear. */
export interface Stage extends Entered {
	queue: Queue;
	sandbox: Sandbox;
	workflowId: string;
	/** Where the trigger takes deliveries: one address per webhook processor. */
	urls: string[];
	close: () => Promise<void>;
}

/** Opens the stage; the end of this process closes it too. */
export async function openStage(report: Report): Promise<Stage> {
	const n8n = await provideN8n(report);
	const tarballs = await packPackages(report);
	report('starting PostgreSQL, Redis and five processes of n8n');
	const queue = await startQueue(n8n, tarballs, emptyFolder('queue'));
	const entered = await enter(queue.main.server.url, queue.folder);
	const sandbox = await openSandbox(entered);
	const workflow = await publish(entered, sandbox);
	const trigger = workflow.nodes[0] as WorkflowNode;
	const urls = queue.webhooks.map(({ server }) => webhookUrl(server.url, trigger));
	const close = async () => {
		const members = [...queue.workers, ...queue.webhooks, queue.main];
		await Promise.all(members.map(({ server }) => server.stop()));
	};
	return { ...entered, queue, sandbox, workflowId: workflow.id, urls, close };
}

/** The statuses that are in the sandbox, by their texts. */
export function statusesByText({ sandbox }: Stage): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { text = '' } of sandbox.statuses(SHOP)) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}

/** Where a process of n8n writes its log. */
export function logsOf({ queue }: Stage): string[] {
	return [queue.main, ...queue.webhooks, ...queue.workers].map(({ name }) =>
		path.join(queue.folder.path, name, 'n8n.log'),
	);
}

async function openSandbox({ secrets }: Entered): Promise<Sandbox> {
	const instance = { id: SHOP, phone: '447441429009', engine: 'GOWS', status: 'WORKING' } as const;
	const sandbox = await startSandbox({
		accounts: [{ accessToken: secrets.accessToken, instances: [instance] }],
	});
	onShutdown(() => sandbox.close());
	sandbox.fail({ route: 'POST /status/text', kind: 'latency', ms: STATUS_MS });
	return sandbox;
}

/** Wawp Trigger → a status with the ID of the event as its text. */
async function publish({ client, secrets }: Entered, { baseUrl }: Sandbox) {
	const { accessToken, webhookSecret } = secrets;
	const credential = await saveCredential(client, 'Queue', {
		accessToken,
		instanceId: SHOP,
		baseUrl,
		webhookSecret,
	});
	const post = node(WAWP, 'n8n-nodes-wawp.wawp', status('postText', { text: '={{ $json.eventId }}' }));
	const workflow = withCredential(
		afterTrigger({ events: ['message'], options: { once: true } }, post),
		credential,
	);
	await activateWorkflow(client, workflow);
	return workflow;
}
