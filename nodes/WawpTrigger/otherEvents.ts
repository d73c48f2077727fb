import type { z } from 'zod';
import { chatIdOf, chatTypeOf, messageKeyOf, personOf } from './identity';
import type { Surroundings } from './message';
import { present, type Participant, type WawpEvent } from './output';
import { participantsSchema } from './schemas';
import type {
	archiveSchema,
	callSchema,
	engineSchema,
	groupSchema,
	labelChatSchema,
	labelSchema,
	pollVoteSchema,
	presenceSchema,
	sessionStatusSchema,
} from './schemas';
import { toIso } from './time';

function chatFields(id: string | undefined): Pick<WawpEvent, 'chatId' | 'chatType'> {
	const chatId = chatIdOf(id);
	return present({ chatId, chatType: chatTypeOf(chatId) });
}

/** `session.status`: any state passes, also ones that come later than this code. */
export function sessionFields(session: z.infer<typeof sessionStatusSchema>): Partial<WawpEvent> {
	return present({
		state: session.status,
		qr: session.qr,
		session: session.name,
		timestamp: toIso(session.ts),
	});
}

/** The four `group.v2.*` events; `change` is join, leave, promote or demote. */
export function groupFields(event: z.infer<typeof groupSchema>): Partial<WawpEvent> {
	const { participants: inGroup, ...group } = event.group ?? {};
	const members = event.participants ?? participantsSchema.parse(inGroup);
	return {
		...chatFields(typeof group.id === 'string' ? group.id : undefined),
		...present({
			timestamp: toIso(event.timestamp),
			group: event.group && group,
			change: event.type,
			participants: members?.map(({ id, pn, role }): Participant => ({
				...personOf([pn, id]),
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

/** `poll.vote.failed`: a vote that could not be decrypted, so the options are usually empty. */
export function pollFields(
	{ vote, poll }: z.infer<typeof pollVoteSchema>,
	{ me }: Surroundings,
): Partial<WawpEvent> {
	const chat = messageKeyOf(vote?.id)?.chatId ?? messageKeyOf(poll?.id)?.chatId;
	const voter = personOf([vote?.participant, messageKeyOf(vote?.id)?.participant, vote?.from]);
	return {
		...chatFields(chat ?? (vote?.fromMe === true ? vote.to : vote?.from)),
		...present({
			from: vote?.fromMe === true ? (me ?? voter) : voter,
			fromMe: vote?.fromMe,
			messageId: vote?.id,
			timestamp: toIso(vote?.timestamp),
		}),
		poll: { failed: true, ...present({ messageId: poll?.id, selectedOptions: vote?.selectedOptions }) },
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

/** `engine.event`: whatever the engine said, by its own name. */
export function engineFields(event: z.infer<typeof engineSchema>): Partial<WawpEvent> {
	return present({ engineEvent: event.event });
}
