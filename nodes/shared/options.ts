import {
	AT_A_TIME,
	DEFAULTS,
	DOWNLOAD_FIELDS,
	LIST_FIELDS,
	RETRIES,
	SIMPLIFY,
	timeout,
	timeoutOf,
} from './controls';
import type { ControlField, Controls, Field, SentField, Values } from './field';
import { onlyReads, type Operation, type Service } from './operation';
import { LOOKS, NEW_CHATS, PACE, SEND_AGAIN, SEND_ON } from './sendControls';

/** The fields of an operation in the order of the editor. */
export interface OperationFields {
	/** Its own, and those that the machinery gives to operations of its kind. */
	shown: Field[];
	/** The switch Simplify, if it has one. */
	simplify: Field[];
	/** What can be added under Options. */
	options: Field[];
}

/** All fields of an operation: its own and those that the machinery gives to operations of its kind. */
export function fieldsOf(operation: Operation, service: Service): OperationFields {
	const account: SentField[] = operation.accountless ? [] : service.accountFields;
	return {
		shown: [...operation.fields, ...(operation.list ? LIST_FIELDS : [])],
		simplify: operation.simplify ? [SIMPLIFY] : [],
		options: [
			...(operation.optional ?? []),
			...(operation.fileUrl ? DOWNLOAD_FIELDS : []),
			...changeOptions(operation),
			...account,
			...(onlyReads(operation) ? [AT_A_TIME] : []),
			RETRIES,
			timeout(timeoutOf(operation)),
		],
	};
}

/** What the machinery offers where something is sent or changed. */
function changeOptions(operation: Operation): ControlField[] {
	const { toChats, oneItem = false, repeatable, evidence, newChat, findSent } = operation;
	return [
		...(toChats ? [SEND_ON] : []),
		...(repeatable ? [] : [SEND_AGAIN]),
		...(!repeatable && !oneItem && evidence === 'id' ? PACE : []),
		...(newChat ? [NEW_CHATS] : []),
		...(findSent ? LOOKS : []),
	];
}

/** What the user said to the machinery, or what holds where nothing was said. */
export function controlsOf(operation: Operation, fields: Field[], values: Values): Controls {
	const set = fields.filter((field): field is ControlField => field.in === 'control');
	const said = set
		.filter(({ property }) => property.name in values)
		.map(({ control, property }) => [control, values[property.name]]);
	const defaults = { ...DEFAULTS, timeout: timeoutOf(operation) };
	return { ...defaults, ...(Object.fromEntries(said) as Partial<Controls>) };
}
