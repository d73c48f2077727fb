import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// n8n-core reads these when it is loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-nodes-wawp-'));
process.env.N8N_ENCRYPTION_KEY ??= 'for-tests-only';
process.env.N8N_LOG_LEVEL ??= 'silent';

import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** What a node under test is given. */
export interface NodeRun {
	nodeType: INodeType;
	parameters: INodeParameters;
	credentialType: ICredentialType;
	credential: ICredentialDataDecryptedObject;
	/** One empty item when left out. */
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	retryOnFail?: boolean;
	alwaysOutputData?: boolean;
	/** As if a trigger had started it, where left out. */
	mode?: WorkflowExecuteMode;
	/** n8n's default where left out. */
	maxTries?: number;
	/** Of the workflow; UTC when left out. */
	timezone?: string;
	/** What the node is called; "Under Test" when left out. */
	name?: string;
	/** Its type; an ordinary node when left out. */
	type?: string;
	/** "1" when left out. */
	executionId?: string;
	/** The address of n8n; one where nothing is when left out. */
	base?: string;
}

/** What came out of it, as the engine hands it on. */
export interface NodeRunResult {
	run: IRun;
	/** By output: the regular one, then the error output. */
	outputs: INodeExecutionData[][];
	error: (Error & { description?: string; context?: Record<string, unknown>; httpCode?: string }) | undefined;
}

/** Credentials as n8n hands them to a node: given data, and the credential's own `authenticate`. */
export class GivenCredentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}

	override getParentTypes() {
		return [];
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		request: IHttpRequestOptions,
	) {
		const { authenticate } = this.type;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const given = Object.entries(authenticate?.properties.headers ?? {});
		const headers = given.map(([name, value]) => [name, resolved(value as string, credentials)] as const);
		return { ...request, headers: { ...request.headers, ...Object.fromEntries(headers) } };
	}

	override async preAuthentication(): Promise<undefined> {
		await Promise.resolve(undefined);
	}

	async runPreAuthentication(): Promise<undefined> {
		await Promise.resolve(undefined);
	}

	override async getDecrypted() {
		return await Promise.resolve(this.data);
	}

	override async getCredentials(): Promise<never> {
		return await Promise.reject(new Error('not used'));
	}

	override async updateCredentials() {
		await Promise.resolve();
	}

	override async updateCredentialsOauthTokenData() {
		await Promise.resolve();
	}

	override getCredentialsProperties() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}
}

/** `=Bearer {{ $credentials.apiToken }}` with the credential's value. */
function resolved(text: string, credentials: ICredentialDataDecryptedObject): string {
	if (!text.startsWith('=')) return text;
	return text
		.slice(1)
		.replace(/{{ *\$credentials\.(\w+) *}}/g, (_, name: string) => credentials[name] as string);
}

const TYPE = 'n8n-nodes-wawp.underTest';

/** Runs one node through n8n-core's own engine, with real HTTP. */
export async function runNode(options: NodeRun): Promise<NodeRunResult> {
	const { node, workflow, additionalData } = setUp(options);
	const run = await execute(workflow, node, options.items ?? [{ json: {} }], additionalData, options.mode);
	const result = run.data.resultData.runData[node.name]?.[0];
	return {
		run,
		outputs: (result?.data?.main ?? []).map((items) => items ?? []),
		error: (result?.error ?? run.data.resultData.error) as NodeRunResult['error'],
	};
}

/** What the editor gives to the methods that fill its lists. */
export function editorContext<Context>(
	options: NodeRun,
	LoadOptions: new (...given: unknown[]) => Context,
): Context {
	const { node, workflow, additionalData } = setUp(options);
	return new LoadOptions(workflow, node, { ...additionalData, currentNodeParameters: node.parameters }, '');
}

function setUp(options: NodeRun) {
	const { nodeType, credentialType, credential } = options;
	const node: INode = {
		id: 'node-1',
		name: options.name ?? 'Under Test',
		type: options.type ?? TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: options.parameters,
		credentials: { [credentialType.name]: { id: '1', name: 'Account' } },
		onError: options.onError,
		retryOnFail: options.retryOnFail,
		alwaysOutputData: options.alwaysOutputData,
		maxTries: options.maxTries,
		waitBetweenTries: 1,
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType),
		getKnownTypes: () => ({}),
	} as INodeTypes;
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: options.timezone ?? 'UTC' },
	});
	const additionalData = {
		...urls(options.base ?? 'http://127.0.0.1'),
		credentialsHelper: new GivenCredentials(credentialType, credential),
		executionId: options.executionId ?? '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { node, workflow, additionalData };
}

/** A call at the address of a waiting execution. */
export interface Call {
	method: 'GET' | 'POST';
	query: Record<string, string>;
	/** The fields of a form, or the text of a delivery. */
	body?: Record<string, unknown> | string;
	headers?: Record<string, string>;
}

/** What a call was answered; `workflowData` goes on with the execution. */
export interface Called extends IWebhookResponseData {
	status: number;
	sent: string;
	headers: Record<string, string>;
}

/** Calls the webhook of a node whose execution waits, as n8n does once it checked the address. */
export async function callWebhook(options: NodeRun, run: IRun, call: Call): Promise<Called> {
	const { node, workflow, additionalData } = setUp(options);
	const answered = { status: 200, sent: '', headers: {} as Record<string, string> };
	const closing: (() => void)[] = [];
	const send = (body: unknown) => {
		answered.sent = typeof body === 'string' ? body : JSON.stringify(body);
	};
	const response = {
		set: (headers: object) => Object.assign(answered.headers, headers),
		status: (status: number) => {
			answered.status = status;
			return { send, json: send };
		},
		once: (_event: string, listener: () => void) => closing.push(listener),
		writableFinished: true,
		get statusCode() {
			return answered.status;
		},
	};
	const { method, query, body = {} } = call;
	const headers = { 'content-type': 'application/json', ...call.headers };
	const rawBody = Buffer.from(typeof body === 'string' ? body : '');
	const whole = {
		...additionalData,
		httpRequest: { method, query, body, headers, rawBody },
		httpResponse: response,
	};
	const webhookData = { webhookDescription: {} } as unknown as IWebhookData;
	const context = new WebhookContext(
		workflow,
		node,
		whole as unknown as IWorkflowExecuteAdditionalData,
		'webhook',
		webhookData,
		[],
		run.data,
	);
	const result = await options.nodeType.webhook?.call(context);
	for (const listener of closing) listener();
	return { ...answered, ...result };
}

async function execute(
	workflow: Workflow,
	node: INode,
	items: INodeExecutionData[],
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<IRun> {
	const hooks = new ExecutionLifecycleHooks(mode, '1', {} as never);
	const finished = new Promise<IRun>((resolve) => {
		hooks.addHandler('workflowExecuteAfter', (run) => resolve(run));
	});
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
	});
	await new WorkflowExecute({ ...additionalData, hooks }, mode, data).processRunExecutionData(workflow);
	return await finished;
}

function urls(base: string) {
	return {
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formBaseUrl: `${base}/form`,
		formTestBaseUrl: `${base}/form-test`,
	};
}
