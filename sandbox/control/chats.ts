import { bodyOf, mediaOf, nameOnCard } from '../wawp/engine/content';
import { lastActivity, unreadMessages } from '../wawp/phone/chats';
import { isGroupId } from '../wawp/phone/addresses';
import type { Phone } from '../wawp/phone/phone';
import type { Chat, Content, Message } from '../wawp/phone/types';

const SHOWN_MESSAGES = 60;

/** The chats of a phone as the page shows them, the latest first. */
export function chatsState(phone: Phone): object[] {
	const chats = phone.chats.list().sort((a, b) => lastActivity(b) - lastActivity(a));
	return chats.map((chat) => chatState(phone, chat));
}

function chatState(phone: Phone, chat: Chat): object {
	const { id, isArchived, isMarkedUnread, labels, ownPresence } = chat;
	return {
		id,
		name: phone.nameOf(id),
		picture: phone.pictureOf(id),
		isGroup: isGroupId(id),
		unread: unreadMessages(chat).length,
		isArchived,
		isMarkedUnread,
		presence: isGroupId(id) ? undefined : phone.contact(id)?.presence,
		ownPresence,
		labels: labels.map((label) => phone.labels.get(label)).filter(Boolean),
		messages: chat.messages.slice(-SHOWN_MESSAGES).map((message) => messageState(phone, chat, message)),
	};
}

function messageState(phone: Phone, chat: Chat, message: Message): object {
	const { id, fromMe, sender, at, ack, isStarred, isEdited, isRevoked, pinnedUntil, content } = message;
	const quoted = chat.messages.find((other) => other.id === message.replyTo);
	return {
		id,
		fromMe,
		sender: fromMe ? undefined : phone.nameOf(sender),
		at,
		ack,
		isStarred,
		isEdited,
		isRevoked,
		pinnedUntil,
		quoted: quoted && {
			by: quoted.fromMe ? 'You' : phone.nameOf(quoted.sender),
			text: bodyOf(quoted.content) || quoted.content.type,
		},
		reactions: Object.values(message.reactions),
		...(isRevoked ? { content: { type: 'text', text: '' } } : { content: contentState(id, content) }),
	};
}

function contentState(id: string, content: Content): object {
	const file = mediaOf(content);
	if (file !== undefined) {
		const { media, ...rest } = file;
		const { mimetype, filename } = media;
		return { ...rest, mimetype, filename, mediaUrl: `/sandbox/uploads/${id}` };
	}
	if (content.type === 'contacts') return { type: 'contacts', names: content.vcards.map(nameOnCard) };
	return content;
}
