import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-jest-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test-key';

import express, { type Request, type Response } from 'express';
import { ExecuteContext, HookContext, WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
	createRunExecutionData,
	Workflow,
} from 'n8n-workflow';
import { WawpTrigger } from '../../../nodes/WawpTrigger/WawpTrigger.node';

export const SECRET = 'webhook-secret-of-the-test';
export const TOKEN = 'access-token-of-the-test';
const TYPE = 'n8n-nodes-wawp.wawpTrigger';

export interface Setting {
	parameters?: IDataObject;
	/** The newest unless set. */
	typeVersion?: number;
	/** Undefined: the node has no credential. An error: n8n cannot give it out. */
	credential?: ICredentialDataDecryptedObject | Error;
	/** `manual` while somebody listens for a test event. */
	mode?: WorkflowExecuteMode;
	/** Whether n8n cannot start executions. */
	broken?: boolean;
}

interface Surroundings {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	webhookData: IWebhookData;
}

const trigger = new WawpTrigger();

/** Each setting is a node of its own; one that is changed stays it. */
const nodeIds = new WeakMap<Setting, string>();
let nodes = 0;

function nodeIdOf(setting: Setting): string {
	const id = nodeIds.get(setting) ?? `n${(nodes += 1)}`;
	nodeIds.set(setting, id);
	return id;
}

/** How often n8n gave out the credential of a setting. */
export const credentialReads = new WeakMap<Setting, number>();

function surroundings(setting: Setting): Surroundings {
	const { parameters = {}, credential, typeVersion = trigger.description.defaultVersion ?? 0 } = setting;
	const node: INode = {
		id: nodeIdOf(setting),
		name: 'Wawp Trigger',
		type: TYPE,
		typeVersion,
		position: [0, 0],
		webhookId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
		parameters: parameters as INode['parameters'],
		...(credential !== undefined && { credentials: { wawpApi: { id: '1', name: 'Wawp' } } }),
	};
	const nodeTypes = {
		getByName: () => trigger,
		getByNameAndVersion: () => trigger,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'w1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes,
	});
	const getDecrypted = async () => {
		credentialReads.set(setting, (credentialReads.get(setting) ?? 0) + 1);
		return credential instanceof Error
			? await Promise.reject(credential)
			: await Promise.resolve(credential ?? {});
	};
	return {
		workflow,
		node,
		additionalData: {
			webhookBaseUrl: 'http://localhost/webhook',
			webhookTestBaseUrl: 'http://localhost/webhook-test',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			credentialsHelper: { getDecrypted, getParentTypes: () => [], isCredentialUsableByNode: () => true },
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData,
		webhookData: { webhookDescription: trigger.description.webhooks?.[0] } as unknown as IWebhookData,
	};
}

/** Activates the node as n8n does: it asks `checkExists`, and calls `create` when that says no. */
export async function activate(setting: Setting): Promise<boolean> {
	const { workflow, node, additionalData, webhookData } = surroundings(setting);
	const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate', webhookData);
	const methods = trigger.webhookMethods.default;
	return (await methods.checkExists.call(context)) || (await methods.create.call(context));
}

export async function deactivate(setting: Setting): Promise<boolean> {
	const { workflow, node, additionalData, webhookData } = surroundings(setting);
	const context = new HookContext(workflow, node, additionalData, 'trigger', 'update', webhookData);
	return await trigger.webhookMethods.default.delete.call(context);
}

type N8nRequest = Request & { rawBody?: Buffer };

/** The types of bodies that n8n reads for nodes of version 2 and later. */
const READ_TYPES = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/xml'];

/**
 * n8n's own reading of a body: malformed JSON is a 422, multipart is unpacked without raw bytes, and bodies of unusual
 * types are left to the node.
 */
async function readLikeN8n(request: N8nRequest): Promise<boolean> {
	let rawBody = Buffer.alloc(0);
	const read = async () => {
		const parts: Buffer[] = [];
		for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
		request.rawBody = rawBody = Buffer.concat(parts);
	};
	const type = (request.headers['content-type'] ?? '').split(';')[0] ?? '';
	request.body = {};
	if (type === 'multipart/form-data') {
		request.resume();
		request.body = { data: { event: 'message' }, files: {} };
		return true;
	}
	request.readRawBody = read;
	if (!READ_TYPES.includes(type)) return true;
	await read();
	if (rawBody.length === 0) return true;
	try {
		if (type === 'application/json') request.body = JSON.parse(rawBody.toString('utf8')) as unknown;
		return true;
	} catch {
		return false;
	}
}

export interface N8n {
	url: string;
	setting: Setting;
	/** The items of every execution that was started. */
	executions: IDataObject[];
	logs: string[];
	close: () => Promise<void>;
}

/** A small n8n around the trigger: real HTTP, the real WebhookContext, executions and log lines kept. */
export async function startN8n(): Promise<N8n> {
	const n8n: N8n = {
		url: '',
		setting: {},
		executions: [],
		logs: [],
		close: async () => await Promise.resolve(),
	};
	const app = express();
	app.post('/webhook', async (request: N8nRequest, response: Response) => {
		if (!(await readLikeN8n(request))) {
			response.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		const result = await callWebhook(n8n.setting, n8n.logs, request, response);
		if (n8n.setting.broken === true && result.workflowData) {
			response.status(500).json({ message: 'no execution could be started' });
			return;
		}
		if (result.workflowData) n8n.executions.push(...result.workflowData.flat().map(({ json }) => json));
		if (result.noWebhookResponse !== true) response.status(200).send('');
	});
	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	n8n.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	n8n.close = async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	};
	return n8n;
}

/** What n8n gives to the node for one delivery. */
export function webhookContext(
	setting: Setting,
	logs: string[],
	request?: Request,
	response?: Response,
): WebhookContext {
	const { workflow, node, additionalData, webhookData } = surroundings(setting);
	const whole = { ...additionalData, httpRequest: request, httpResponse: response };
	const mode = setting.mode ?? 'webhook';
	const context = new WebhookContext(workflow, node, whole, mode, webhookData, [], null);
	const log = (...parts: unknown[]) => logs.push(JSON.stringify(parts));
	Object.defineProperty(context, 'logger', { value: { debug: log, info: log, warn: log, error: log } });
	return context;
}

async function callWebhook(
	setting: Setting,
	logs: string[],
	request: N8nRequest,
	response: Response,
): Promise<IWebhookResponseData> {
	try {
		return await trigger.webhook.call(webhookContext(setting, logs, request, response));
	} catch {
		// As n8n does: the caller hears of an error, and an execution starts for it.
		response.status(500).json({ message: 'Workflow Webhook Error: Workflow could not be started!' });
		return { noWebhookResponse: true, workflowData: [[{ json: {} }]] };
	}
}

/** Runs the trigger at the head of an execution, as n8n's engine does: what of the items starts the rest. */
export async function execute(
	setting: Setting,
	items: IDataObject[],
	logs: string[] = [],
	hints: string[] = [],
): Promise<IDataObject[]> {
	const { workflow, node, additionalData } = surroundings(setting);
	const given = items.map((json) => ({ json }));
	const data = { main: [given] };
	const run = createRunExecutionData();
	const mode = setting.mode ?? 'webhook';
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		mode,
		run,
		0,
		given,
		data,
		{ node, data, source: null },
		[],
	);
	const log = (...parts: unknown[]) => logs.push(JSON.stringify(parts));
	Object.defineProperty(context, 'logger', { value: { debug: log, info: log, warn: log, error: log } });
	const [output = []] = await trigger.execute.call(context);
	hints.push(...context.hints.map(({ message }) => message));
	return output.map(({ json }) => json);
}
