import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { makeCalls } from './calls';
import { download } from './downloads';
import { describeProblem } from './errors';
import { isRestriction, restrictedBefore } from './failure';
import { asObject } from './json';
import type { Controls, Field, Values } from './field';
import { hiddenOf, throughApi, type Answer, type Operation, type Output, type Service } from './operation';
import { controlsOf, fieldsOf, type OperationFields } from './options';
import { readList } from './paging';
import { readFile, readOperation, readParameters } from './parameters';
import { mapPool } from './pool';
import { Problem } from './problem';
import { accountOf, buildRequest, validate } from './request';
import { toOutputs } from './response';
import { withoutSecrets } from './secrets';
import { send, type Connection } from './transport';

/** So many files of one answer are fetched at once. */
const DOWNLOADS_AT_A_TIME = 4;

/** One execution of a node. Items go one after the other, so that what they send leaves in their order. */
export interface Run {
	/** Values that no error may show; the ones of an item are there once it began. */
	hidden: readonly string[];
	/** Carries out the operation for one item; throws a Problem. */
	item: (index: number) => Promise<INodeExecutionData[]>;
}

/** What is the same for all items of an execution. */
interface Execution {
	context: IExecuteFunctions;
	service: Service;
	credential: ICredentialDataDecryptedObject;
	secrets: readonly string[];
	/** The chosen operation and its fields; throws a Problem where there is no such operation. */
	plan: () => Plan;
	/** What calls that are made once were answered. */
	answers: Map<string, Promise<Answer>>;
	hidden: string[];
	/** An item showed that WhatsApp restricts the number. */
	isRestricted: boolean;
}

interface Plan {
	operation: Operation;
	fields: OperationFields;
	all: Field[];
}

/** One item, read and checked. */
interface Item {
	index: number;
	connection: Connection;
	account: IDataObject;
	controls: Controls;
	values: Values;
}

/**
 * Prepares an execution: reads the credential once.
 *
 * @throws n8n's own error when the node has no credential
 */
export async function startRun(context: IExecuteFunctions, service: Service): Promise<Run> {
	const credential = await context.getCredentials(service.credentialType);
	const secrets = service.secrets(credential);
	const hidden = hiddenOf(service, credential);
	const plan = once(() => planOf(context, service));
	const answers = new Map<string, Promise<Answer>>();
	const execution = { context, service, credential, secrets, plan, answers, hidden, isRestricted: false };
	return { hidden, item: async (index) => await runItem(execution, index) };
}

function planOf(context: IExecuteFunctions, service: Service): Plan {
	const operation = readOperation(context, service);
	const fields = fieldsOf(operation, service);
	return { operation, fields, all: [...fields.shown, ...fields.simplify, ...fields.options] };
}

async function runItem(execution: Execution, index: number): Promise<INodeExecutionData[]> {
	const plan = execution.plan();
	const { operation } = plan;
	const item = readItem(execution, plan, index);
	const calls = makeCalls(item.connection, item.account, execution.answers);
	const values = (await operation.prepare?.(item.values, calls)) ?? item.values;
	if (operation.toChats && execution.isRestricted && !item.controls.sendOn) throw restrictedBefore();
	const answered =
		operation.perform === undefined
			? await request(plan, { ...item, values }).catch(noteRestriction(execution))
			: await operation.perform(calls, values);
	const outputs = async () => {
		const made = typeof answered === 'function' ? await answered() : answered;
		return await Promise.all(made.map(async (output) => await toItem(execution, output, index)));
	};
	return await outputs().catch((error: unknown) => Promise.reject(afterwards(operation, error)));
}

/** Remembers for the rest of the run that WhatsApp restricts the number. */
function noteRestriction(execution: Execution): (error: Error) => Promise<never> {
	return (error) => {
		execution.isRestricted ||= isRestriction(error);
		return Promise.reject(error);
	};
}

function readItem({ context, service, credential, hidden }: Execution, plan: Plan, index: number): Item {
	const values = validate(plan.all, readParameters(context, index, plan.fields));
	const controls = controlsOf(plan.all, values);
	const account = accountOf(plan.operation, service, values);
	if (!plan.operation.accountless) service.requireAccount?.(credential, account);
	hidden.push(...hiddenOf(service, credential, account).filter((value) => !hidden.includes(value)));
	const called = throughApi(service, plan.operation.api);
	const connection = { context, service: called, credential, timeoutMs: controls.timeout * 1000 };
	return { index, connection, account, controls, values };
}

/** Sends the request; what comes back makes the outputs of its answer. */
async function request({ operation, all }: Plan, item: Item): Promise<() => Promise<Output[]>> {
	const { index, connection, account, controls, values } = item;
	const { context } = connection;
	const file = operation.media && (await readFile(context, index, all, operation.media, values));
	const fetch = async (page: Values) => {
		const built = buildRequest(operation, all, values, { account, file, page });
		return await send(connection, built, operation);
	};
	const wanted = controls.returnAll ? undefined : controls.limit;
	const answer = operation.list ? await readList(operation.list, wanted, fetch) : await fetch({});
	return async () => {
		const ignored = operation.ignored?.(asObject(answer.body), values);
		const warned = file && operation.media?.warn?.(file.mimetype, values);
		for (const message of [ignored, warned]) {
			if (message !== undefined) context.addExecutionHints({ message, location: 'outputPane' });
		}
		const outputs = toOutputs(operation, answer, values, controls.simplify);
		return controls.download
			? await withFiles(context, operation, answer, outputs, controls.outputField)
			: outputs;
	};
}

/** Adds to each output the file that its element of the answer names; one that cannot be had is noted and loses no other. */
async function withFiles(
	context: IExecuteFunctions,
	{ fileUrl }: Operation,
	{ body }: Answer,
	outputs: Output[],
	property: string,
): Promise<Output[]> {
	const elements = Array.isArray(body) ? body : [body];
	return await mapPool(outputs, DOWNLOADS_AT_A_TIME, async (output, index) => {
		const url = fileUrl?.(asObject(elements[index]));
		if (url === undefined) return output;
		try {
			return { ...output, file: await download(context, url, property) };
		} catch (error) {
			return { ...output, json: { ...output.json, mediaError: mediaErrorOf(error) } };
		}
	});
}

function mediaErrorOf(error: unknown): string {
	const { message, details } = describeProblem(error, []);
	return `${message}. ${details.hint}`;
}

/** What goes wrong once a change has left is never said to be not sent. */
function afterwards({ evidence }: Operation, error: unknown): Error {
	const said = error instanceof Problem && error.details.outcome !== 'notSent';
	if (error instanceof Error && (evidence === 'read' || said)) return error;
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
