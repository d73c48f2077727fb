import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { LocalField, Values } from '../../shared/field';
import { asObject, asText } from '../../shared/json';
import { invalidInput } from '../../shared/problem';
import { CHAT_EXPECTED, chatId } from '../../shared/recipient';

/** What the output says of somebody to whom nothing was sent. */
const SKIPPED = 'doNotSend';

/**
 * Numbers of which WhatsApp knows one form and people write two: in Mexico and Argentina with a digit for mobiles behind the
 * country code, in Brazil with a ninth digit. Both name the same person.
 */
const TWINS: Array<[RegExp, string]> = [
	[/^521(\d{10}@)/, '52$1'],
	[/^549(\d{10}@)/, '54$1'],
	[/^55(\d\d)9([6-9]\d{7}@)/, '55$1$2'],
];

/** An entry that names nobody, in words for the error. */
interface Unreadable {
	wrong: string;
}

/** The list of those who get nothing, usually from a data table of people who wrote STOP. */
export const DO_NOT_SEND: LocalField = {
	property: {
		displayName: 'Do Not Send To',
		name: 'doNotSendTo',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. +44 7441 429009, +20 100 123 4567',
		description:
			"People who get nothing, for example because they opted out: a message to them is skipped (the output says \"skipped\"), and they are taken out of a status's audience. Phone numbers or chat IDs, separated by commas or line breaks, or an array: <code>{{ $('Opted Out').all() }}</code> takes the rows of a data table with a column chatId, phone or lid. An empty list leaves nobody out; one that cannot be read stops the item.",
	},
	schema: z
		.unknown()
		.transform((list, context) => {
			const read = readList(list);
			if (Array.isArray(read)) return read;
			const message = `expected a list whose entries are each ${CHAT_EXPECTED}; got ${read.wrong}. For nobody, give [] or an empty text`;
			context.addIssue({ code: z.ZodIssueCode.custom, message });
			return z.NEVER;
		})
		.describe('a list of phone numbers or chat IDs'),
	in: 'local',
};

/** The output in place of a message to somebody who stands in the list; undefined for everybody else. */
export function leftOut(values: Values): IDataObject | undefined {
	const recipient = asText(values.chatId);
	return isLeftOut(values, recipient) ? { chatId: recipient, skipped: SKIPPED } : undefined;
}

/**
 * The values with an audience that holds nobody of the list.
 *
 * @throws Problem where a status would go to everybody, those in the list among them
 */
export function withoutLeftOut(values: Values): Values {
	const { audience, doNotSendTo } = values;
	if (Array.isArray(audience)) {
		return { ...values, audience: (audience as string[]).filter((id) => !isLeftOut(values, id)) };
	}
	if (!Array.isArray(doNotSendTo) || doNotSendTo.length === 0) return values;
	throw invalidInput(
		DO_NOT_SEND.property.displayName,
		'a status without the option "Audience" goes to everybody whom the phone lets see it, those in this list too',
		'Add the option "Audience" with the people who may see the status.',
	);
}

/** The output in place of a status of whose audience nobody is left: an empty list would mean everybody. */
export function nobodyLeft({ audience }: Values): IDataObject | undefined {
	const isEmpty = Array.isArray(audience) && audience.length === 0;
	return isEmpty ? { skipped: SKIPPED, chatId: 'status@broadcast', audience: 0 } : undefined;
}

function isLeftOut({ doNotSendTo }: Values, id: string): boolean {
	return Array.isArray(doNotSendTo) && doNotSendTo.includes(personKey(id));
}

/** What is the same for all forms of one person's ID. */
function personKey(id: string): string {
	return TWINS.reduce((key, [form, same]) => key.replace(form, same), id);
}

/** Whom a list names, each as `personKey`. */
function readList(list: unknown): string[] | Unreadable {
	const keys = new Set<string>();
	for (const entry of entriesOf(list)) {
		const named = readEntry(entry);
		if (!Array.isArray(named)) return named;
		for (const id of named) keys.add(personKey(id));
	}
	return [...keys];
}

/** What stands in a list as workflows have it; what is no list is its own only entry. */
function entriesOf(list: unknown): unknown[] {
	if (Array.isArray(list)) return list as unknown[];
	if (typeof list !== 'string') return [list];
	if (list.trim().startsWith('[')) return parsed(list);
	return list
		.split(/[,;\n\r]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

function parsed(text: string): unknown[] {
	try {
		return [JSON.parse(text)].flat() as unknown[];
	} catch {
		return [text];
	}
}

/** All IDs of one entry: a text, a number, or an object with the names of a data table's columns or the trigger's `from`. */
function readEntry(entry: unknown): string[] | Unreadable {
	const texts = typeof entry === 'object' ? textsIn(entry) : [entry];
	const ids = texts.map((text) => chatId(asText(text)));
	const isReadable = ids.every((id) => id !== undefined);
	return isReadable ? ids : { wrong: shown(entry) };
}

/** An item without fields is what n8n makes of no rows (Always Output Data): it names nobody. */
function textsIn(entry: object | null): unknown[] {
	if (entry === null || Array.isArray(entry)) return [undefined];
	const { json = entry } = entry as { json?: unknown };
	const { chatId: chat, phone, lid, id } = asObject(json);
	const named = [chat, phone, lid].filter((text) => text !== undefined && text !== null && text !== '');
	const isEmpty = typeof json === 'object' && json !== null && Object.keys(json).length === 0;
	if (named.length > 0 || isEmpty) return named;
	return [id];
}

function shown(entry: unknown): string {
	return ((JSON.stringify(entry) as string | undefined) ?? 'nothing').slice(0, 100);
}
