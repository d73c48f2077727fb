import {
	tryToParseDateTime,
	WAIT_INDEFINITELY,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Values } from '../../shared/field';
import { asObject, asText, present } from '../../shared/json';
import { isToolCall } from '../../shared/memory';
import type { ApiRequest, Operation } from '../../shared/operation';
import { failAgain, invalidInput, Problem } from '../../shared/problem';
import { startRun, type Run } from '../../shared/run';
import { simplifyMessage } from '../answers/message';
import { REPLY, WAY } from '../answers/webhooks';
import { leftOut } from '../fields/doNotSend';
import type { Limit } from '../fields/limit';
import { LINK_OPTIONS } from '../fields/message';
import { SEND_AND_WAIT } from '../operations/sendAndWait';
import { wawp } from '../service';
import { chatIdsOf } from '../whatsapp/message';
import { messageOf } from '../whatsapp/shapes';
import { listen, stopListening } from './listening';
import { byLink, questionOf, textOf, type Question } from './question';
import { changed } from './service';
import { keepWait, type Listening } from './wait';

/** A question on its way. */
interface Asked {
	question: Question;
	chatId: string;
	until: Date;
	webhook: Listening | undefined;
}

/**
 * Prepares the execution of Send and Wait for Reply: its one item sends the question and pauses the execution.
 *
 * @throws n8n's own error when the node has no credential
 */
export async function startQuestion(context: IExecuteFunctions): Promise<Run> {
	const credential = await context.getCredentials(wawp.credentialType);
	const addresses = {
		page: context.getSignedResumeUrl({ [WAY]: 'page' }),
		reply: context.getSignedResumeUrl({ [WAY]: REPLY }),
	};
	let asked: Asked | undefined;
	const prepare = async (values: Values) => {
		assertMayWait(context);
		// Nobody waits for an answer of somebody who is not asked.
		if (leftOut(values)) return values;
		asked = await ask(context, credential, values, addresses.reply);
		return { ...values, ...contentOf(asked.question, values, addresses.page) };
	};
	const service = changed(
		{ ...SEND_AND_WAIT, ...SENDING, prepare },
		Object.values(addresses).map(signatureOf),
	);
	const run = await startRun(context, service);
	const item = async (index: number) => {
		const items = await run.item(index).catch(async (error: unknown) => {
			if (asked?.webhook) await stopListening(context, asked.webhook);
			return await failAgain(error);
		});
		if (asked !== undefined) return await pause(context, asked, items);
		if (items[0]?.json.skipped !== undefined) return items;
		throw notWaiting();
	};
	return { hidden: run.hidden, item };
}

/** An earlier try sent the question, and this one could not get ready to wait. */
function notWaiting(): Problem {
	return new Problem('The question was sent, but nothing waits for its answer', {
		code: 'not_waiting',
		httpStatus: null,
		hint: 'Run the workflow anew to ask again; the first question stays without effect.',
		outcome: 'unknown',
	});
}

/** How the question leaves: without a preview, which would open the link; as a poll where it is one. */
const SENDING: Pick<Operation, 'optional' | 'shape' | 'respond'> = {
	optional: [...(SEND_AND_WAIT.optional ?? []), ...LINK_OPTIONS],
	shape: toPoll,
	respond: ({ body }) => [{ json: { ...simplifyMessage(asObject(body)), chats: chatsIn(body) } }],
};

/** All IDs of the chat that an answer names. */
function chatsIn(body: unknown): string[] {
	return chatIdsOf(messageOf(body));
}

/** Several items would share the one pause that an execution has; a plain tool has nobody who goes on with it. */
function assertMayWait(context: IExecuteFunctions): void {
	const { type } = context.getNode();
	if (isToolCall(context) || (type.endsWith('Tool') && !type.endsWith('HitlTool'))) {
		throw invalidInput(
			'Operation',
			'a tool cannot wait for an answer',
			'Connect Wawp as "Human review" between the agent and the tool that has to be approved.',
		);
	}
	if (context.getInputData().length > 1) {
		throw invalidInput(
			'Operation',
			'an execution waits for one answer at a time, and there are several items',
			'Put a Loop Over Items node with Batch Size 1 in front of this node.',
		);
	}
}

async function ask(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
	values: Values,
	url: string,
): Promise<Asked> {
	const question = questionOf(values);
	const chatId = asText(values.chatId);
	const until = untilOf(context, values.limitWaitTime as Limit | undefined);
	if (question.by === 'link') return { question, chatId, until, webhook: undefined };
	const instanceId = asText(values.instanceId ?? credential.instanceId).trim();
	const most = Number(values.mostWaits ?? 20);
	const webhook = await listen(context, credential, { instanceId, url, most });
	if (webhook) return { question, chatId, until, webhook };
	context.addExecutionHints({
		message: `${most} questions of this instance wait for a reply already, so this one is answered by a link. The option "Most Waits by Reply" sets the number.`,
		location: 'outputPane',
	});
	return { question: byLink(question, chatId), chatId, until, webhook };
}

/** @throws Problem for a date that is none */
function untilOf(context: IExecuteFunctions, limit: Limit | undefined): Date {
	if (limit === undefined) return WAIT_INDEFINITELY;
	if ('ms' in limit) return new Date(Date.now() + limit.ms);
	try {
		return tryToParseDateTime(limit.at, context.getTimezone()).toJSDate();
	} catch {
		throw invalidInput('Limit Wait Time', 'expected a date and time');
	}
}

/** What the send says, as values of its fields. */
function contentOf(question: Question, { addLink }: Values, page: string): Values {
	if (question.by === 'vote') {
		const options = question.choices.map(({ label }) => label);
		return { poll: { name: question.message, options, multipleAnswers: false } };
	}
	const link = question.by === 'link' || addLink === true ? page : undefined;
	const message = textOf(question, link);
	return { message, text: message, ...(link !== undefined && { linkPreview: false }) };
}

/** The request of a poll, from that of a text: the account in the query, all else in the body. */
function toPoll(request: ApiRequest, { poll }: Values): ApiRequest {
	if (poll === undefined) return request;
	const { instance_id, chatId, reply_to } = { ...request.query, ...request.body };
	return {
		...request,
		path: '/sendPoll',
		query: present({ instance_id }),
		body: present({ chatId, poll: poll as IDataObject, reply_to }),
	};
}

/** Pauses the execution, unless nothing was sent. */
async function pause(
	context: IExecuteFunctions,
	{ question, chatId, until, webhook }: Asked,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { chats, ...sent } = asObject(items[0]?.json);
	if (sent.skipped !== undefined) {
		if (webhook) await stopListening(context, webhook);
		return items;
	}
	const known = [chatId, ...(Array.isArray(chats) ? chats.map(asText) : [])];
	keepWait(context, {
		...question,
		chats: [...new Set(known.filter((id) => id !== ''))],
		messageId: asText(sent.messageId) || undefined,
		askedAt: Date.parse(asText(sent.timestamp)) || Date.now(),
		webhook,
	});
	// When the time is over, n8n passes on what came in. Only the list is the node's own: the items in it are others'.
	context.getInputData().splice(0, Infinity, { json: { reason: 'timeout', approved: false } });
	await context.putExecutionToWait(until);
	return items.map((item) => ({ ...item, json: sent }));
}

function signatureOf(url: string): string {
	return new URL(url).searchParams.get('signature') ?? '';
}
