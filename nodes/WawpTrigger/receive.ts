import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readSieve } from './filters';
import { type Account, AccountMemory, readAccount } from './account';
import { type Incoming, judge, type Judgement, type Settings } from './judgement';
import { isFirstHere, isOnce, type OnceOptions } from './once';
import type { Scheme } from './signature';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** How old a delivery may be: retries come late, and a replay of one that was here is a repeat. */
const OLDEST_MINUTES = { once: 60, otherwise: 5 };

/** Shorter secrets can be found by trying. */
const SHORTEST_SECRET = 8;

/** n8n's request. It has read the body of the usual types only, and of multipart nothing is left to read. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
	headers: Incoming['headers'];
	query: Incoming['query'];
}

interface Options extends OnceOptions {
	maximumAge?: unknown;
	maximumSize?: unknown;
}

const ACCOUNTS = new AccountMemory();

/**
 * Handles one delivery: reads the settings, judges it, answers. Whatever goes wrong on the way refuses the
 * delivery: an error thrown here would make n8n start an execution for it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	let judgement: Judgement;
	let isRepeat: boolean;
	try {
		judgement = await judged(context);
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

/** A secret that is not the one in memory may be the new one. */
async function judged(context: IWebhookFunctions): Promise<Judgement> {
	const incoming = await readRequest(context);
	const account = isTest(context) ? await readAccount(context) : await ACCOUNTS.of(context);
	const judgement = judgedBy(account, context, incoming);
	if (!('unproven' in judgement) || isTest(context)) return judgement;
	const newer = await ACCOUNTS.newerThan(account, context);
	return newer === undefined ? judgement : judgedBy(newer, context, incoming);
}

function judgedBy(account: Account, context: IWebhookFunctions, incoming: Incoming): Judgement {
	return judge(incoming, readSettings(context, account), Date.now());
}

/** Whether repeats are dropped: not while somebody tries the workflow with the same event over and over. */
function isWatched(context: IWebhookFunctions): boolean {
	return !isTest(context) && isOnce(optionsOf(context));
}

function isTest(context: IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
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
	throw new NodeOperationError(context.getNode(), 'Verify Deliveries needs a Webhook Secret', {
		description:
			'Choose a Wawp credential and fill in its Webhook Secret, or set Verify Deliveries back to "Automatic".',
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
		scheme: context.getNodeParameter('verification', 'auto') as Scheme,
		maxBytes: numberOr(1, options.maximumSize, 0.001) * MEGABYTE,
		maxAgeMs: numberOr(oldest, options.maximumAge, 0) * MINUTE_MS,
	};
}

/** A value that is no number, or below the least, must not switch a check off. */
function numberOr(standard: number, value: unknown, least: number): number {
	return typeof value === 'number' && value >= least ? value : standard;
}

/** The bytes as they came, also of types that n8n leaves unread; none where they cannot be had. */
async function readRequest(context: IWebhookFunctions): Promise<Incoming> {
	const request = context.getRequestObject() as unknown as RawRequest;
	const { headers, query } = request;
	const isUnpacked = /^multipart\//i.test(String(headers['content-type'] ?? ''));
	if (request.rawBody === undefined && !isUnpacked) {
		try {
			await request.readRawBody?.();
		} catch {
			// Too large for n8n, cut off, or not packed as it says.
		}
	}
	return { rawBody: request.rawBody ?? Buffer.alloc(0), headers, query };
}

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	context.logger.warn(`Wawp Trigger refused a delivery with ${status}: ${reason}`, {
		workflowId: context.getWorkflow().id,
		nodeName: context.getNode().name,
	});
	return answer(context, status, reason);
}

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ status, message });
	return { noWebhookResponse: true };
}
