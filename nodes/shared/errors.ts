import { NodeApiError, NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';

import { Problem } from './problem';
import { withoutSecrets } from './secrets';

/** So many characters of an answer that nobody understands are shown. */
const MOST_OF_ANSWER = 500;

/**
 * The error that stops the workflow, for n8n's error view. Built fresh: n8n's own errors carry the request, and
 * with it the access token, as their cause.
 *
 * @param error a Problem, or anything else that was thrown on the way (an expression that failed, say)
 * @param hidden values that must not be shown
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	hidden: readonly string[],
): NodeApiError | NodeOperationError {
	const { message: said, details } = describeProblem(error, hidden);
	const description = details.hint;
	// Of a tool's error an agent sees the message only, and it needs the remedy to do better.
	const message = node.type.endsWith('Tool') ? `${said}. ${description}` : said;
	// The error keeps its node and is stored with the execution: without what the user entered.
	const bareNode = { ...node, parameters: {} };
	if (details.httpStatus === null) {
		return new NodeOperationError(bareNode, itemMessage(message, itemIndex), { itemIndex, description });
	}
	return new NodeApiError(
		bareNode,
		{ code: details.code },
		{
			itemIndex,
			description,
			message: itemMessage(message, itemIndex),
			httpCode: String(details.httpStatus),
		},
	);
}

/**
 * The error of something that concerns no item, such as the activation of a trigger. All that is to be said stands in the
 * message: n8n shows and logs nothing else of it.
 *
 * @param step what failed, as the beginning of a sentence
 * @param hidden values that must not be shown
 */
export function toHookError(
	node: INode,
	error: unknown,
	step: string,
	hidden: readonly string[],
): NodeOperationError {
	const { message, details } = describeProblem(error, hidden);
	return new NodeOperationError({ ...node, parameters: {} }, `${step}: ${message}. ${details.hint}`.trim());
}

/**
 * The item that stands for a failed one under Continue On Fail. Its json has no other keys than error and
 * details: with more, n8n would send it out by the success branch.
 */
export function toErrorItem(
	error: unknown,
	itemIndex: number,
	hidden: readonly string[],
): INodeExecutionData {
	const { message, details } = describeProblem(error, hidden);
	return {
		json: { error: itemMessage(message, itemIndex), details: { ...details } },
		pairedItem: { item: itemIndex },
	};
}

function itemMessage(message: string, itemIndex: number): string {
	return `${message} (item ${itemIndex})`;
}

/** What an error says to people, without any of the hidden values: the one place where errors lose their secrets. */
export function describeProblem(
	error: unknown,
	hidden: readonly string[],
): Pick<Problem, 'message' | 'details'> {
	const problem = error instanceof Problem ? error : unexpected(error);
	const { message, details } = withoutSecrets(
		{ message: problem.message, details: { ...problem.details } },
		hidden,
	);
	return {
		message,
		details: 'answer' in details ? { ...details, answer: shortened(details.answer) } : details,
	};
}

/** An answer as text that fits into an error. */
function shortened(answer: unknown): string {
	const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) as string | undefined);
	return (text ?? '').slice(0, MOST_OF_ANSWER);
}

/** Expressions and n8n's own checks fail before anything is sent. */
function unexpected(error: unknown): Problem {
	const { message = String(error), description } = error as { message?: string; description?: string };
	const isSaid = description === undefined || description === message;
	return new Problem(message, {
		code: 'node_error',
		httpStatus: null,
		hint: isSaid ? 'Check the fields and expressions of this node.' : description,
		outcome: 'notSent',
	});
}
