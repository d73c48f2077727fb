import '../../engine';

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { request } from 'undici';

import { WawpApi } from '../../../credentials/WawpApi.credentials';
import { WawpTrigger } from '../../../nodes/WawpTrigger/WawpTrigger.node';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { GivenCredentials } from '../../engine';

export const TOKEN = 'access-token-of-the-test';
export const SECRET = 'webhook-secret-of-the-test';
export const SHOP = 'A1B2C3D4E5F6';
export const DESK = 'B2C3D4E5F6A1';

/** The webhooks that are not n8n's: Wawp's own, and one of another program, with all that a webhook can have. */
export const SYSTEM = { url: 'https://api.wawp.net/system/inbox', events: ['message'], is_active: 1 };
export const CRM = {
	url: 'https://crm.example.com/hook?key=of-the-crm',
	events: ['message', 'message.ack'],
	is_active: 1,
	name: 'CRM',
	retries: { delay: 5, attempts: 3 },
	hmac: 'secret-of-the-crm',
};

/** A sandbox whose first instance has the webhooks of others. */
export async function startWawp(options: SandboxOptions = {}): Promise<Sandbox> {
	const webhooks = [
		{ url: SYSTEM.url, events: SYSTEM.events, isSystem: true },
		{
			url: CRM.url,
			events: CRM.events,
			name: CRM.name,
			secret: CRM.hmac,
			retry: { attempts: 3, delayMs: 5000 },
		},
	];
	return await startSandbox({
		accounts: [
			{
				accessToken: TOKEN,
				instances: [
					{ id: SHOP, phone: '447441429009', webhooks },
					{ id: DESK, phone: '201001234567' },
				],
			},
		],
		webhookRetry: { attempts: 1, delayMs: 1 },
		...options,
	});
}

/** What stands between n8n and Wawp, so that something can happen in between. */
export interface Gate {
	webhookApiUrl: string;
	/** Before a call (`GET /session/webhook`) reaches Wawp. */
	before: (route: string, body: string) => Promise<unknown>;
	/** After Wawp did it, before n8n hears of it. */
	after: (route: string) => Promise<unknown>;
	close: () => void;
}

/** Opens a gate to the webhook API of a sandbox. */
export async function openGate({ webhookApiUrl }: Pick<Sandbox, 'webhookApiUrl'>): Promise<Gate> {
	const nothing = async () => await Promise.resolve();
	const gate: Gate = { webhookApiUrl: '', before: nothing, after: nothing, close: () => undefined };
	const pass = async (incoming: IncomingMessage, response: ServerResponse) => {
		const { method = '', url = '' } = incoming;
		const parts: Buffer[] = [];
		for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part);
		const route = `${method} ${url.split('?')[0] ?? ''}`;
		const sent = Buffer.concat(parts);
		await gate.before(route, sent.toString());
		const answer = await request(webhookApiUrl + url, {
			method: method as 'GET',
			headers: { 'content-type': 'application/json' },
			...(parts.length > 0 && { body: sent }),
		});
		const text = await answer.body.text();
		await gate.after(route);
		response.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(text);
	};
	const server = createServer((incoming, response) => void pass(incoming, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	gate.webhookApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	gate.close = () => {
		server.close();
		server.closeAllConnections();
	};
	return gate;
}

/** One call of the webhook API, as another program makes it. */
export async function callApi(
	sandbox: Sandbox,
	route: string,
	body?: object,
	instanceId = SHOP,
): Promise<IDataObject> {
	const [method = '', path = ''] = route.split(' ');
	const query = new URLSearchParams({ access_token: TOKEN, instance_id: instanceId });
	const answer = await request(`${sandbox.webhookApiUrl}${path}?${query.toString()}`, {
		method: method as 'GET',
		headers: { 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
	const said = (await answer.body.json()) as IDataObject;
	if (answer.statusCode !== 200) throw new Error(JSON.stringify(said));
	return said;
}

/** The webhooks of an instance as Wawp lists them. */
export async function listed(sandbox: Sandbox, instanceId = SHOP): Promise<IDataObject[]> {
	return (await callApi(sandbox, 'GET /session/webhook', undefined, instanceId))['webhooks'] as IDataObject[];
}

const type = new WawpTrigger();
const nodeTypes = {
	getByName: () => type,
	getByNameAndVersion: () => type,
	getKnownTypes: () => ({}),
} as INodeTypes;

/** A trigger node in a workflow of an n8n, with what n8n keeps of it from one activation to the next. */
export interface Placed {
	webhookId: string;
	/** The address of n8n. */
	base: string;
	parameters: IDataObject;
	credential: ICredentialDataDecryptedObject | undefined;
	/** As it stands in n8n's database; that of a test is another, and is gone with the test. */
	staticData: { production: string; test: string };
	logs: string[];
}

/** A trigger that registers itself at the sandbox. */
export function place(
	{ baseUrl, webhookApiUrl }: Pick<Sandbox, 'baseUrl' | 'webhookApiUrl'>,
	parameters: IDataObject = {},
	webhookId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
): Placed {
	return {
		webhookId,
		base: 'https://n8n.example.com',
		parameters: { registration: 'automatic', events: ['message'], ...parameters },
		credential: { accessToken: TOKEN, instanceId: SHOP, webhookSecret: SECRET, baseUrl, webhookApiUrl },
		staticData: { production: '{}', test: '{}' },
		logs: [],
	};
}

export type Kind = keyof Placed['staticData'];

/** The address that n8n has for a trigger. */
export function urlOf({ base, webhookId }: Placed, kind: Kind = 'production'): string {
	return `${base}/${kind === 'test' ? 'webhook-test' : 'webhook'}/${webhookId}/webhook`;
}

/** Activates as n8n does: asks `checkExists`, calls `create` where that says no, takes back what failed. */
export async function activate(
	placed: Placed,
	kind: Kind = 'production',
	mode: WorkflowActivateMode = 'activate',
): Promise<boolean> {
	const { context, save } = hook(placed, kind, kind === 'test' ? 'manual' : mode);
	const methods = type.webhookMethods.default;
	try {
		if (await methods.checkExists.call(context)) return false;
		await methods.create.call(context);
		return true;
	} catch (error) {
		await methods.delete.call(context).catch((second: unknown) => placed.logs.push(String(second)));
		throw error;
	} finally {
		save();
	}
}

/** Deactivates as n8n does. */
export async function deactivate(placed: Placed, kind: Kind = 'production'): Promise<void> {
	const { context, save } = hook(placed, kind, 'update');
	try {
		await type.webhookMethods.default.delete.call(context);
	} finally {
		save();
	}
}

function hook(placed: Placed, kind: Kind, mode: WorkflowActivateMode) {
	const node = {
		id: 'n1',
		name: 'Wawp Trigger',
		type: 'n8n-nodes-wawp.wawpTrigger',
		typeVersion: 3,
		position: [0, 0],
		webhookId: placed.webhookId,
		parameters: placed.parameters,
		...(placed.credential && { credentials: { wawpApi: { id: '1', name: 'Wawp' } } }),
	} as unknown as INode;
	const staticData = JSON.parse(placed.staticData[kind]) as IDataObject;
	const workflow = new Workflow({
		id: 'w1',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
	});
	const additionalData = {
		webhookBaseUrl: `${placed.base}/webhook`,
		webhookTestBaseUrl: `${placed.base}/webhook-test`,
		credentialsHelper: new GivenCredentials(new WawpApi(), placed.credential ?? {}),
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const webhookData = {
		webhookDescription: type.description.webhooks?.[0],
		isTest: kind === 'test',
	} as unknown as IWebhookData;
	const context = new HookContext(
		workflow,
		node,
		additionalData,
		kind === 'test' ? 'manual' : 'trigger',
		mode,
		webhookData,
	);
	const log = (...parts: unknown[]) => placed.logs.push(JSON.stringify(parts));
	Object.defineProperty(context, 'logger', { value: { debug: log, info: log, warn: log, error: log } });
	const save = () => (placed.staticData[kind] = JSON.stringify(workflow.staticData));
	return { context, save };
}
