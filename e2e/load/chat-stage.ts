/** The stage of the parts about chats: n8n, and a sandbox in which people write and read. */
import { setWebhook } from '../../demo/job/stage';
import { startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import { saveCredential } from '../n8n/credentials';
import type { CredentialReference } from '../n8n/credentials';
import { provideN8n } from '../n8n/install';
import { packPackages } from '../n8n/package';
import { startQueue } from '../n8n/queue';
import { onShutdown } from '../n8n/shutdown';
import { activateWorkflow, webhookUrl, withCredential } from '../n8n/workflows';
import type { Workflow } from '../n8n/workflows';
import { TRIGGER } from '../suites/workflow';
import { emptyFolder, enter, openOwnN8n } from './own-n8n';
import type { Entered, OwnN8n } from './own-n8n';
import type { Report } from './part';

/** The number that people write to. */
export const SHOP = 'A1B2C3D4E5F6';
/** As Wawp keeps the answers to reads. */
const READ_CACHE_MS = 3000;
/** Without it the sandbox's own: 15 attempts, later and later. */
type Retry = SandboxOptions['webhookRetry'];

/** An n8n, whatever it is made of. */
interface Host extends Entered {
	/** Where it takes webhooks. */
	webhooksAt: string;
	stop: () => Promise<void>;
}

/** That n8n with a sandbox. */
export interface ChatStage extends Host {
	sandbox: Sandbox;
	/** Publishes a workflow. What people write goes to its trigger, where it has one: gives the trigger's address. */
	publish: (workflow: Workflow) => Promise<string>;
}

/** A stage whose n8n can be ended and started again. */
export type Restartable = ChatStage & Pick<OwnN8n, 'restart'>;

/** One process over SQLite, in a folder of this name. */
export async function oneProcess(name: string, report: Report, retry?: Retry): Promise<Restartable> {
	const own = await openOwnN8n(name, report);
	return { ...(await withSandbox({ ...own, webhooksAt: own.client.url }, retry)), restart: own.restart };
}

/** Two workers, each with a concurrency of 5, over PostgreSQL and Redis. */
export async function queueMode(name: string, report: Report): Promise<ChatStage> {
	const n8n = await provideN8n(report);
	const tarballs = await packPackages(report);
	report('starting PostgreSQL, Redis and five processes of n8n');
	const queue = await startQueue(n8n, tarballs, emptyFolder(name));
	const members = [...queue.workers, ...queue.webhooks, queue.main];
	const stop = async () => {
		await Promise.all(members.map(({ server }) => server.stop()));
	};
	const webhooksAt = queue.webhooks[0]?.server.url ?? '';
	const entered = await enter(queue.main.server.url, queue.folder);
	return await withSandbox({ ...entered, webhooksAt, stop });
}

async function withSandbox(host: Host, webhookRetry?: Retry): Promise<ChatStage> {
	const { client, secrets } = host;
	const { accessToken, webhookSecret } = secrets;
	const instance = { id: SHOP, name: 'Shop', phone: '447441429009', engine: 'GOWS' } as const;
	const accounts = [{ accessToken, instances: [instance] }];
	const sandbox = await startSandbox({
		accounts,
		readCacheMs: READ_CACHE_MS,
		...(webhookRetry && { webhookRetry }),
	});
	onShutdown(() => sandbox.close());
	const data = { accessToken, instanceId: SHOP, baseUrl: sandbox.baseUrl, webhookSecret };
	const credential = await saveCredential(client, 'Chat', data);
	return { ...host, sandbox, publish: publisher(host, sandbox, credential) };
}

function publisher(
	{ client, secrets, webhooksAt }: Host,
	sandbox: Sandbox,
	credential: CredentialReference,
): ChatStage['publish'] {
	return async (workflow) => {
		await activateWorkflow(client, withCredential(workflow, credential));
		const trigger = workflow.nodes.find(({ name }) => name === TRIGGER);
		if (trigger === undefined) return '';
		const url = webhookUrl(webhooksAt, trigger);
		await setWebhook(sandbox, SHOP, { url, secret: secrets.webhookSecret, events: ['message'] });
		return url;
	};
}
