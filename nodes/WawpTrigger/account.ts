import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../shared/json';
import { nodeOf, placeOf } from '../shared/processed';

/** What the trigger needs of its credential. */
export interface Account {
	/** The webhook secret, and the previous one while people change it; empty where nothing has to be proven. */
	secrets: readonly string[];
	/** Texts that must not appear in the output. */
	hidden: readonly string[];
}

type Context = IWebhookFunctions | IHookFunctions | IExecuteFunctions;

/**
 * Reads the account from the credential, which is optional: without one there is nothing to prove.
 *
 * @throws whatever n8n throws that cannot give the credential out; it may hold the credential's data
 */
export async function readAccount(context: Context): Promise<Account> {
	if (nodeOf(context).credentials?.wawpApi === undefined) return { secrets: [], hidden: [] };
	const data = await context.getCredentials('wawpApi');
	const [token = '', ...secrets] = [data.accessToken, data.webhookSecret, data.previousWebhookSecret].map(
		(value) => asText(value).trim(),
	);
	return { secrets: secrets.filter((secret) => secret !== ''), hidden: [token, ...secrets] };
}

interface Times {
	/** How long an account stays in memory at most. */
	keptMs: number;
	/**
	 * How long a node reads its account again only once, however many proofs fail; and how long one stays that asks for no
	 * proof, since no delivery shows that it has a secret by now.
	 */
	renewedMs: number;
}

const TIMES: Times = { keptMs: 30_000, renewedMs: 5_000 };

/**
 * Accounts in the memory of this process, by workflow, node and credential: reading one costs n8n as much as all the rest
 * of a delivery. What is in here leaves it only to be compared with proofs and to be hidden in outputs.
 */
export class AccountMemory {
	private readonly kept = new Map<string, Promise<Account>>();

	private readonly renewed = new Set<string>();

	constructor(private readonly times = TIMES) {}

	/** How many accounts are in memory. */
	get size(): number {
		return this.kept.size;
	}

	/**
	 * The account of a node, from memory or read now.
	 *
	 * @throws as `readAccount`
	 */
	async of(context: IWebhookFunctions): Promise<Account> {
		return await (this.kept.get(keyOf(context)) ?? this.read(context));
	}

	/**
	 * The account as it is now, for a proof that failed against one from memory: the secret may have been changed.
	 *
	 * @returns undefined where there is nothing newer than `used`
	 * @throws as `readAccount`
	 */
	async newerThan(used: Account, context: IWebhookFunctions): Promise<Account | undefined> {
		const key = keyOf(context);
		if (!this.renewed.has(key)) {
			this.renewed.add(key);
			after(this.times.renewedMs, () => this.renewed.delete(key));
			void this.read(context);
		}
		const current = await this.kept.get(key);
		return current === used ? undefined : current;
	}

	private read(context: IWebhookFunctions): Promise<Account> {
		const key = keyOf(context);
		const reading = readAccount(context);
		const forget = () => {
			if (this.kept.get(key) === reading) this.kept.delete(key);
		};
		this.kept.set(key, reading);
		after(this.times.keptMs, forget);
		reading.then(({ secrets }) => secrets.length === 0 && after(this.times.renewedMs, forget), forget);
		return reading;
	}
}

/** Does something later, if the process is still there then: nobody waits for it. */
function after(ms: number, run: () => void): void {
	AbortSignal.timeout(ms).addEventListener('abort', run);
}

function keyOf(context: IWebhookFunctions): string {
	return JSON.stringify([placeOf(context), nodeOf(context).credentials?.wawpApi?.id]);
}
