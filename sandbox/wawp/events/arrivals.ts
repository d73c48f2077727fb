import path from 'node:path';
import { z } from 'zod';
import { shortId } from '../phone/addresses';
import { findMessage, setReaction } from '../phone/chats';
import type { Phone } from '../phone/phone';
import { newMessage } from '../phone/talk';
import type { Content, Message, PresenceState } from '../phone/types';
import { sampleMedia } from '../../ground/samples';

const MEDIA = z.object({ url: z.string(), mimetype: z.string(), filename: z.string().nullish() });
const MESSAGE = z.object({
	id: z.string().min(1),
	from: z.string().min(1),
	to: z.string().nullish(),
	fromMe: z.boolean().default(false),
	participant: z.string().nullish(),
	body: z.string().nullish(),
	timestamp: z.number().optional(),
	media: MEDIA.nullish().catch(null),
	vCards: z.array(z.string()).nullish().catch(null),
	replyTo: z.object({ id: z.string() }).nullish().catch(null),
});
const REVOKED = z.object({ revokedMessageId: z.string() });
const EDITED = z.object({ editedMessageId: z.string(), body: z.string() });
const REACTION = z.object({
	from: z.string(),
	participant: z.string().nullish(),
	reaction: z.object({ text: z.string(), messageId: z.string() }),
});
const ACK = z.object({ id: z.string(), ack: z.number() });
const PRESENCE = z.object({
	presences: z.array(
		z.object({
			participant: z.string(),
			lastKnownPresence: z.enum(['offline', 'online', 'typing', 'recording', 'paused']),
			lastSeen: z.number().nullish(),
		}),
	),
});
const ARCHIVE = z.object({ id: z.string(), archived: z.boolean() });
const LABEL = z.object({ id: z.string(), name: z.string(), color: z.number(), colorHex: z.string() });
const LABELLED = z.object({ labelId: z.string(), chatId: z.string() });
const GROUP = z.object({
	group: z.object({ id: z.string(), subject: z.string().optional(), description: z.string().optional() }),
});

type Change = (phone: Phone, payload: object, now: number) => void;

/** What an event changes on the phone. */
const CHANGES: Record<string, Change> = {
	message: changing(MESSAGE, receive),
	'message.any': changing(MESSAGE, receive),
	'message.edited': changing(EDITED, (phone, { editedMessageId, body }) => {
		const message = messageOf(phone, editedMessageId);
		if (message?.content.type !== 'text') return;
		message.content.text = body;
		message.isEdited = true;
	}),
	'message.revoked': changing(REVOKED, (phone, { revokedMessageId }) => {
		const message = messageOf(phone, revokedMessageId);
		if (message !== undefined) message.isRevoked = true;
	}),
	'message.reaction': changing(REACTION, (phone, { from, participant, reaction }) => {
		const message = messageOf(phone, reaction.messageId);
		if (message !== undefined) setReaction(message, phone.idOf(participant ?? from), reaction.text);
	}),
	'message.ack': changing(ACK, (phone, { id, ack }) => {
		const message = messageOf(phone, id);
		if (message !== undefined) message.ack = ack;
	}),
	'presence.update': changing(PRESENCE, (phone, { presences }) => {
		for (const { participant, lastKnownPresence, lastSeen } of presences) {
			setPresence(phone, participant, lastKnownPresence, lastSeen ?? null);
		}
	}),
	'chat.archive': changing(ARCHIVE, (phone, { id, archived }) => {
		const chat = phone.chats.get(phone.idOf(id));
		if (chat !== undefined) chat.isArchived = archived;
	}),
	'label.upsert': changing(LABEL, (phone, label) => void phone.labels.set(label.id, label)),
	'label.deleted': changing(LABEL, (phone, { id }) => phone.removeLabel(id)),
	'label.chat.added': changing(LABELLED, (phone, { labelId, chatId }) => {
		const chat = phone.chats.get(phone.idOf(chatId));
		if (chat === undefined || !phone.labels.has(labelId)) return;
		chat.labels = [...new Set([...chat.labels, labelId])];
	}),
	'label.chat.deleted': changing(LABELLED, (phone, { labelId, chatId }) => {
		const chat = phone.chats.get(phone.idOf(chatId));
		if (chat !== undefined) chat.labels = chat.labels.filter((id) => id !== labelId);
	}),
	'group.v2.update': changing(GROUP, (phone, { group: { id, ...change } }) => {
		const group = phone.groups.get(id);
		if (group !== undefined) Object.assign(group, change);
	}),
};

/** Something happened on WhatsApp: what the phone shows of it. A payload that says nothing of use changes nothing. */
export function arrive(phone: Phone, event: string, payload: object, now: number): void {
	if (Object.hasOwn(CHANGES, event)) CHANGES[event]?.(phone, payload, now);
}

function changing<Schema extends z.ZodTypeAny>(
	schema: Schema,
	change: (phone: Phone, payload: z.output<Schema>, now: number) => void,
): Change {
	return (phone, payload, now) => {
		const known = schema.safeParse(payload);
		if (known.success) change(phone, known.data as z.output<Schema>, now);
	};
}

function messageOf(phone: Phone, id: string): Message | undefined {
	return phone.chats.message(shortId(id));
}

function receive(phone: Phone, payload: z.output<typeof MESSAGE>, now: number): void {
	const { from, to, fromMe, participant, timestamp } = payload;
	const chatId = phone.idOf(fromMe ? (to ?? from) : from);
	const chat = phone.chats.open(chatId);
	const id = shortId(payload.id);
	if (chat.messages.some((message) => message.id === id)) return;
	const sender = fromMe ? phone.me.id : phone.idOf(participant ?? from);
	const quoted = payload.replyTo ? findMessage(chat, payload.replyTo.id) : undefined;
	chat.messages.push({
		...newMessage(id, chatId, sender, phone),
		at: timestamp === undefined ? now : Math.max(timestamp * 1000, now - 1000),
		content: contentOf(payload),
		...(quoted && { replyTo: quoted.id }),
		ack: 2,
		isUnread: !fromMe,
	});
}

function contentOf({ body, media, vCards }: z.output<typeof MESSAGE>): Content {
	const text = body ?? '';
	const sample = media ? sampleMedia(path.posix.basename(media.url)) : undefined;
	if (media && sample) {
		const { mimetype } = media;
		const filename = media.filename ?? path.posix.basename(media.url);
		return { type: contentType(mimetype), media: { mimetype, filename, bytes: sample.bytes }, caption: text };
	}
	if (vCards && vCards.length > 0) return { type: 'contacts', vcards: vCards };
	return { type: 'text', text };
}

function contentType(mimetype: string): 'image' | 'voice' | 'video' | 'document' {
	if (mimetype.startsWith('image/')) return 'image';
	if (mimetype.startsWith('audio/')) return 'voice';
	return mimetype.startsWith('video/') ? 'video' : 'document';
}

function setPresence(phone: Phone, id: string, presence: PresenceState, lastSeen: number | null): void {
	const contact = phone.contact(id);
	if (contact !== undefined) Object.assign(contact, { presence, lastSeen });
}
