import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asText } from './json';
import type { Execution } from './execution';
import type { Answer, Calls, Judged, Method, Route, Service } from './operation';
import { pause } from './pause';
import { Problem } from './problem';
import { recordNew } from './processed';
import { sendSafely, type Persistent } from './tries';

const NO_MEMORY =
	"n8n's database could not be asked what came before, so that something may have come a second time.";

/** The calls of one item. */
export interface ItemCalls extends Calls {
	/** Whether one of them changed something, or may have. */
	haveChanged: () => boolean;
}

/**
 * What operations of several calls use.
 *
 * @param account query parameters of every call: those that choose the account
 * @param execution with its memory for `once`
 */
export function makeCalls(
	connection: Persistent,
	account: IDataObject,
	{ answers, hint }: Pick<Execution, 'answers' | 'hint'>,
): ItemCalls {
	const { context, signal } = connection;
	let haveChanged = false;
	const call: Calls['call'] = async (route, query = {}, values = {}) => {
		const [method, template] = route.split(' ') as [Method, string];
		const path = template.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
		const request = { method, path, query: { ...account, ...query } };
		const judged = judgedBy(connection.service, route);
		const answer = sendSafely(connection, request, judged);
		haveChanged ||= judged.evidence !== 'read' && (await mayHaveLeft(answer));
		return await answer;
	};
	return {
		haveChanged: () => haveChanged,
		call,
		once: async (route, query = {}) => {
			const key = `${route} ${JSON.stringify({ ...account, ...query })}`;
			const answer = answers.get(key) ?? call(route, query);
			answers.set(key, answer);
			// A failure is not kept: the next item asks again.
			answer.catch(() => answers.delete(key));
			return await answer;
		},
		wait: async (milliseconds) => await pause(milliseconds, signal),
		...ofExecution(context, hint),
	};
}

/** What operations learn and tell of the execution that they run in. */
function ofExecution(
	context: IExecuteFunctions,
	hint: Execution['hint'],
): Pick<Calls, 'ownAddresses' | 'alwaysOutputs' | 'hint' | 'firstTime'> {
	return {
		ownAddresses: () => ownAddresses(context),
		alwaysOutputs: () => context.getNode().alwaysOutputData === true,
		hint,
		firstTime: async (ids, most) => {
			if (ids.length === 0 || context.getMode() === 'manual') return ids;
			const fresh = await recordNew(context, ids, most);
			if (fresh === undefined) hint(NO_MEMORY);
			return fresh ?? ids;
		},
	};
}

/** Whether a call was made, or may have been. */
async function mayHaveLeft(answer: Promise<Answer>): Promise<boolean> {
	return await answer.then(
		() => true,
		(error: unknown) => error instanceof Problem && error.details.outcome === 'unknown',
	);
}

/** n8n tells nodes no address of webhooks, but the one at which a waiting execution goes on stands beside it. */
function ownAddresses(context: IExecuteFunctions): string[] {
	const resumeUrl = asText(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const beside = URL.canParse(resumeUrl) ? [new URL('..', resumeUrl).href] : [];
	return [...new Set([...beside, context.getInstanceBaseUrl()])];
}

/** A call is judged as the operation whose route it takes; without one nothing is taken for granted. */
function judgedBy({ resources }: Service, route: Route): Judged {
	const operations = resources.flatMap((resource) => resource.operations);
	const operation = operations.find((one) => one.route === route && one.perform === undefined);
	return operation ?? { repeatable: false, evidence: 'any' };
}
