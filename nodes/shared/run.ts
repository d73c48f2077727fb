import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Answer, Caller, Field, Method, Operation, Output, Route, Service, Values } from './operation';
import { DEFAULT_TIMEOUT_SECONDS } from './options';
import { readChoice, readFile, readParameters } from './parameters';
import { buildRequest, validate } from './request';
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
	const { operation, simplify } = readChoice(context, index, service);
	const commonOptions = service.commonOptions(operation);
	const fields = [...operation.fields, ...(operation.optional ?? []), ...commonOptions];
	const entered = validate(fields, readParameters(context, index, operation, commonOptions));
	const timeoutMs = Number(entered.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
	const connection: Connection = { context, service, credential, timeoutMs };
	const caller = makeCaller(connection, accountOf(fields, entered), answers);
	const values = (await operation.prepare?.(entered, caller)) ?? entered;
	const outputs =
		(await operation.perform?.(caller, values)) ??
		(await requestOnce(connection, operation, fields, values, index, simplify));
	const secrets = service.secrets(credential);
	return await Promise.all(outputs.map(async (output) => await toItem(context, output, secrets, index)));
}

async function requestOnce(
	connection: Connection,
	operation: Operation,
	fields: Field[],
	values: Values,
	index: number,
	simplify: boolean,
): Promise<Output[]> {
	const file =
		operation.media && (await readFile(connection.context, index, fields, operation.media, values));
	const request = buildRequest(operation, fields, values, file);
	const answer = await send(connection, request, operation.repeatable);
	return toOutputs(operation, answer, values, simplify);
}

/** The query parameters that choose the account, for calls that an operation makes beside its own. */
function accountOf(fields: Field[], values: Values): IDataObject {
	const present = fields.filter((field) => field.in === 'account' && field.property.name in values);
	return Object.fromEntries(
		present.map(({ as, property }) => [as ?? property.name, values[property.name] as string]),
	);
}

function makeCaller(
	connection: Connection,
	account: IDataObject,
	answers: Map<string, Promise<Answer>>,
): Caller {
	const call = async (route: Route, query: IDataObject = {}) => {
		const [method, path] = route.split(' ') as [Method, string];
		return await send(connection, { method, path, query: { ...account, ...query } }, method === 'GET');
	};
	return {
		call,
		once: async (route) => {
			const key = `${route} ${JSON.stringify(account)}`;
			const answer = answers.get(key) ?? call(route);
			answers.set(key, answer);
			return await answer;
		},
		wait: sleep,
	};
}

async function toItem(
	context: IExecuteFunctions,
	{ json, file }: Output,
	secrets: readonly string[],
	index: number,
): Promise<INodeExecutionData> {
	const item: INodeExecutionData = { json: withoutSecrets(json, secrets), pairedItem: { item: index } };
	if (file) {
		const binary = await context.helpers.prepareBinaryData(file.bytes, file.name, file.mimeType);
		item.binary = { [file.property]: binary };
	}
	return item;
}
