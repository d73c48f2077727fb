import type { Values } from '../../shared/field';
import { asText } from '../../shared/json';
import type { Calls } from '../../shared/operation';
import { elementsOf } from '../../shared/paging';

const PERSON = /^\d+@(c\.us|lid)$/;

/**
 * The chat that a message would begin: that of a person in which nobody wrote anything yet, as far as the server knows. Where
 * its messages cannot be read it counts as new.
 *
 * @returns undefined for a chat that is there, a group or a channel
 */
export async function newChat(calls: Calls, values: Values): Promise<string | undefined> {
	const chatId = asText(values.chatId);
	if (!PERSON.test(chatId)) return undefined;
	return (await hasMessages(calls, chatId).catch(() => false)) ? undefined : chatId;
}

async function hasMessages(calls: Calls, chatId: string): Promise<boolean> {
	const { body } = await calls.call('GET /chats/{chatId}/messages', { limit: 1 }, { chatId });
	return elementsOf(body, undefined).length > 0;
}
