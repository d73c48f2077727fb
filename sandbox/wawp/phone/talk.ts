import { fixedId } from '../../ground/ids';
import type { Line, Talk } from '../seeds/talks';
import type { Phone } from './phone';
import type { Message } from './types';

const MINUTE_MS = 60_000;
const READ = 3;
const DELIVERED = 2;

/** Fills a phone with conversations, as if they had happened before `now`. */
export function beginTalks(phone: Phone, talks: Talk[], now: number): void {
	for (const talk of talks.filter(({ chatId }) => chatId !== phone.me.id)) {
		const chat = phone.chats.open(talk.chatId);
		chat.isArchived = talk.archived === true;
		chat.labels = [...(talk.labels ?? [])];
		const firstUnread = talk.lines.length - talk.unread;
		chat.messages = talk.lines.map((line, place) => ({
			...seedMessage(phone, talk.chatId, line, place),
			at: now - line.ago * MINUTE_MS,
			isUnread: place >= firstUnread,
			ack: place >= firstUnread ? DELIVERED : READ,
		}));
	}
}

function seedMessage(phone: Phone, chatId: string, line: Line, place: number): Message {
	const { says, answers, reactions = {} } = line;
	const sender = ownOr(phone, line.by);
	const reacted = Object.entries(reactions).map(([by, emoji]) => [ownOr(phone, by), emoji] as const);
	return {
		...newMessage(fixedId(chatId, place), chatId, sender, phone),
		content: typeof says === 'string' ? { type: 'text', text: says } : says,
		...(answers !== undefined && { replyTo: fixedId(chatId, answers) }),
		reactions: Object.fromEntries(reacted),
	};
}

function ownOr(phone: Phone, id: string): string {
	return id === 'me' ? phone.me.id : id;
}

/** A message that says nothing yet, written on a phone, own or not. */
export function newMessage(id: string, chatId: string, sender: string, phone: Phone): Message {
	const contact = phone.contact(sender);
	return {
		id,
		chatId,
		fromMe: sender === phone.me.id,
		sender,
		senderName: contact?.pushname ?? contact?.name ?? phone.nameOf(sender),
		source: 'app',
		at: 0,
		content: { type: 'text', text: '' },
		ack: 0,
		reactions: {},
		isUnread: false,
		isStarred: false,
		isEdited: false,
		isRevoked: false,
	};
}
