import type { IWebhookFunctions } from 'n8n-workflow';

import { AccountMemory, readAccount, type Account } from './account';
import { judge, type Incoming, type Judgement, type Settings } from './judgement';

/** n8n's request. It has read the body of the usual types only, and of multipart nothing is left to read. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
	headers: Incoming['headers'];
	query: Incoming['query'];
}

const ACCOUNTS = new AccountMemory();

/**
 * Judges the delivery that a webhook got, by the secrets of the node's credential. A secret that is not the one in memory may
 * be the new one.
 *
 * @param settingsOf what the node asks for, for an account
 * @throws whatever n8n throws that cannot give out credential or request; it may hold their data
 */
export async function judgeDelivery(
	context: IWebhookFunctions,
	settingsOf: (account: Account) => Settings,
): Promise<Judgement> {
	const incoming = await readRequest(context);
	const judgedBy = (account: Account) => judge(incoming, settingsOf(account), Date.now());
	if (isTest(context)) return judgedBy(await readAccount(context));
	const account = await ACCOUNTS.of(context);
	const judgement = judgedBy(account);
	if (!('unproven' in judgement)) return judgement;
	const newer = await ACCOUNTS.newerThan(account, context);
	return newer === undefined ? judgement : judgedBy(newer);
}

/** Whether somebody tries the workflow in the editor. */
export function isTest(context: IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
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

/** Refuses a delivery, and says so in n8n's log. The reason holds no value of it. */
export function refuse(
	context: IWebhookFunctions,
	status: number,
	reason: string,
): { noWebhookResponse: true } {
	context.logger.warn(`Wawp Trigger refused a delivery with ${status}: ${reason}`, {
		workflowId: context.getWorkflow().id,
		nodeName: context.getNode().name,
	});
	return answer(context, status, reason);
}

/** Answers a delivery; nothing starts. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	message: string,
): { noWebhookResponse: true } {
	context.getResponseObject().status(status).json({ status, message });
	return { noWebhookResponse: true };
}
