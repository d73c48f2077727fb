/** A workflow around n8n's AI Agent: a scripted model, and operations of this package as its tools. */
import { startChatModel } from '../model/server';
import type { ChatModel } from '../model/server';
import { saveCredential } from '../n8n/credentials';
import type { CredentialReference } from '../n8n/credentials';
import { onShutdown } from '../n8n/shutdown';
import type { Workflow } from '../n8n/workflows';
import { node, START, status, workflow } from './workflow';
import type { World } from './world';

export const AGENT = 'AI Agent';
export const REVIEW = 'Human Review';
const MODEL = 'OpenAI Chat Model';
const MODEL_CREDENTIAL = 'openAiApi';

/** A version of the agent that calls tools as nodes of the execution, and one that calls them from inside. */
export const AGENTS = { engine: 3.1, inside: 2.2 } as const;

/** A node as a tool. */
export interface Tool {
	/** The model calls it so, with underscores. */
	name: string;
	parameters: Record<string, unknown>;
	/** n8n's settings of the node. */
	settings?: Record<string, unknown>;
}

/** What an agent is asked to do. */
interface Task {
	/** A file in `e2e/model/conversations`. */
	conversation: string;
	version: number;
	tools: Tool[];
	/** How many items the agent gets; it works on all of them at once. */
	items?: number;
	/** The parameters of a human's review, which stands between the agent and its tools. */
	review?: Record<string, unknown>;
}

/** A running model, and n8n's credential for it. */
export interface Model extends ChatModel {
	credential: CredentialReference;
}

/** Starts a model that ends with the suite. */
export async function openModel({ n8n }: World, name: string): Promise<Model> {
	const model = await startChatModel();
	onShutdown(() => model.close());
	const data = { apiKey: 'none', url: model.url };
	return { ...model, credential: await saveCredential(n8n, name, data, MODEL_CREDENTIAL) };
}

/** A field that the model fills in. */
export function fromModel(name: string): string {
	return `={{ $fromAI('${name}', 'what to put there', 'string') }}`;
}

/** Posts the text that the model writes. */
export function postStatus(settings: Tool['settings'] = {}): Tool {
	return { name: 'Post Status', parameters: status('postText', { text: fromModel('text') }), settings };
}

/** Looks at the number that the model asks for. */
export const CHECK_NUMBER: Tool = {
	name: 'Check Number',
	parameters: { resource: 'contact', operation: 'checkNumber', phone: fromModel('phone') },
};

/** Sends the model's text to whom the model wants; the options are the workflow's. */
export function sendMessage(options: Record<string, unknown> = {}): Tool {
	const chatId = { __rl: true, mode: 'id', value: fromModel('recipient') };
	const parameters = { resource: 'message', operation: 'sendText', chatId, text: fromModel('text'), options };
	return { name: 'Send Message', parameters, settings: { onError: 'continueRegularOutput' } };
}

/** Manual trigger → AI Agent, with a model and tools. */
export function agentWorkflow(
	model: Model,
	{ conversation, version, tools, items = 1, review }: Task,
): Workflow {
	const batching = { batchSize: items, delayBetweenBatches: 0 };
	const task = { promptType: 'define', text: 'Please do your work.', options: { batching } };
	const chosen = { model: { __rl: true, mode: 'id', value: conversation }, responsesApiEnabled: false };
	const credentials = { [MODEL_CREDENTIAL]: model.credential };
	const nodes = [
		node(START, 'n8n-nodes-base.manualTrigger', {}),
		node(AGENT, '@n8n/n8n-nodes-langchain.agent', task, version),
		{ ...node(MODEL, '@n8n/n8n-nodes-langchain.lmChatOpenAi', chosen, 1.3), credentials },
		...tools.map(({ name, parameters, settings }) => ({
			...node(name, 'n8n-nodes-wawp.wawpTool', parameters),
			...settings,
		})),
		...(review ? [node(REVIEW, 'n8n-nodes-wawp.wawpHitlTool', review)] : []),
	];
	const connections = {
		[START]: serves('main'),
		[MODEL]: serves('ai_languageModel'),
		...Object.fromEntries(tools.map(({ name }) => [name, serves('ai_tool', review && REVIEW)])),
		...(review && { [REVIEW]: serves('ai_tool') }),
	};
	const pinned = Array.from({ length: items }, (_, index) => ({ json: { index } }));
	return { ...workflow(nodes, connections), pinData: { [START]: pinned } };
}

function serves(type: string, whom = AGENT): Record<string, unknown> {
	return { [type]: [[{ node: whom, type, index: 0 }]] };
}
