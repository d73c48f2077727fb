import { chatIdsOf } from '../Wawp/whatsapp/message';
import type { Person } from '../Wawp/whatsapp/people';
import { messageOf } from '../Wawp/whatsapp/shapes';
import type { WawpEvent } from './output';

/**
 * The IDs under which an event tells of its chat: a private chat has one by phone number and one by LID, and an event
 * names one of them or both.
 */
export function chatForms(item: WawpEvent & { payload: unknown }): string[] {
	const { chatId, chatType, fromMe, from, presence = [] } = item;
	const known = chatId === undefined ? [] : [chatId];
	if (chatType !== 'private') return known;
	const others = item.event === 'message.ack' || fromMe !== true ? [from] : [];
	return [
		...known,
		...[...others, ...presence].flatMap(formsOf),
		...inPayload(item.payload, fromMe === true),
	];
}

/** The IDs of who caused an event. */
export function senderForms({ from }: WawpEvent): string[] {
	return formsOf(from);
}

function formsOf(person: Person | undefined): string[] {
	const { phone, lid } = person ?? {};
	return [...(phone === undefined ? [] : [`${phone}@c.us`]), ...(lid === undefined ? [] : [lid])];
}

/** In own messages the sender is not the chat, so that only the engine's own message has its other ID. */
function inPayload(payload: unknown, isOwn: boolean): string[] {
	return isOwn ? chatIdsOf(messageOf(payload)) : [];
}
