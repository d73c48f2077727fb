import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-jest-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test-key';

import express, { type Request, type Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { WawpTrigger } from '../../../nodes/WawpTrigger/WawpTrigger.node';

export const SECRET = 'webhook-secret-of-the-test';
export const TOKEN = 'access-token-of-the-test';
const TYPE = 'n8n-nodes-wawp.wawpTrigger';

export interface Setting {
	parameters?: IDataObject;
	/** Undefined: the node has no credential. An error: n8n cannot give it out. */
	credential?: ICredentialDataDecryptedObject | Error;
}

interface Surroundings {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	webhookData: IWebhookData;
}

const trigger = new WawpTrigger();

function surroundings({ parameters = {}, credential }: Setting): Surroundings {
	const node: INode = {
		id: 'n1',
		name: 'Wawp Trigger',
		type: TYPE,
		typeVersion: 1,
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
	const getDecrypted = async () =>
		credential instanceof Error ? await Promise.reject(credential) : await Promise.resolve(credential ?? {});
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

/** n8n's own reading of a body: malformed JSON is a 422, multipart is unpacked without raw bytes. */
async function readLikeN8n(request: N8nRequest): Promise<boolean> {
	const parts: Buffer[] = [];
	for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
	const type = (request.headers['content-type'] ?? '').split(';')[0];
	if (type === 'multipart/form-data') {
		request.body = { data: { event: 'message' }, files: {} };
		return true;
	}
	const rawBody = (request.rawBody = Buffer.concat(parts));
	request.body = {};
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
		const result = await callWebhook(n8n, request, response);
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

async function callWebhook(n8n: N8n, request: N8nRequest, response: Response): Promise<IWebhookResponseData> {
	const { workflow, node, additionalData, webhookData } = surroundings(n8n.setting);
	const whole = { ...additionalData, httpRequest: request, httpResponse: response };
	const context = new WebhookContext(workflow, node, whole, 'webhook', webhookData, [], null);
	const log = (...parts: unknown[]) => n8n.logs.push(JSON.stringify(parts));
	Object.defineProperty(context, 'logger', { value: { debug: log, info: log, warn: log, error: log } });
	return await trigger.webhook.call(context);
}
