import { longMessageId, waMessage } from '../engine/message';
import type { ServedPhone } from '../engine/message';
import { lastActivity, markRead, unreadMessages, visibleMessages } from '../phone/chats';
import type { Phone } from '../phone/phone';
import type { Chat } from '../phone/types';
import { always, pictureUrl, working } from './call';
import type { InstanceHandler, PhoneCall } from './call';
import { pageOf, sorted } from './paging';
import type { ListParameters } from './paging';

interface InChat {
	chatId: string;
}

const OVERVIEW_PAGE = 20;
const READ_DAYS = 7;
const DAY_MS = 86_400_000;

const listChats = always(({ phone, params }: PhoneCall<ListParameters>) => {
	const chats = newestFirst(phone.chats.list()).map((chat) => chatBody(phone, chat));
	return pageOf(sorted(chats, params), params);
});

/** Operations about whole chats, by operationId. */
export const CHAT_ROUTES: Record<string, InstanceHandler> = {
	listChats,
	listChatsGet: listChats,
	getChatsOverview: working((call: PhoneCall<ListParameters & { ids?: string[] }>) =>
		overviews(call, call.params.ids, call.params),
	),
	postChatsOverview: working(
		(call: PhoneCall<{ pagination?: ListParameters; filter?: { ids?: string[] } }>) =>
			overviews(call, call.params.filter?.ids, call.params.pagination ?? {}),
	),
	getChatPicture: working((call: PhoneCall<InChat>) => {
		const id = call.phone.peer(call.params.chatId);
		return { url: pictureUrl(call, call.phone.pictureOf(id)) };
	}),
	deleteChat: onChat(({ phone }, { id }) => phone.chats.remove(id)),
	clearMessages: onChat((_call, chat) => {
		chat.messages = [];
		chat.isMarkedUnread = false;
	}),
	readMessages: onChat<{ messages?: number; days?: number }>(({ params, now }, chat) => {
		const since = now - (params.days ?? READ_DAYS) * DAY_MS;
		const recent = unreadMessages(chat).filter(({ at }) => at >= since);
		const read = pageOf(recent, { limit: params.messages });
		markRead(chat, read);
		return { ids: read.map(longMessageId) };
	}),
	unreadChat: onChat((_call, chat) => {
		chat.isMarkedUnread = true;
	}),
	archiveChat: archiving(true),
	unarchiveChat: archiving(false),
};

function onChat<Params = unknown>(
	act: (call: PhoneCall<Params & InChat>, chat: Chat) => unknown,
): InstanceHandler {
	return working((call: PhoneCall<Params & InChat>) =>
		act(call, call.phone.chats.require(call.phone.idOf(call.params.chatId))),
	);
}

function archiving(archived: boolean): InstanceHandler {
	return onChat(({ tell, now }, chat) => {
		if (chat.isArchived === archived) return;
		chat.isArchived = archived;
		tell('chat.archive', { id: chat.id, timestamp: Math.floor(now / 1000), archived });
	});
}

function newestFirst(chats: Chat[]): Chat[] {
	return [...chats].sort((a, b) => lastActivity(b) - lastActivity(a));
}

/** A chat as lists name it. */
export function chatBody(phone: Phone, chat: Chat): object {
	return {
		id: chat.id,
		name: phone.nameOf(chat.id),
		conversationTimestamp: Math.floor(lastActivity(chat) / 1000),
		unreadCount: unreadMessages(chat).length || (chat.isMarkedUnread ? -1 : 0),
		archived: chat.isArchived,
	};
}

function overviews(call: ServedPhone, ids: string[] | undefined, paging: ListParameters): object[] {
	const { phone } = call;
	const wanted = ids?.map((id) => phone.idOf(id));
	const chats = newestFirst(phone.chats.list()).filter(
		({ id }) => wanted === undefined || wanted.includes(id),
	);
	return pageOf(chats, { ...paging, limit: paging.limit ?? OVERVIEW_PAGE }).map((chat) => {
		const [last] = visibleMessages(chat);
		return {
			id: chat.id,
			name: phone.nameOf(chat.id),
			picture: pictureUrl(call, phone.pictureOf(chat.id)),
			lastMessage: last ? waMessage(call, last) : null,
			_chat: chatBody(phone, chat),
		};
	});
}
