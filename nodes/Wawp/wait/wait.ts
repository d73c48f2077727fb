import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../shared/json';
import type { Question } from './question';

/** What an execution waits for, as it is stored with it. */
export interface Wait extends Question {
	/** All IDs of the chat that are known: by phone number and by LID. */
	chats: string[];
	/** The question's; missing where the send only went into a queue. */
	messageId?: string;
	/** Milliseconds since 1970; nothing that was written before is an answer. */
	askedAt: number;
	/** The webhook that was registered for the answer; missing for a link alone. */
	webhook?: Listening;
}

/** A webhook at Wawp. */
export interface Listening {
	instanceId: string;
	/** Without its query, in which n8n's signature stands. */
	url: string;
}

const KEY = 'wait';

/** Stores it in the node's context, which is the only thing of a node that n8n gives to its webhook too. */
export function keepWait(context: IExecuteFunctions, wait: Wait): void {
	context.getContext('node')[KEY] = JSON.stringify(wait);
}

/**
 * What the execution waits for.
 *
 * @throws where it waits for nothing
 */
export function readWait(context: IWebhookFunctions): Wait {
	// Braces would end the expression.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) => {
		return `\\u00${brace.charCodeAt(0).toString(16)}`;
	});
	const kept = context.evaluateExpression(`{{ $node[${name}].context["${KEY}"] }}`);
	return JSON.parse(asText(kept)) as Wait;
}
