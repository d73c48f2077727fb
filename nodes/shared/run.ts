import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { makeCalls, type ItemCalls } from './calls';
import { DEFAULTS } from './controls';
import { planOf, prepared, readItem, type Execution, type Item, type Plan, type Reply } from './execution';
import { withFile } from './files';
import { asObject } from './json';
import type { Values } from './field';
import { Memory } from './memory';
import { NewChats } from './newChats';
import { hiddenOf, onlyReads, type Answer, type Output, type Service } from './operation';
import { readList } from './paging';
import { makeReader, readFile } from './parameters';
import { nextTurn } from './pause';
import { Lane } from './pool';
import { failAgain, Problem } from './problem';
import { buildRequest } from './request';
import { toOutputs } from './response';
import { withoutSecrets } from './secrets';
import { change, converse } from './sending';
import { sendSafely } from './tries';

/** One execution of a node. */
export interface Run {
	/** Values that no error may show; the ones of an item are there once it began. */
	hidden: readonly string[];
	/**
	 * What the operation brings for one item; throws a Problem. To be asked for in the order of the items: sends leave in
	 * that order, one by one; reads of later items begin meanwhile.
	 */
	item: (index: number) => Promise<INodeExecutionData[]>;
}

/**
 * Prepares an execution: reads the credential once.
 *
 * @throws n8n's own error when the node has no credential
 */
export async function startRun(context: IExecuteFunctions, service: Service): Promise<Run> {
	const credential = await context.getCredentials(service.credentialType);
	const secrets = service.secrets(credential);
	const execution: Execution = {
		context,
		service,
		credential,
		secrets,
		plan: once(() => planOf(context, service)),
		read: makeReader(context),
		checked: new Map(),
		answers: new Map(),
		hidden: hiddenOf(service, credential),
		reads: once(() => new Lane(widthOf(execution))),
		turns: new Lane(1),
		files: new Lane(1),
		memory: once(() => new Memory(context)),
		newChats: once(() => new NewChats(context)),
		signal: context.getExecutionCancelSignal(),
		hint: hinting(context),
		failures: 0,
	};
	return { hidden: execution.hidden, item: inOrder(execution) };
}

function hinting(context: IExecuteFunctions): Execution['hint'] {
	const shown = new Set<string>();
	return (message) => {
		if (message === undefined || shown.has(message)) return;
		shown.add(message);
		context.addExecutionHints({ message, location: 'outputPane' });
	};
}

/** How many reads at a time; what is wrong with the option, each item says. */
function widthOf(execution: Execution): number {
	try {
		return readItem(execution, execution.plan(), 0).controls.atATime;
	} catch {
		return DEFAULTS.atATime;
	}
}

/** Sends when an item is asked for; starts all reads at the first, so many at a time. */
function inOrder(execution: Execution): Run['item'] {
	const { context } = execution;
	const count = context.getInputData().length;
	const begin = once(() => [...Array(count).keys()].map(startIn(execution)));
	return async (index) => {
		if (onlyReads(execution.plan().operation)) {
			return await (begin()[index] ?? runItem(execution, index));
		}
		const items = await runItem(execution, index);
		// Unless an item failed, n8n has no reason to try this run of the node again.
		const isDone = index === count - 1 && execution.failures === 0;
		if (isDone) execution.memory().forgetRun();
		return items;
	};
}

/** Puts a read into the queue; its failure stops those that have not begun, where it stops the node. */
function startIn(execution: Execution): Run['item'] {
	const { context, reads, turns } = execution;
	return (index) => {
		const items = reads().run(async () => {
			// Else answers of one moment become calls of one moment, for which n8n stands still and the API does nothing.
			await turns.run(nextTurn);
			const isOver = execution.failures > 0 && !context.continueOnFail();
			return isOver ? [] : await runItem(execution, index);
		});
		// It may fail before anybody waits for it.
		items.catch(() => undefined);
		return items;
	};
}

async function runItem(execution: Execution, index: number): Promise<INodeExecutionData[]> {
	return await carryOut(execution, index).catch(async (error: unknown) => {
		execution.failures++;
		return await failAgain(error);
	});
}

async function carryOut(execution: Execution, index: number): Promise<INodeExecutionData[]> {
	const plan = execution.plan();
	const item = readItem(execution, plan, index);
	const calls = makeCalls(item.connection, item.account, execution);
	const reply = await replyTo(execution, plan, item, calls);
	return await toItems(execution, plan, item, reply);
}

async function replyTo(execution: Execution, plan: Plan, read: Item, calls: ItemCalls): Promise<Reply> {
	const { gather, perform } = plan.operation;
	const send = async (item: Item) => await request(execution, plan, item);
	if (!gather && !perform && !onlyReads(plan.operation))
		return await change(execution, plan, read, calls, send);
	const item = await prepared(plan, read, calls);
	if (gather) return { outputs: await gather(calls, item.values) };
	if (perform) return { outputs: await converse(execution, plan, item, calls, perform) };
	return { answer: await send(item), values: item.values };
}

async function request(execution: Execution, { operation, all }: Plan, item: Item): Promise<Answer> {
	const { index, connection, account, controls, values } = item;
	const file = operation.media && (await readFile(connection.context, index, all, operation.media, values));
	execution.hint(file && operation.media?.warn?.(file.mimetype, values));
	const fetch = async (page: Values) => {
		const built = buildRequest(operation, all, values, { account, file, page });
		return await sendSafely(connection, built, operation);
	};
	const wanted = controls.returnAll ? undefined : controls.limit;
	return operation.list ? await readList(operation.list, wanted, fetch) : await fetch({});
}

/** The items that a reply becomes. What goes wrong once a change has left is never said to be not sent. */
async function toItems(
	execution: Execution,
	plan: Plan,
	item: Item,
	reply: Reply,
): Promise<INodeExecutionData[]> {
	try {
		const outputs = reply.outputs ?? outputsOf(execution, plan, item, reply);
		const { body } = reply.answer ?? { body: undefined };
		const elements: unknown[] = Array.isArray(body) ? body : [body];
		const finish = async (output: Output, at: number) => {
			const { download, outputField } = item.controls;
			const whole = download
				? await withFile(execution.context, plan.operation, elements[at], output, outputField)
				: output;
			return await toItem(execution, whole, item.index);
		};
		const holdsFiles = item.controls.download || outputs.some(({ file }) => file !== undefined);
		const one = async (output: Output, at: number) =>
			holdsFiles ? await execution.files.run(async () => await finish(output, at)) : await finish(output, at);
		return await Promise.all(outputs.map(one));
	} catch (error) {
		throw afterwards(plan, error);
	}
}

function outputsOf({ hint }: Execution, { operation }: Plan, item: Item, reply: Reply): Output[] {
	const { answer, also = {}, values = item.values } = reply;
	if (answer === undefined) return [];
	hint(operation.ignored?.(asObject(answer.body), values));
	const outputs = toOutputs(operation, answer, values, item.controls.simplify);
	return outputs.map((output) => ({ ...output, json: { ...output.json, ...also } }));
}

function afterwards({ operation }: Plan, error: unknown): Error {
	const said = error instanceof Problem && error.details.outcome !== 'notSent';
	if (error instanceof Error && (onlyReads(operation) || said)) return error;
	const { message } = error as Error;
	return new Problem(`It was sent, but the answer could not be used: ${message}`, {
		code: 'answer_not_usable',
		httpStatus: null,
		hint: 'Look at the phone or the API before you run this again, so that nothing is sent twice.',
		outcome: 'unknown',
	});
}

async function toItem(
	{ context, secrets }: Execution,
	{ json, file }: Output,
	index: number,
): Promise<INodeExecutionData> {
	const { name, mimeType, ...shown } = withoutSecrets(
		{ json, name: file?.name, mimeType: file?.mimeType },
		secrets,
	);
	return {
		json: shown.json,
		pairedItem: { item: index },
		...(file && {
			binary: {
				[file.property]: await context.helpers.prepareBinaryData(file.bytes, name, mimeType),
			},
		}),
	};
}

/** The same value at every call; one that throws is asked again. */
function once<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
