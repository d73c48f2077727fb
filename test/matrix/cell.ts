import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { Wawp } from '../../nodes/Wawp/Wawp.node';
import { Wassenger } from '../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import { Wuts } from '../../packages/wuts-status/nodes/Wuts/Wuts.node';
import { startSandbox, type LedgerEntry, type Sandbox, type ServiceName } from '../../sandbox';
import type { NodeRun, NodeRunResult } from '../engine';
import { KEY, runWassenger, SHOP } from '../nodes/Wassenger/account';
import { INSTANCES, runWawp, TOKEN } from '../nodes/Wawp/account';
import { runWuts, TOKEN as WUTS_TOKEN } from '../nodes/Wuts/account';
import type { SpoiltCall } from './faults';
import type { OperationKind } from './kinds';
import type { Scenario } from './scenarios';

/** What an execution said of one item. */
export type Claim = 'done' | 'notDone' | 'unknown' | 'untouched' | 'missing';

/** What was said of one item, and how often its work was really done. */
export interface Told {
	claim: Claim;
	processed: number;
}

type Run = (
	sandbox: Sandbox,
	operation: [resource: string, operation: string],
	parameters: INodeParameters,
	more: Partial<NodeRun>,
) => Promise<NodeRunResult>;

/** A node has no state, and to make its description takes longer than an execution. */
const NODES = { wawp: new Wawp(), wassenger: new Wassenger(), wuts: new Wuts() };

const RUNS: Record<ServiceName, Run> = {
	wawp: async (sandbox, [resource, operation], parameters, more) =>
		await runWawp(sandbox, resource, operation, parameters, { ...more, nodeType: NODES.wawp }),
	wassenger: async (sandbox, [, operation], parameters, more) =>
		await runWassenger(sandbox, operation, parameters, { ...more, nodeType: NODES.wassenger }),
	wuts: async (sandbox, [, operation], parameters, more) =>
		await runWuts(sandbox, operation, parameters, { ...more, nodeType: NODES.wuts }),
};

const MARKS = ['first of three', 'second of three', 'third of three'] as const;

/** A call that is answered is answered by then. */
const BUSY_MACHINE_SECONDS = 60;

/** Longer than any delay of a fault. */
const ALL_OVER_MS = 60_000;

/** Runs three items once, one of whose calls goes wrong; gives what was said of each, and what really happened. */
export async function runCell(kind: OperationKind, spoilt: SpoiltCall, scenario: Scenario): Promise<Told[]> {
	const sandbox = await sandboxFor(kind);
	try {
		plan(sandbox, kind, spoilt, scenario);
		const marks = kind.marks ?? MARKS;
		const result = await runOf(kind)(sandbox, parametersOf(kind, spoilt, sandbox), {
			items: marks.map((mark) => ({ json: { mark } })),
			onError: scenario.onError,
			retryOnFail: scenario.retry,
			maxTries: 5,
		});
		await settled(sandbox);
		return marks.map((mark, index) => ({
			claim: claimOf(kind, result, index),
			processed: sandbox.ledger.filter((entry) => isOf(entry, kind, mark)).length,
		}));
	} finally {
		await sandbox.close();
	}
}

/** Runs the operation of a kind. */
function runOf({ name }: OperationKind) {
	const [service = '', resource = '', operation = ''] = name.split(/[/ ]/);
	return async (sandbox: Sandbox, parameters: INodeParameters, more: Partial<NodeRun>) =>
		await RUNS[service as ServiceName](sandbox, [resource, operation], parameters, more);
}

async function sandboxFor({ state }: OperationKind): Promise<Sandbox> {
	const instances = INSTANCES.map((id, index) => ({
		id,
		phone: `44744142900${index}`,
		engine: 'GOWS' as const,
		status: state,
	}));
	return await startSandbox({
		accounts: [{ accessToken: TOKEN, instances }],
		startingMs: 50,
		wassenger: {
			apiKey: KEY,
			devices: [{ id: SHOP, phone: '447441429009', alias: 'Shop', status: 'online' }],
		},
		wuts: { apiToken: WUTS_TOKEN },
	});
}

/** Lets so many calls pass, and spoils the next ones. */
function plan(
	sandbox: Sandbox,
	{ route, before = { anItem: 1, inItem: 0 } }: OperationKind,
	{ fault }: SpoiltCall,
	{ position, times, rate }: Scenario,
): void {
	const spare = position * before.anItem + before.inItem;
	if (spare > 0) sandbox.fail({ kind: 'latency', ms: 0, route, times: spare });
	sandbox.fail({ ...fault, route: fault.kind === 'slowMedia' ? '*' : route, times, rate });
}

function parametersOf(kind: OperationKind, { endless }: SpoiltCall, sandbox: Sandbox): INodeParameters {
	const given = kind.parameters((name) => `${sandbox.url}/sandbox/media/${name}`);
	const timeout = endless ? 1 : BUSY_MACHINE_SECONDS;
	return { ...given, options: { timeout, ...(given.options as INodeParameters | undefined) } };
}

/** Waits until nothing is under way any more: what a node gave up may still be carried out. */
async function settled(sandbox: Sandbox): Promise<void> {
	for (let round = 0; round < 2; round++) {
		sandbox.clock.advance(ALL_OVER_MS);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

function isOf(entry: LedgerEntry, { route, workRoute = route }: OperationKind, mark: string): boolean {
	return (
		entry.route === workRoute &&
		JSON.stringify([entry.instance, entry.parameters]).includes(JSON.stringify(mark).slice(1, -1))
	);
}

/** What an execution says of an item: by what came out for it, or by the error that stopped it. */
export function claimOf({ effect }: OperationKind, { outputs, error }: NodeRunResult, index: number): Claim {
	const own = outputs.flat().filter((item) => indexOf(item) === index);
	const [first] = own;
	if (first !== undefined) return claimOfItem(first);
	if (error === undefined) return effect === 'read' ? 'untouched' : 'missing';
	if (error.context?.itemIndex !== index) return 'untouched';
	return isUnknown(`${error.message} ${error.description ?? ''}`) ? 'unknown' : 'notDone';
}

function indexOf({ pairedItem }: INodeExecutionData): number | undefined {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem)
		? pairedItem.item
		: (pairedItem as number | undefined);
}

function claimOfItem({ json }: INodeExecutionData): Claim {
	if (!('error' in json)) return 'done';
	return (json.details as { outcome?: string } | undefined)?.outcome === 'unknown' ? 'unknown' : 'notDone';
}

/** An error that stops an execution says it in words only. */
function isUnknown(words: string): boolean {
	return /may have been carried out|before you run this again/.test(words);
}
