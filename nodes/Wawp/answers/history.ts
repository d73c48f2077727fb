import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../../shared/json';
import type { Calls } from '../../shared/operation';
import { elementsOf } from '../../shared/paging';
import { messageFields, type MessageFields } from '../whatsapp/message';
import { messageOf } from '../whatsapp/shapes';

/** A message of a chat. */
export interface Past {
	/** As the API gave it. */
	body: IDataObject;
	fields: MessageFields;
	/** Milliseconds since 1970; WhatsApp counts in whole seconds. */
	at: number;
}

/** A chat, read back from now. */
export interface History {
	/** Oldest first: by their times, then by their places in the chat. */
	messages: Past[];
	/** Whether it goes back as far as was asked for. */
	isWhole: boolean;
}

/** How far a chat is read back. */
interface Span {
	/** Milliseconds since 1970. */
	since: number;
	/** How many pages of 50 at most. */
	pages: number;
	/** What else the call asks for. */
	query?: IDataObject;
}

/** The documented size of a page, so that every server gives it. */
const PAGE_SIZE = 50;
const DAY_SECONDS = 86_400;

/**
 * Reads the messages of a chat since a time. It asks for no filter that servers may ignore or apply to a page that they have cut
 * already, but goes back until a message is too old.
 *
 * @throws Problem where the chat cannot be read
 */
export async function readBack(calls: Calls, chatId: string, span: Span): Promise<History> {
	const { since, pages, query } = span;
	const newestFirst = new Map<unknown, Past>();
	for (let page = 0; page < pages; page++) {
		const asked = { ...query, limit: PAGE_SIZE, offset: page * PAGE_SIZE, ...uncached() };
		const { body } = await calls.call('GET /chats/{chatId}/messages', asked, { chatId });
		const found = elementsOf(body, undefined).map(pastOf);
		// A message that came between two pages moves one of the first onto the second too.
		for (const past of found) newestFirst.set(past.fields.messageId, past);
		const isEnd = found.length < PAGE_SIZE || found.some(({ at }) => at < since);
		if (isEnd) return { messages: inOrder(newestFirst, since), isWhole: true };
	}
	return { messages: inOrder(newestFirst, since), isWhole: false };
}

/**
 * Wawp answers a GET that somebody made in the last seconds as it did then. No other call asks for messages before just this
 * time, which is days ahead and leaves none out.
 */
function uncached(): IDataObject {
	const ahead = DAY_SECONDS * (1 + Math.random() * 1000);
	return { 'filter.timestamp.lte': Math.floor(Date.now() / 1000 + ahead) };
}

/** What a list of messages may hold that is none: there are other events for it. */
const OTHER_KINDS = ['reaction', 'pollVote', 'eventResponse'];

/** Whether it is a message that somebody else wrote. */
export function isFromOthers({ fields }: Past): boolean {
	const { fromMe, messageId, type = '' } = fields;
	return fromMe !== true && messageId !== undefined && !OTHER_KINDS.includes(type);
}

function pastOf(body: unknown): Past {
	const fields = messageFields(messageOf(body));
	return { body: asObject(body), fields, at: Date.parse(fields.timestamp ?? '') };
}

function inOrder(newestFirst: Map<unknown, Past>, since: number): Past[] {
	const messages = [...newestFirst.values()].filter(({ at }) => at >= since);
	return messages.reverse().sort((one, other) => one.at - other.at);
}
