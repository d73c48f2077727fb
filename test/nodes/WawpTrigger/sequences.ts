import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import {
	activate,
	callApi,
	CRM,
	deactivate,
	listed,
	openGate,
	place,
	startWawp,
	SYSTEM,
	urlOf,
	type Gate,
	type Kind,
	type Placed,
} from './registering';

const EVENTS = ['message', 'message.ack', 'call.received'];
const FOREIGN = ['https://a.example.com/hook', 'https://b.example.com/hook?key=1', 'https://c.example.com/x'];
const ADDRESSES = ['https://n8n.example.com', 'https://other.example.com/n8n'];
const IDS = ['aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', 'ffffffff-bbbb-4ccc-8ddd-eeeeeeeeeeee'];

/** What somebody else does to the webhooks of the instance. */
type Edit = { what: 'set' | 'remove'; which: number; events: string[] };

/** What happens to one of the two triggers. */
type Act = { kind: Kind; active: boolean; events?: string[] | undefined; address?: number | undefined };

/** One act of either trigger, or one of each at the same time; the edits of others come between the calls. */
interface Step {
	acts: [Act | undefined, Act | undefined];
	edits: Edit[];
}

const events = fc.uniqueArray(fc.constantFrom(...EVENTS), { minLength: 1 });
const edit = fc.record<Edit>({
	what: fc.constantFrom('set', 'set', 'remove'),
	which: fc.nat(FOREIGN.length - 1),
	events,
});
const act = fc.record<Act>({
	kind: fc.constantFrom<Kind>('production', 'production', 'test'),
	active: fc.boolean(),
	events: fc.option(events, { nil: undefined }),
	address: fc.option(fc.nat(ADDRESSES.length - 1), { nil: undefined }),
});
const step = fc.record<Step>({
	acts: fc.tuple(fc.option(act, { nil: undefined }), fc.option(act, { nil: undefined })),
	edits: fc.array(edit, { maxLength: 4 }),
});
const sequences = fc.array(step, { minLength: 1, maxLength: 8 });

/** What others believe to have registered; `removed` are those that they took out at some time. */
class Others {
	readonly own = new Map<string, IDataObject>([SYSTEM, CRM].map((webhook) => [webhook.url, webhook]));
	readonly removed = new Set<string>();

	constructor(private readonly sandbox: Sandbox) {}

	/** Does one edit, as other programs do it: the upsert, or the list read and overwritten at once. */
	async edit({ what, which, events: names }: Edit): Promise<void> {
		const url = FOREIGN[which] ?? '';
		if (what === 'set') {
			const webhook = { url, events: names, is_active: 1, name: `No. ${which}`, hmac: `secret ${which}` };
			await callApi(this.sandbox, 'POST /webhook/set', webhook);
			this.own.set(url, webhook);
			return;
		}
		const all = await listed(this.sandbox);
		const webhooks = all.filter((webhook) => webhook.url !== url);
		await callApi(this.sandbox, 'POST /session/webhook', { webhooks });
		this.own.delete(url);
		this.removed.add(url);
	}

	/** What is wrong: theirs that are lost or changed, and what is there without being theirs or expected. */
	async wrong(expected: string[]): Promise<string[]> {
		const all = new Map(
			(await listed(this.sandbox)).map((webhook) => [webhook.url as string, webhook] as const),
		);
		const lost = [...this.own].filter(([url, webhook]) => !sameEntry(all.get(url), webhook));
		const extra = [...all.keys()].filter(
			(url) => !this.own.has(url) && !this.removed.has(url) && !expected.includes(url),
		);
		const missing = expected.filter((url) => !all.has(url));
		return [
			...lost.map(([url]) => `lost or changed: ${url}`),
			...extra.map((url) => `left behind: ${url}`),
			...missing.map((url) => `not registered: ${url}`),
		];
	}
}

function sameEntry(one: IDataObject | undefined, other: IDataObject): boolean {
	const sorted = (entry: IDataObject) =>
		JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
	return one !== undefined && sorted(one) === sorted(other);
}

/** What came of many sequences. */
export interface Outcome {
	sequences: number;
	/** Calls of n8n, and edits of others between them. */
	calls: number;
	edits: number;
}

/**
 * Random sequences of activation and deactivation of two triggers, in production and as a test, one after the other or at
 * once, with other events and another address of n8n, while others edit the webhooks of the instance between the calls.
 * After each step nothing of others is lost or changed, what is active is registered, and nothing else is left.
 *
 * Edits come where a call reaches Wawp or was done by it, except in the window that the architecture page describes: from
 * the list to the overwriting, or to the putting back, that follows it.
 *
 * @param seed the same seed gives the same sequences
 * @throws with the shortest sequence that fails
 */
export async function runSequences(count: number, seed = 1): Promise<Outcome> {
	const sandbox = await startWawp();
	const gate = await openGate(sandbox);
	const outcome = { sequences: 0, calls: 0, edits: 0 };
	try {
		const property = fc.asyncProperty(sequences, async (steps) => {
			await callApi(sandbox, 'POST /session/webhook', { webhooks: [SYSTEM, CRM] });
			await runSequence(sandbox, gate, steps, outcome);
			outcome.sequences += 1;
			sandbox.requests.length = 0;
		});
		await fc.assert(property, { numRuns: count, seed });
	} finally {
		gate.close();
		await sandbox.close();
	}
	return outcome;
}

/** The calls before which something is in the window: overwriting, and putting back what is not n8n's. */
function endsWindow(route: string, body: string): boolean {
	return (
		route === 'POST /session/webhook' ||
		(route === 'POST /webhook/set' && !IDS.some((id) => body.includes(id)))
	);
}

async function runSequence(sandbox: Sandbox, gate: Gate, steps: Step[], outcome: Outcome): Promise<void> {
	const others = new Others(sandbox);
	const triggers = IDS.map(
		(id) => new Trigger(place({ ...sandbox, webhookApiUrl: gate.webhookApiUrl }, {}, id)),
	);
	const all = (acting: (trigger: Trigger, index: number) => Promise<void>) =>
		Promise.all(triggers.map(acting));
	const check = async () => {
		const wrong = await others.wrong(triggers.flatMap((trigger) => trigger.urls()));
		if (wrong.length > 0) throw new Error(wrong.join('; '));
	};
	for (const { acts, edits } of steps) {
		const left = [...edits];
		const editNext = async () => {
			const next = left.shift();
			if (next === undefined) return;
			outcome.edits += 1;
			await others.edit(next);
		};
		gate.before = async (route, body) => {
			outcome.calls += 1;
			if (!endsWindow(route, body)) await editNext();
		};
		gate.after = async (route) => {
			if (route !== 'GET /session/webhook') await editNext();
		};
		await all(async (trigger, index) => await trigger.do(acts[index]));
		while (left.length > 0) await editNext();
		await check();
	}
	await all(async (trigger) => await trigger.end());
	await check();
}

/** One trigger, and what of it is active. */
class Trigger {
	private readonly active = new Map<Kind, string>();

	constructor(private readonly placed: Placed) {}

	urls(): string[] {
		return [...this.active.values()];
	}

	async do(wanted: Act | undefined): Promise<void> {
		if (wanted === undefined) return;
		const { kind, active, events: names, address } = wanted;
		// A test ends with its n8n, and n8n cannot start at another address before.
		const base = this.active.has('test') || address === undefined ? undefined : ADDRESSES[address];
		if (base !== undefined && !active) await this.off(kind);
		this.placed.base = base ?? this.placed.base;
		this.placed.parameters = { ...this.placed.parameters, ...(names && { events: names }) };
		if (!active) await this.off(kind);
		else if (base !== undefined && this.active.has('production')) await this.on('production', 'init');
		else await this.on(kind);
	}

	async end(): Promise<void> {
		for (const kind of ['production', 'test'] as const) await this.off(kind);
	}

	private async on(kind: Kind, mode: 'activate' | 'init' = 'activate'): Promise<void> {
		await activate(this.placed, kind, mode);
		this.active.set(kind, urlOf(this.placed, kind));
	}

	private async off(kind: Kind): Promise<void> {
		await deactivate(this.placed, kind);
		if (kind === 'test') this.placed.staticData.test = '{}';
		this.active.delete(kind);
	}
}
