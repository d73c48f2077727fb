import { missing } from '../errors';
import { shortId } from './addresses';
import type { Chat, Message } from './types';

const READ = 3;

/** The conversations of a phone, by the id of the person, group or channel. */
export class Chats {
	private readonly byId = new Map<string, Chat>();

	list(): Chat[] {
		return [...this.byId.values()];
	}

	/** These chats, instead of all others. */
	restore(chats: Chat[]): void {
		this.byId.clear();
		for (const chat of chats) this.byId.set(chat.id, chat);
	}

	get(id: string): Chat | undefined {
		return this.byId.get(id);
	}

	/** The chat; throws 404 without one. */
	require(id: string): Chat {
		const chat = this.byId.get(id);
		if (chat === undefined) throw missing('chat', id);
		return chat;
	}

	/** The chat, new and empty where there was none. */
	open(id: string): Chat {
		const chat = this.byId.get(id) ?? {
			id,
			messages: [],
			isArchived: false,
			isMarkedUnread: false,
			labels: [],
		};
		this.byId.set(id, chat);
		return chat;
	}

	remove(id: string): void {
		this.byId.delete(id);
	}

	/** Any message of any chat by its short id, deleted ones too: for its media. */
	message(id: string): Message | undefined {
		return this.list()
			.flatMap(({ messages }) => messages)
			.find((message) => message.id === id);
	}
}

/** What people still see of a chat, newest first. */
export function visibleMessages(chat: Chat): Message[] {
	return chat.messages.filter(({ isRevoked }) => !isRevoked).reverse();
}

/** A message that is not deleted, by its short or long id. */
export function findMessage(chat: Chat, id: string): Message | undefined {
	const wanted = shortId(id);
	return visibleMessages(chat).find((message) => message.id === wanted);
}

/** The same; throws 404 without one. */
export function requireMessage(chat: Chat, id: string): Message {
	const found = findMessage(chat, id);
	if (found === undefined) throw missing('message', id);
	return found;
}

/** The unread messages of a chat, newest first. */
export function unreadMessages(chat: Chat): Message[] {
	return visibleMessages(chat).filter(({ isUnread }) => isUnread);
}

/** Marks messages as read: two blue ticks for who wrote them. */
export function markRead(chat: Chat, messages: Message[]): void {
	for (const message of messages) {
		message.isUnread = false;
		if (!message.fromMe) message.ack = Math.max(message.ack, READ);
	}
	chat.isMarkedUnread = false;
}

/** When something last happened in a chat, milliseconds; 0 in an empty one. */
export function lastActivity(chat: Chat): number {
	return chat.messages.at(-1)?.at ?? 0;
}

/** Somebody reacts to a message; an empty reaction takes it back. */
export function setReaction(message: Message, by: string, text: string): void {
	const others = Object.entries(message.reactions).filter(([who]) => who !== by);
	message.reactions = Object.fromEntries(text === '' ? others : [...others, [by, text]]);
}
