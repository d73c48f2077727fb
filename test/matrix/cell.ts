import type { INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type LedgerEntry, type Sandbox } from '../../sandbox';
import type { NodeRunResult } from '../engine';
import { SHOP } from '../nodes/Wassenger/account';
import { INSTANCES } from '../nodes/Wawp/account';
import { execute, marksOf } from './execution';
import type { SpoiltCall } from './faults';
import type { OperationKind } from './kinds';
import type { Scenario } from './scenarios';
import { leaksOf, SECRETS } from './secrets';

/** What an execution said of one item. */
export type Claim = 'done' | 'notDone' | 'unknown' | 'untouched' | 'missing';

/** What was said of one item, and how often its work was really done. */
export interface Told {
	claim: Claim;
	processed: number;
}

/** What came of a cell: what was said of each item, and where a secret stood. */
export interface CellRun {
	told: Told[];
	leaks: string[];
}

/** A call that is answered is answered by then. */
const BUSY_MACHINE_SECONDS = 60;

/** Longer than any delay of a fault. */
const ALL_OVER_MS = 60_000;

/** Runs three items once, one of whose calls goes wrong; gives what was said of each, and what really happened. */
export async function runCell(kind: OperationKind, spoilt: SpoiltCall, scenario: Scenario): Promise<CellRun> {
	const sandbox = await sandboxFor(kind);
	try {
		plan(sandbox, kind, spoilt, scenario);
		const timeout = spoilt.endless ? 1 : BUSY_MACHINE_SECONDS;
		const { onError, retry, simplify } = scenario;
		const more = { onError, retryOnFail: retry, maxTries: 5, simplify };
		const result = await execute(kind, sandbox, { timeout }, more);
		await settled(sandbox);
		const told = marksOf(kind).map((mark, index) => ({
			claim: claimOf(kind, result, index),
			processed: sandbox.ledger.filter((entry) => isOf(entry, kind, mark)).length,
		}));
		return { told, leaks: [...leaksOf(result.run), ...leaksOf(result.error)] };
	} finally {
		await sandbox.close();
	}
}

async function sandboxFor({ state }: OperationKind): Promise<Sandbox> {
	const instances = INSTANCES.map((id, index) => ({
		id,
		phone: `44744142900${index}`,
		engine: 'GOWS' as const,
		status: state,
	}));
	return await startSandbox({
		accounts: [{ accessToken: SECRETS.wawp, instances }],
		startingMs: 50,
		wassenger: {
			apiKey: SECRETS.wassenger,
			devices: [{ id: SHOP, phone: '447441429009', alias: 'Shop', status: 'online' }],
		},
		wuts: { apiToken: SECRETS.wuts },
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
function claimOf({ effect }: OperationKind, { outputs, error }: NodeRunResult, index: number): Claim {
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
	return /may have been carried out|Look at the phone/.test(words);
}
