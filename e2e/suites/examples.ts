/** The workflows in `examples/`, imported and filled in as their notes say. */
import { exampleWorkflow, setWebhook, triggerOf } from '../../demo/job/stage';
import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import { onShutdown } from '../n8n/shutdown';
import {
	activateWorkflow,
	deactivateWorkflow,
	runWorkflow,
	saveWorkflow,
	webhookUrl,
	withCredential,
} from '../n8n/workflows';
import type { Workflow } from '../n8n/workflows';
import type { ExampleFile } from './example-files';
import { processed } from './ledger';
import { until } from './wait';
import { SHOP } from './world';
import type { Scene } from './world';

/** What somebody enters into the nodes of an example, by their names. */
export type Entries = Record<string, Record<string, unknown>>;

const PATIENCE_MS = 60_000;
const COLLECTIONS = ['options', 'filters'];

/**
 * An example with what its notes ask for: single values, or more of what a collection such as Options has. Its time zone
 * is that of the dates here.
 *
 * @throws Error where it has no node of that name
 */
export function filledIn(file: ExampleFile, entries: Entries = {}): Workflow {
	const workflow = exampleWorkflow(file);
	const missing = Object.keys(entries).filter((name) => !workflow.nodes.some((node) => node.name === name));
	if (missing.length > 0) throw new Error(`${file} has no node ${missing.join(', ')}`);
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: entered(node.parameters, entries[node.name] ?? {}),
	}));
	return { ...workflow, nodes, settings: { ...(workflow['settings'] as object), timezone: 'Etc/UTC' } };
}

function entered(
	parameters: Record<string, unknown>,
	more: Record<string, unknown>,
): Record<string, unknown> {
	const added = Object.entries(more).map(([name, value]): [string, unknown] => {
		const there = parameters[name];
		const isCollection = COLLECTIONS.includes(name);
		return [name, isCollection ? { ...(there as object), ...(value as object) } : value];
	});
	return { ...parameters, ...Object.fromEntries<unknown>(added) };
}

/** The fields of a Set node. */
export function fields(values: Record<string, string | number | boolean>): Record<string, unknown> {
	const assignments = Object.entries(values).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: typeof value,
	}));
	return { assignments: { assignments } };
}

/** Somebody who is chosen as recipient. */
export function person(chatId: string): { __rl: true; mode: 'id'; value: string } {
	return { __rl: true, mode: 'id', value: chatId };
}

/** Stores an example and presses Execute workflow; gives the execution's id. */
export async function begin(scene: Scene, workflow: Workflow, trigger: string): Promise<string> {
	await saveWorkflow(scene.n8n, withCredential(workflow, scene.credential));
	return (await runWorkflow(scene.n8n, workflow.id, trigger)) ?? '';
}

/** The same, until its end. */
export async function runExample(scene: Scene, workflow: Workflow, trigger: string): Promise<Execution> {
	return await scene.executions.ended(await begin(scene, workflow, trigger));
}

/** The workflow with a credential of another kind in the nodes of one type. */
export function withOther(
	workflow: Workflow,
	nodeType: string,
	credentialType: string,
	credential: CredentialReference,
): Workflow {
	const credentials = { [credentialType]: credential };
	const nodes = workflow.nodes.map((node) => (node.type === nodeType ? { ...node, credentials } : node));
	return { ...workflow, nodes };
}

/** Publishes an example, and enters the address of its trigger in the dashboard of an instance. */
export async function publish(scene: Scene, workflow: Workflow, instance = SHOP): Promise<void> {
	await activate(scene, withCredential(workflow, scene.credential));
	onShutdown(() => deactivateWorkflow(scene.n8n, workflow.id));
	const trigger = triggerOf(workflow);
	const events = trigger.parameters['events'] as string[];
	const secret = scene.secrets.webhookSecret;
	await setWebhook(scene.sandbox, instance, { url: webhookUrl(scene.n8n.url, trigger), secret, events });
}

/** Fields of n8n's models depend on regular expressions, for which n8n has 250 ms: too few on a busy machine. */
async function activate(scene: Scene, workflow: Workflow, tries = 3): Promise<void> {
	try {
		await activateWorkflow(scene.n8n, workflow);
	} catch (error) {
		if (tries === 1 || !String(error).includes('Error validating node parameters')) throw error;
		await activate(scene, workflow, tries - 1);
	}
}

/** Waits until so many executions of an example have ended, and no other goes on; gives all, the youngest first. */
export async function ended(scene: Scene, { id }: Workflow, count: number): Promise<Execution[]> {
	await until(async () => {
		const counted = await scene.executions.count(id);
		return counted.ended >= count && counted.open === 0;
	}, PATIENCE_MS);
	return await scene.executions.all(id);
}

/** The texts that were sent while something went on, by the chat. */
export async function sent(scene: Scene, work: () => Promise<unknown>): Promise<Array<[string, string]>> {
	const entries = await processed(scene, work);
	return entries
		.filter(({ route }) => route === 'POST /send')
		.map(({ parameters }) => [String(parameters['chatId']), String(parameters['message'])]);
}
