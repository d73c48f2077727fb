import type { ICredentialDataDecryptedObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { download, makeCaller, toBinary } from './calls';
import { asObject, asText } from './json';
import type { Answer, Field, Operation, Output, Service, Values } from './operation';
import { DEFAULT_LIMIT, DEFAULT_TIMEOUT_SECONDS, fieldsOf } from './options';
import { readList } from './paging';
import { readChoice, readFile, readParameters, type Choice } from './parameters';
import { accountOf, buildRequest, validate } from './request';
import { toOutputs } from './response';
import { withoutSecrets } from './secrets';
import { send, type Connection } from './transport';

/** One execution of a node. Items go one after the other, so that what they send leaves in their order. */
export interface Run {
	/** Values that no error may show. */
	hidden: string[];
	/** Carries out the operation for one item; throws a Problem. */
	item: (index: number) => Promise<INodeExecutionData[]>;
}

/**
 * Prepares an execution: reads the credential once.
 *
 * @throws n8n's own error when the node has no credential
 */
export async function startRun(context: IExecuteFunctions, service: Service): Promise<Run> {
	const credential = await context.getCredentials(service.credentialType);
	const answers = new Map<string, Promise<Answer>>();
	return {
		hidden: [
			...service.secrets(credential),
			...service.identifiers(credential, { method: 'GET', path: '', query: {} }),
		],
		item: async (index) => await runItem(context, service, credential, answers, index),
	};
}

async function runItem(
	context: IExecuteFunctions,
	service: Service,
	credential: ICredentialDataDecryptedObject,
	answers: Map<string, Promise<Answer>>,
	index: number,
): Promise<INodeExecutionData[]> {
	const choice = readChoice(context, index, service);
	const { operation } = choice;
	const { shown, options } = fieldsOf(operation, service);
	const fields = [...shown, ...options];
	const entered = validate(fields, readParameters(context, index, shown, options));
	const timeoutMs = Number(entered.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
	const connection: Connection = { context, service, credential, timeoutMs };
	const caller = makeCaller(connection, accountOf(fields, entered), answers);
	const values = (await operation.prepare?.(entered, caller)) ?? entered;
	const outputs =
		(await operation.perform?.(caller, values)) ?? (await request(connection, choice, fields, values, index));
	const secrets = service.secrets(credential);
	return await Promise.all(outputs.map(async (output) => await toItem(context, output, secrets, index)));
}

async function request(
	connection: Connection,
	{ operation, simplify }: Choice,
	fields: Field[],
	values: Values,
	index: number,
): Promise<Output[]> {
	const { context } = connection;
	const file = operation.media && (await readFile(context, index, fields, operation.media, values));
	const fetch = async (page: Values) =>
		await send(connection, buildRequest(operation, fields, values, file, page), operation.repeatable);
	const wanted = values.returnAll === true ? undefined : Number(values.limit ?? DEFAULT_LIMIT);
	const answer = operation.list ? await readList(operation.list, wanted, fetch) : await fetch({});
	const ignored = operation.ignored?.(asObject(answer.body), values);
	if (ignored !== undefined) context.addExecutionHints({ message: ignored, location: 'outputPane' });
	const outputs = toOutputs(operation, answer, values, simplify);
	return values.download === true ? await withFiles(context, operation, answer, outputs, values) : outputs;
}

/** Adds to each output the file that its element of the answer names. */
async function withFiles(
	context: IExecuteFunctions,
	{ fileUrl }: Operation,
	{ body }: Answer,
	outputs: Output[],
	values: Values,
): Promise<Output[]> {
	const elements = Array.isArray(body) ? body : [body];
	const property = asText(values.outputBinaryProperty ?? 'data');
	return await Promise.all(
		outputs.map(async (output, element) => {
			const url = fileUrl?.(asObject(elements[element]));
			return url === undefined ? output : { ...output, file: await download(context, url, property) };
		}),
	);
}

async function toItem(
	context: IExecuteFunctions,
	{ json, file }: Output,
	secrets: readonly string[],
	index: number,
): Promise<INodeExecutionData> {
	return {
		json: withoutSecrets(json, secrets),
		pairedItem: { item: index },
		...(file && { binary: await toBinary(context, file) }),
	};
}
