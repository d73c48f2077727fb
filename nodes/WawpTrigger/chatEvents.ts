import { present } from '../shared/json';
import type { Read } from '../shared/lenient';
import { chatIdOf, chatTypeOf } from '../Wawp/whatsapp/ids';
import { personOf } from '../Wawp/whatsapp/people';
import { id } from '../Wawp/whatsapp/shapes';
import { toIso } from '../Wawp/whatsapp/times';
import type { Participant, WawpEvent } from './output';
import { participantsShape } from './shapes';
import type {
	archiveShape,
	callShape,
	groupShape,
	labelChatShape,
	labelShape,
	presenceShape,
} from './shapes';

function chatFields(chat: string | undefined): Pick<WawpEvent, 'chatId' | 'chatType'> {
	const chatId = chatIdOf(chat);
	return present({ chatId, chatType: chatTypeOf(chatId) });
}

/** The four `group.v2.*` events; `change` is join, leave, promote or demote. */
export function groupFields(event: Read<typeof groupShape>): Partial<WawpEvent> {
	const { participants: inGroup, ...told } = event.group ?? {};
	const members = event.participants ?? participantsShape(inGroup);
	const groupId = id(told.id) ?? event.groupId;
	const group = { ...told, ...present({ id: groupId }) };
	return {
		...chatFields(groupId),
		...present({
			timestamp: toIso(event.timestamp),
			group: (event.group ?? event.groupId) ? group : undefined,
			change: event.type,
			participants: members?.map(({ id: member, pn, role }): Participant => ({
				...personOf([pn, member]),
				...present({ role }),
			})),
		}),
	};
}

/** `presence.update`: one entry per person; in private chats it is one. */
export function presenceFields(event: Read<typeof presenceShape>): Partial<WawpEvent> {
	return {
		...chatFields(event.id),
		...present({
			presence: event.presences?.map((one) => ({
				...personOf([one.participant]),
				...present({ state: one.lastKnownPresence, lastSeen: toIso(one.lastSeen) }),
			})),
		}),
	};
}

/** `chat.archive`: archived or taken back from the archive. */
export function archiveFields(event: Read<typeof archiveShape>): Partial<WawpEvent> {
	return {
		...chatFields(event.id),
		...present({ archived: event.archived, timestamp: toIso(event.timestamp) }),
	};
}

/** The three `call.*` events; `from` is the caller. */
export function callFields(call: Read<typeof callShape>): Partial<WawpEvent> {
	return {
		...chatFields(call.from),
		...present({
			from: personOf([call.from]),
			timestamp: toIso(call.timestamp),
			call: present({ id: call.id, video: call.isVideo, group: call.isGroup }),
		}),
	};
}

/** `label.upsert` and `label.deleted`. */
export function labelFields(label: Read<typeof labelShape>): Partial<WawpEvent> {
	return { label: present(label) };
}

/** `label.chat.added` and `label.chat.deleted`; WAHA may not know the label any more and sends null. */
export function labelChatFields(event: Read<typeof labelChatShape>): Partial<WawpEvent> {
	return {
		...chatFields(event.chatId),
		label: present({ ...event.label, id: event.labelId ?? event.label?.id }),
	};
}
