import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// n8n-core reads these when it is loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-nodes-wawp-'));
process.env.N8N_ENCRYPTION_KEY ??= 'for-tests-only';
process.env.N8N_LOG_LEVEL ??= 'silent';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
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
		name: 'Under Test',
		type: TYPE,
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
		...urls('http://127.0.0.1'),
		credentialsHelper: new GivenCredentials(credentialType, credential),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { node, workflow, additionalData };
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
