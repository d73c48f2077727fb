import type { z } from 'zod';

import { present } from '../shared/json';
import { chatIdOf, chatTypeOf } from '../Wawp/whatsapp/ids';
import { personOf } from '../Wawp/whatsapp/people';
import { toIso } from '../Wawp/whatsapp/times';
import type { Participant, WawpEvent } from './output';
import { groupIdSchema, participantsSchema } from './schemas';
import type {
	archiveSchema,
	callSchema,
	groupSchema,
	labelChatSchema,
	labelSchema,
	presenceSchema,
} from './schemas';

function chatFields(id: string | undefined): Pick<WawpEvent, 'chatId' | 'chatType'> {
	const chatId = chatIdOf(id);
	return present({ chatId, chatType: chatTypeOf(chatId) });
}

/** The four `group.v2.*` events; `change` is join, leave, promote or demote. */
export function groupFields(event: z.infer<typeof groupSchema>): Partial<WawpEvent> {
	const { participants: inGroup, ...told } = event.group ?? {};
	const members = event.participants ?? participantsSchema.parse(inGroup);
	const id = groupIdSchema.parse(told.id) ?? event.groupId;
	const group = { ...told, ...present({ id }) };
	return {
		...chatFields(id),
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
export function presenceFields({ id, presences }: z.infer<typeof presenceSchema>): Partial<WawpEvent> {
	return {
		...chatFields(id),
		...present({
			presence: presences?.map((one) => ({
				...personOf([one.participant]),
				...present({ state: one.lastKnownPresence, lastSeen: toIso(one.lastSeen) }),
			})),
		}),
	};
}

/** `chat.archive`: archived or taken back from the archive. */
export function archiveFields(event: z.infer<typeof archiveSchema>): Partial<WawpEvent> {
	return {
		...chatFields(event.id),
		...present({ archived: event.archived, timestamp: toIso(event.timestamp) }),
	};
}

/** The three `call.*` events; `from` is the caller. */
export function callFields(call: z.infer<typeof callSchema>): Partial<WawpEvent> {
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
export function labelFields(label: z.infer<typeof labelSchema>): Partial<WawpEvent> {
	return { label: present(label) };
}

/** `label.chat.added` and `label.chat.deleted`; WAHA may not know the label any more and sends null. */
export function labelChatFields(event: z.infer<typeof labelChatSchema>): Partial<WawpEvent> {
	return {
		...chatFields(event.chatId),
		label: present({ ...event.label, id: event.labelId ?? event.label?.id }),
	};
}
