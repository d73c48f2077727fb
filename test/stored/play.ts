/** Stored workflows: what was made with an earlier version of the packages, and what it did then. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import type { NodeRun, NodeRunResult } from '../engine';
import { runWassenger, startWassenger } from '../nodes/Wassenger/account';
import { runWawp, startWawp } from '../nodes/Wawp/account';
import { CREDENTIAL, hmac } from '../nodes/WawpTrigger/deliver';
import type { N8n } from '../nodes/WawpTrigger/n8n';
import { runWuts, startWuts } from '../nodes/Wuts/account';

/** A workflow as n8n exports it. */
export interface StoredWorkflow {
	name: string;
	nodes: Pick<INode, 'id' | 'name' | 'type' | 'typeVersion' | 'position' | 'parameters' | 'webhookId'>[];
	connections: IDataObject;
}

/** What an action node did when the API gave this answer to everything. */
export interface ActionRun {
	answer: unknown;
	requests: IDataObject[];
	items: IDataObject[];
}

/** What a trigger did with a delivery. */
export interface TriggerRun {
	delivery: object;
	status: number;
	items: IDataObject[];
}

/** What the nodes of a workflow did, by their names: one run of an action, one per delivery of a trigger. */
export type StoredRuns = Record<string, ActionRun | TriggerRun[]>;

/** A folder per version; none is ever written again. */
const FOLDER = path.join(__dirname, 'workflows');
const RUNS = '.runs.json';

type Run = (sandbox: Sandbox, parameters: INodeParameters) => Promise<NodeRunResult>;

const more = (parameters: INodeParameters): Partial<NodeRun> => ({ parameters });

/** How an action node is run, by its type. */
export const ACTIONS: Record<string, { start: () => Promise<Sandbox>; run: Run }> = {
	'n8n-nodes-wawp.wawp': {
		start: startWawp,
		run: (sandbox, parameters) => runWawp(sandbox, '', '', {}, more(parameters)),
	},
	'n8n-nodes-wassenger-status.wassenger': {
		start: startWassenger,
		run: (sandbox, parameters) => runWassenger(sandbox, '', {}, more(parameters)),
	},
	'n8n-nodes-wuts-status.wuts': {
		start: startWuts,
		run: (sandbox, parameters) => runWuts(sandbox, '', {}, more(parameters)),
	},
};

/** All stored workflows, with their runs. */
export function storedWorkflows(): { file: string; workflow: StoredWorkflow; runs: StoredRuns }[] {
	if (!existsSync(FOLDER)) return [];
	return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && !file.endsWith(RUNS))
		.map((file) => ({
			file,
			workflow: readJson(file) as StoredWorkflow,
			runs: readJson(file.replace(/\.json$/, RUNS)) as StoredRuns,
		}));
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
}

/** Runs an action node against an API that gives this answer to everything: what left, and what came out. */
export async function playAction(
	sandbox: Sandbox,
	{ type, parameters }: Pick<INode, 'type' | 'parameters'>,
	answer: unknown,
): Promise<ActionRun> {
	sandbox.requests.length = 0;
	sandbox.clearFaults();
	sandbox.fail({
		route: '*',
		kind: 'status',
		status: answer === null ? 204 : 200,
		body: typeof answer === 'string' ? JSON.stringify(answer) : answer,
	});
	const result = await ACTIONS[type]?.run(sandbox, parameters);
	if (result === undefined || result.error !== undefined)
		throw result?.error ?? new Error(`What is ${type}?`);
	const requests = sandbox.requests.map(({ service, method, path: sent, query, body }) => ({
		...{ service, method, path: sent, query: withoutFuture(query) as IDataObject },
		...(body !== undefined && { body }),
	}));
	const items = (result.outputs[0] ?? []).map(({ json }) => json);
	return JSON.parse(JSON.stringify({ answer, requests, items })) as ActionRun;
}

/** A limit in the future is another at each run: it only keeps an answer from coming out of a cache. */
function withoutFuture(query: Record<string, unknown>): Record<string, unknown> {
	const isNow = ([name, value]: [string, unknown]) =>
		name !== 'filter.timestamp.lte' || Number(value) * 1000 < Date.now();
	return Object.fromEntries(Object.entries(query).filter(isNow));
}

/** Delivers events to a trigger, in order and signed: what it answered, and what started an execution. */
export async function playTrigger(
	n8n: N8n,
	{ parameters, typeVersion }: Pick<INode, 'parameters' | 'typeVersion'>,
	deliveries: object[],
): Promise<TriggerRun[]> {
	n8n.setting = { parameters, typeVersion, credential: CREDENTIAL };
	const runs: TriggerRun[] = [];
	for (const delivery of deliveries) {
		n8n.executions.length = 0;
		const body = JSON.stringify(delivery);
		const headers = { 'content-type': 'application/json', 'x-webhook-hmac': hmac(body) };
		const { status } = await fetch(n8n.url, { method: 'POST', body, headers });
		runs.push({ delivery, status, items: n8n.executions.map((item) => ({ ...item })) });
	}
	return JSON.parse(JSON.stringify(runs)) as TriggerRun[];
}
