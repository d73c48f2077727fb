import type { IDataObject } from 'n8n-workflow';

import { asText } from './json';
import type { Values } from './field';
import type { Answer, Operation, Output } from './operation';

/**
 * The items that a successful answer becomes: one per element of a list; `{success: true}` where the API says
 * nothing. A top-level `error` would make n8n's Retry On Fail run the node again, so it moves to `errorInfo`.
 *
 * @param simplify whether the user wants only the fields that matter
 */
export function toOutputs(operation: Operation, answer: Answer, values: Values, simplify: boolean): Output[] {
	if (operation.respond) return operation.respond(answer, values).map(withoutTopLevelError);
	const found = elements(answer.body);
	// Only a list that was asked for may be empty: what was done is an item.
	const all = found.length === 0 && operation.evidence !== 'read' ? [{ success: true }] : found;
	return all.map((element) => {
		const json = simplify ? simplified(operation, element, values) : element;
		return withoutTopLevelError({ json });
	});
}

/**
 * The fields that matter. An answer of a shape that cannot be simplified is handed on whole: what was sent is sent,
 * and an error here would make somebody send it again.
 */
function simplified({ simplify }: Operation, element: IDataObject, values: Values): IDataObject {
	try {
		return simplify ? compact(simplify(element, values)) : element;
	} catch {
		return element;
	}
}

/** Names under which simplified outputs say what something is and when it was. */
const IDENTITY = /^(id|jobId|(message|status|chat|group|channel|label|instance|device)Id|timestamp)$/;

/** The IDs and times of what an answer shows, as the simplified output names them. */
export function identityOf(operation: Operation, body: unknown, values: Values): IDataObject {
	const [element = {}] = elements(body);
	const { identify = operation.simplify } = operation;
	return Object.fromEntries(
		Object.entries(simplified({ ...operation, simplify: identify }, element, values)).filter(
			([name, value]) => IDENTITY.test(name) && /^(string|number)$/.test(typeof value),
		),
	);
}

function elements(body: unknown): IDataObject[] {
	if (Array.isArray(body)) return body.map(toObject);
	return [toObject(body)];
}

function toObject(value: unknown): IDataObject {
	if (value === null || value === undefined || value === '' || value === true) return { success: true };
	if (typeof value !== 'object' || Array.isArray(value)) return { value: asText(value) };
	return value as IDataObject;
}

/** Without the fields that have no value. */
function compact(json: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(json).filter(([, value]) => value !== undefined && value !== null && value !== ''),
	);
}

function withoutTopLevelError(output: Output): Output {
	if (!('error' in output.json)) return output;
	const { error, ...json } = output.json;
	return { ...output, json: { ...json, errorInfo: error } };
}
