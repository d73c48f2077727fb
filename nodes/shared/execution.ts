import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Controls, Field, Values } from './field';
import type { Memory } from './memory';
import type { NewChats } from './newChats';
import {
	hiddenOf,
	throughApi,
	type Answer,
	type Calls,
	type Operation,
	type Output,
	type Service,
} from './operation';
import { controlsOf, fieldsOf, type OperationFields } from './options';
import { readOperation, readParameters, type Reader } from './parameters';
import type { Lane } from './pool';
import { accountOf, validate, type Checked } from './request';
import type { Persistent } from './tries';

/** What is the same for all items of an execution. */
export interface Execution {
	context: IExecuteFunctions;
	service: Service;
	credential: ICredentialDataDecryptedObject;
	secrets: readonly string[];
	/** The chosen operation and its fields; throws a Problem where there is no such operation. */
	plan: () => Plan;
	/** Reads parameters, those without an expression once. */
	read: Reader;
	/** The values that were checked last. */
	checked: Checked;
	/** What calls that are made once were answered. */
	answers: Map<string, Promise<Answer>>;
	/** Values that no error may show. */
	hidden: string[];
	/** Where reads queue. */
	reads: () => Lane;
	/** Where reads wait for other work of n8n's process before they begin. */
	turns: Lane;
	/** Where files queue: one is held in memory at a time. */
	files: Lane;
	/** What was sent; made when something is. */
	memory: () => Memory;
	/** The chats that messages began; made when one is capped. */
	newChats: () => NewChats;
	/** Aborted when somebody stops the execution. */
	signal: AbortSignal | undefined;
	/** Shows a message beside the output, once. */
	hint: (message: string | undefined) => void;
	/** How many items failed. */
	failures: number;
}

/** The chosen operation and its fields. */
export interface Plan {
	operation: Operation;
	/** As the operation's API is reached. */
	service: Service;
	fields: OperationFields;
	all: Field[];
	/** What was entered in the fields that say what is sent, expressions unresolved. */
	entered: IDataObject;
}

/** One item, read and checked. */
export interface Item {
	index: number;
	connection: Persistent;
	account: IDataObject;
	controls: Controls;
	values: Values;
}

/** What an item brought: an answer of the API, or outputs that are made already. */
export interface Reply {
	answer?: Answer;
	outputs?: Output[];
	/** The values that were sent, where an operation completes what was entered. */
	values?: Values;
	/** What the output of an answer says beside it. */
	also?: IDataObject;
}

/**
 * The chosen operation.
 *
 * @throws Problem where there is no such operation
 */
export function planOf(context: IExecuteFunctions, service: Service): Plan {
	const operation = readOperation(context, service);
	const fields = fieldsOf(operation, service);
	const all = [...fields.shown, ...fields.simplify, ...fields.options];
	const { options, ...parameters } = context.getNode().parameters as IDataObject;
	const given: IDataObject = { ...(options as IDataObject), ...parameters };
	const content = all.filter((field) => field.in !== 'control').map(({ property }) => property.name);
	const entered = Object.fromEntries(content.map((name) => [name, given[name]]));
	return { operation, service: throughApi(service, operation.api), fields, all, entered };
}

/**
 * An item with what its operation completes by further calls.
 *
 * @throws Problem when that fails; nothing is sent then
 */
export async function prepared({ operation }: Plan, item: Item, calls: Calls): Promise<Item> {
	return operation.prepare ? { ...item, values: await operation.prepare(item.values, calls) } : item;
}

/**
 * Reads and checks what was entered for one item.
 *
 * @throws Problem that names the field that is wrong
 */
export function readItem(execution: Execution, plan: Plan, index: number): Item {
	const { context, service, credential, hidden, signal } = execution;
	const raw = readParameters(context, execution.read, index, plan.fields);
	const values = validate(plan.all, raw, execution.checked);
	const controls = controlsOf(plan.operation, plan.all, values);
	const account = accountOf(plan.operation, service, values);
	if (!plan.operation.accountless) service.requireAccount?.(credential, account);
	hidden.push(...hiddenOf(service, credential, account).filter((value) => !hidden.includes(value)));
	const { timeout, retries } = controls;
	const connection: Persistent = {
		context,
		service: plan.service,
		credential,
		timeoutMs: timeout * 1000,
		retries,
		signal,
		onTooMany: () => execution.reads().halve(),
	};
	return { index, connection, account, controls, values };
}
