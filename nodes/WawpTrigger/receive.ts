import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readSieve } from './filters';
import { type Account, readAccount } from './account';
import { answer, isTest, judgeDelivery, refuse } from './delivery';
import type { Judgement, Settings } from './judgement';
import { isFirstHere, isOnce, type OnceOptions } from './once';
import type { Scheme } from './signature';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** How old a delivery may be: retries come late, and a replay of one that was here is a repeat. */
const OLDEST_MINUTES = { once: 60, otherwise: 5 };

/** Shorter secrets can be found by trying. */
const SHORTEST_SECRET = 8;

interface Options extends OnceOptions {
	maximumAge?: unknown;
	maximumSize?: unknown;
	verification?: unknown;
}

/**
 * Handles one delivery: reads the settings, judges it, answers. Whatever goes wrong on the way refuses the
 * delivery: an error thrown here would make n8n start an execution for it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	let judgement: Judgement;
	let isRepeat: boolean;
	try {
		judgement = await judgeDelivery(context, (account) => readSettings(context, account));
		isRepeat = 'item' in judgement && isWatched(context) && !(await isFirstHere(context, judgement.item));
	} catch {
		// The error may hold the credential's data, so it is not logged.
		return refuse(
			context,
			500,
			'the credential, the parameters of the node or the delivery could not be read',
		);
	}
	if ('reason' in judgement) return refuse(context, judgement.status, judgement.reason);
	if (isRepeat) return answer(context, 200, 'ignored: it came before');
	if ('item' in judgement) return { workflowData: [[{ json: judgement.item }]] };
	return answer(context, 200, `ignored: ${judgement.ignored}`);
}

/** Whether repeats are dropped: not while somebody tries the workflow with the same event over and over. */
function isWatched(context: IWebhookFunctions): boolean {
	return !isTest(context) && isOnce(optionsOf(context));
}

/**
 * Stops the activation of a node that asks for a proof that it could never check, or that anybody could give.
 *
 * @throws NodeOperationError that says what to do
 */
export async function assertVerifiable(context: IHookFunctions): Promise<void> {
	const account = await readAccount(context);
	if (account.secrets.some((secret) => secret.length < SHORTEST_SECRET)) {
		throw new NodeOperationError(context.getNode(), 'The Webhook Secret is too short', {
			description: `Enter at least ${SHORTEST_SECRET} characters as Webhook Secret, and as Previous Webhook Secret, in the Wawp credential, and the same secret in Wawp.`,
		});
	}
	if (readSettings(context, account).scheme === 'auto' || account.secrets.length > 0) return;
	throw new NodeOperationError(context.getNode(), 'Verification needs a Webhook Secret', {
		description:
			'Choose a Wawp credential and fill in its Webhook Secret, or set Verification back to "Automatic".',
	});
}

function optionsOf(context: IWebhookFunctions | IHookFunctions): Options {
	return context.getNodeParameter('options', {}) as Options;
}

function readSettings(context: IWebhookFunctions | IHookFunctions, account: Account): Settings {
	const options = optionsOf(context);
	const oldest = isOnce(options) ? OLDEST_MINUTES.once : OLDEST_MINUTES.otherwise;
	return {
		...account,
		sieve: readSieve(context),
		scheme: schemeOf(context),
		maxBytes: numberOr(1, options.maximumSize, 0.001) * MEGABYTE,
		maxAgeMs: numberOr(oldest, options.maximumAge, 0) * MINUTE_MS,
	};
}

/** How a delivery has to prove itself; nodes before version 3 have it beside the options. */
export function schemeOf(context: IWebhookFunctions | IHookFunctions): Scheme {
	const { verification = context.getNodeParameter('verification', 'auto') } = optionsOf(context);
	return verification as Scheme;
}

/** A value that is no number, or below the least, must not switch a check off. */
function numberOr(standard: number, value: unknown, least: number): number {
	return typeof value === 'number' && value >= least ? value : standard;
}
