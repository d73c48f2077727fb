import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asObject, asText, present } from '../../shared/json';
import { answer as answerDelivery, judgeDelivery, refuse } from '../../WawpTrigger/delivery';
import { Arrivals } from '../../WawpTrigger/arrivals';
import type { Settings } from '../../WawpTrigger/judgement';
import { normalize } from '../../WawpTrigger/normalize';
import { isFirstOf } from '../../WawpTrigger/once';
import { WAITING } from '../../WawpTrigger/registrationWaits';
import { REPLY, WAY } from '../answers/webhooks';
import { answerIn, answerOfForm, type Answer } from './answers';
import { stopListening } from './listening';
import { ANSWERED_PAGE, PAGE_HEADERS, questionPage, THANKS_PAGE } from './page';
import { readWait, type Wait } from './wait';

/** Only what these allow is read of a delivery. */
const LIMITS: Pick<Settings, 'scheme' | 'maxBytes' | 'maxAgeMs'> = {
	scheme: 'auto',
	maxBytes: 1024 * 1024,
	// Repeated deliveries come late.
	maxAgeMs: 60 * 60_000,
};

/**
 * Questions that were answered in this process, so that of two answers at the same time the second one does not go on with what
 * the execution has become by then.
 */
const ANSWERED = new Arrivals({ count: 10_000, ageMs: 60 * 60_000 });

/**
 * Handles a call at one of the addresses of a waiting question, whose signature n8n has checked: the page of its link, or a
 * delivery of Wawp. Whatever goes wrong refuses the call: for an error thrown here n8n would go on with the execution.
 */
export async function receiveAnswer(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const wait = readWait(this);
		const { method, query } = this.getRequestObject();
		if (query[WAY] !== REPLY) return await receiveVisit(this, wait, method);
		if (method === 'POST') return await receiveDelivery(this, wait);
		this.getResponseObject().status(200).send(WAITING);
		return { noWebhookResponse: true };
	} catch {
		return refuse(this, 500, 'the question or the call could not be read');
	}
}

/** A GET only shows the page: previews and scanners open links. */
async function receiveVisit(
	context: IWebhookFunctions,
	wait: Wait,
	method: string,
): Promise<IWebhookResponseData> {
	const response = context.getResponseObject();
	response.set(PAGE_HEADERS);
	const given = method === 'POST' ? answerOfForm(wait, asObject(context.getBodyData())) : undefined;
	if (given === undefined) {
		response.status(method === 'POST' ? 400 : 200).send(questionPage(wait));
		return { noWebhookResponse: true };
	}
	const output = outputOf(wait, given, new Date().toISOString());
	const goingOn = await goOn(context, wait, output);
	if (goingOn) return { ...goingOn, webhookResponse: THANKS_PAGE };
	response.status(409).send(ANSWERED_PAGE);
	return { noWebhookResponse: true };
}

async function receiveDelivery(context: IWebhookFunctions, wait: Wait): Promise<IWebhookResponseData> {
	const sieve = sieveOf(wait);
	const judgement = await judgeDelivery(context, (account) => ({ ...LIMITS, ...account, sieve }));
	if ('reason' in judgement) return refuse(context, judgement.status, judgement.reason);
	if ('ignored' in judgement) return answerDelivery(context, 200, `ignored: ${judgement.ignored}`);
	const goingOn = await goOn(context, wait, judgement.item);
	return goingOn ?? answerDelivery(context, 200, 'ignored: the question is answered');
}

/** Lets through what answers the question, as the output. */
function sieveOf(wait: Wait): Settings['sieve'] {
	return (arrival) => {
		const event = normalize(arrival);
		const given = answerIn(wait, event);
		if (given === undefined) return { ignored: 'no answer to the question' };
		const message = present({ ...event, payload: undefined, metadata: undefined });
		const respondedAt = event.timestamp ?? new Date().toISOString();
		return { item: { ...outputOf(wait, given, respondedAt), message } };
	};
}

/** What leaves the node: the answer, and the question that it answers. */
function outputOf({ chats, messageId }: Wait, given: Answer, respondedAt: string): IDataObject {
	return present({ ...given, respondedAt, chatId: asText(chats[0]), messageId });
}

/** @returns undefined where the question was answered before */
async function goOn(
	context: IWebhookFunctions,
	wait: Wait,
	json: IDataObject,
): Promise<IWebhookResponseData | undefined> {
	const { askedAt, messageId } = wait;
	const question = [context.getExecutionId(), context.getNode().id, askedAt, messageId];
	if (!(await isFirstOf(ANSWERED, context, [JSON.stringify(question)]))) return undefined;
	if (wait.webhook) await stopListening(context, wait.webhook);
	return { workflowData: [[{ json, pairedItem: { item: 0 } }]] };
}
