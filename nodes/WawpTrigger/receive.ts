import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readSieve } from './filters';
import { type Incoming, judge, type Judgement, type Settings } from './judgement';
import type { Scheme } from './signature';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** n8n's request: `rawBody` is missing for multipart, which n8n has unpacked already. */
interface RawRequest {
	rawBody?: Buffer;
	headers: Incoming['headers'];
	query: Incoming['query'];
}

interface Options {
	maximumAge?: unknown;
	maximumSize?: unknown;
}

/**
 * Handles one delivery: reads the settings, judges it, answers. Whatever goes wrong on the way refuses the
 * delivery: an error thrown here would make n8n start an execution for it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	let settings: Settings;
	try {
		settings = await readSettings(context);
	} catch {
		// The error may hold the credential's data, so it is not logged.
		return refuse(context, 500, 'the credential or the parameters of the node could not be read');
	}
	const judgement = safely(() => judge(readRequest(context), settings, Date.now()));
	if ('reason' in judgement) return refuse(context, judgement.status, judgement.reason);
	if ('item' in judgement) return { workflowData: [[{ json: judgement.item }]] };
	return answer(context, 200, `ignored: ${judgement.ignored}`);
}

/** Stops the activation of a node that asks for a proof that it could never check. */
export async function assertVerifiable(context: IHookFunctions): Promise<void> {
	const { scheme, secret } = await readSettings(context);
	if (scheme === 'auto' || secret !== '') return;
	throw new NodeOperationError(context.getNode(), 'Verify Deliveries needs a Webhook Secret', {
		description:
			'Choose a Wawp credential and fill in its Webhook Secret, or set Verify Deliveries back to "Automatic".',
	});
}

async function readSettings(context: IWebhookFunctions | IHookFunctions): Promise<Settings> {
	const options = context.getNodeParameter('options', {}) as Options;
	const { secret, token } = await readCredential(context);
	return {
		sieve: readSieve(context),
		scheme: context.getNodeParameter('verification', 'auto') as Scheme,
		secret,
		hidden: [secret, token],
		maxBytes: numberOr(1, options.maximumSize, 0.001) * MEGABYTE,
		maxAgeMs: numberOr(5, options.maximumAge, 0) * MINUTE_MS,
	};
}

/** The credential is optional: without one n8n's `getCredentials` would throw. */
async function readCredential(
	context: IWebhookFunctions | IHookFunctions,
): Promise<{ secret: string; token: string }> {
	if (context.getNode().credentials?.wawpApi === undefined) return { secret: '', token: '' };
	const data = await context.getCredentials<Record<string, string | number | undefined>>('wawpApi');
	return { secret: String(data.webhookSecret ?? '').trim(), token: String(data.accessToken ?? '').trim() };
}

/** A value that is no number, or below the least, must not switch a check off. */
function numberOr(standard: number, value: unknown, least: number): number {
	return typeof value === 'number' && value >= least ? value : standard;
}

function readRequest(context: IWebhookFunctions): Incoming {
	const { rawBody, headers, query } = context.getRequestObject() as unknown as RawRequest;
	return { rawBody: rawBody ?? Buffer.alloc(0), headers, query };
}

/** A body can be nested so deeply that reading it exhausts the stack. */
function safely(judging: () => Judgement): Judgement {
	try {
		return judging();
	} catch {
		return { status: 400, reason: 'the body could not be read' };
	}
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
