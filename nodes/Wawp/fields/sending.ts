import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../../shared/json';
import type { LocalField, Values } from '../../shared/field';
import type { Calls, Operation } from '../../shared/operation';
import { elementsOf } from '../../shared/paging';
import { Problem } from '../../shared/problem';
import { onOff } from '../../shared/schemas';
import { STATUS_CHAT } from '../whatsapp/ids';
import { messageFields, type MessageFields } from '../whatsapp/message';
import { messageOf } from '../whatsapp/shapes';
import { DO_NOT_SEND } from './doNotSend';

/** Somebody types so fast, in milliseconds per character, … */
const TYPING_MS = 60;
/** … and does not type longer than WhatsApp shows it. */
const LONGEST_TYPING_MS = 10_000;
const SHORTEST_TYPING_MS = 1000;

/** Looks at the recipient's number first. */
export const ONLY_ON_WHATSAPP: LocalField = {
	property: {
		displayName: 'Only If On WhatsApp',
		name: 'onlyOnWhatsApp',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask first if the number uses WhatsApp, once per number and run. If not, nothing is sent and the output says "skipped".',
	},
	schema: onOff,
	in: 'local',
};

/** Sends as a person would. */
export const HUMAN_LIKE: LocalField = {
	property: {
		displayName: 'Human-Like',
		name: 'humanLike',
		type: 'boolean',
		default: false,
		description:
			'Whether to mark the chat as read and to show "typing…" for 1 to 10 seconds, as fits the length of the text, before it is sent. Nothing here hides from WhatsApp.',
	},
	schema: onOff,
	in: 'local',
};

/** What can be asked for before a message leaves: what `beforeMessage` reads, and whom `leftOut` leaves out. */
export const MESSAGE_SENDING: LocalField[] = [HUMAN_LIKE, ONLY_ON_WHATSAPP, DO_NOT_SEND];

/**
 * What the options ask for before a message leaves.
 *
 * @returns the output in its place where the number does not use WhatsApp
 * @throws Problem when that cannot be found out; nothing is sent then
 */
export async function beforeMessage(calls: Calls, values: Values): Promise<IDataObject | undefined> {
	const chatId = asText(values.chatId);
	if (values.onlyOnWhatsApp === true && !(await isOnWhatsApp(calls, chatId))) {
		return { chatId, skipped: 'notOnWhatsApp' };
	}
	if (values.humanLike === true) await likeAPerson(calls, chatId, asText(values.text ?? values.caption));
	return undefined;
}

/** How APIs write yes and no. */
const YES = ['true', '1'];
const NO = ['false', '0'];

/** Groups, channels and hidden numbers cannot be asked for; they are no typed numbers either. */
async function isOnWhatsApp(calls: Calls, chatId: string): Promise<boolean> {
	const phone = /^(\d+)@c\.us$/.exec(chatId)?.[1];
	if (phone === undefined) return true;
	const { body } = await calls.once('GET /contacts/check-exists', { phone });
	const said = asText(asObject(body).numberExists);
	if (YES.includes(said) || NO.includes(said)) return YES.includes(said);
	throw new Problem('"Only If On WhatsApp": the answer does not say whether the number uses WhatsApp', {
		code: 'not_checked',
		httpStatus: null,
		hint: 'Nothing was sent. Look at the number with Contact → Check Number, or remove the option.',
		outcome: 'notSent',
		answer: body,
	});
}

/** Seen, then typing. What of it fails keeps no message back. */
async function likeAPerson(calls: Calls, chatId: string, text: string): Promise<void> {
	const milliseconds = Math.max(SHORTEST_TYPING_MS, Math.min(LONGEST_TYPING_MS, text.length * TYPING_MS));
	await calls.call('POST /chats/{chatId}/messages/read', {}, { chatId }).catch(() => undefined);
	await calls.call('POST /startTyping', { chatId }).catch(() => undefined);
	await calls.wait(milliseconds * (0.8 + Math.random() * 0.4));
	await calls.call('POST /stopTyping', { chatId }).catch(() => undefined);
}

/** What tells one send from another in its chat. */
interface Content {
	/** As `kindOf` names them. */
	types: string[];
	/** The text or caption; empty for none. */
	text: string;
}

/**
 * Finds own messages of equal content in the chat that they were sent to: for an operation's `findSent`. It throws where the
 * server does not list own statuses (devlikeapro/waha issue 1410): then it cannot be told.
 *
 * @param types the kinds of message that the operation makes
 */
export function sentAs(...types: string[]): NonNullable<Operation['findSent']> {
	return async (calls, values, since) => {
		const content = { types, text: asText(values.text ?? values.caption) };
		// WhatsApp's times are whole seconds.
		const seconds = Math.floor(since / 1000);
		const chatId = asText(values.chatId);
		const elements =
			chatId === ''
				? await statuses(calls)
				: await messages(calls, chatId, { 'filter.timestamp.gte': seconds });
		return elements.filter((element) => isIt(element, content, seconds));
	};
}

async function messages(calls: Calls, chatId: string, filter: IDataObject): Promise<IDataObject[]> {
	const query = { limit: 50, 'filter.fromMe': true, ...filter };
	const { body } = await calls.call('GET /chats/{chatId}/messages', query, { chatId });
	return elementsOf(body, undefined).map(asObject);
}

async function statuses(calls: Calls): Promise<IDataObject[]> {
	const found = await messages(calls, STATUS_CHAT, {});
	if (found.length > 0) return found;
	throw new Problem('This server lists no own statuses', {
		code: 'no_statuses',
		httpStatus: null,
		hint: 'Look at the phone.',
		outcome: 'notSent',
	});
}

function isIt(element: IDataObject, { types, text }: Content, since: number): boolean {
	const fields: MessageFields = messageFields(messageOf(element));
	const sent = Date.parse(fields.timestamp ?? '') / 1000;
	const isNew = sent >= since;
	// It stands in the chat of the own phone only.
	if (fields.ack?.name === 'ERROR') return false;
	return fields.fromMe === true && isNew && types.includes(fields.type ?? '') && same(fields.text, text);
}

/** WhatsApp takes blanks off the ends and writes line breaks in one way. */
function same(found = '', sent: string): boolean {
	const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
	return plain(found) === plain(sent);
}
