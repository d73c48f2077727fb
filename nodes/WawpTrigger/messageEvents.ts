import type { z } from 'zod';
import { chatIdOf, messageKeyOf, personOf, STATUS_CHAT } from './identity';
import { messageFields, routeOf, type Surroundings } from './message';
import { present, type WawpEvent } from './output';
import type { editedSchema, eventResponseSchema, Message, reactionSchema, revokedSchema } from './schemas';
import { toIso } from './time';

/** WAHA's names of the acknowledgement levels, for engines that leave `ackName` out. */
const ACK_NAMES: Readonly<Record<number, string>> = {
	[-1]: 'ERROR',
	0: 'PENDING',
	1: 'SERVER',
	2: 'DEVICE',
	3: 'READ',
	4: 'PLAYED',
};

/** `message.ack`: `from` is who acknowledged. For a status, level READ is a view by that person. */
export function ackFields(message: Message, around: Surroundings): Partial<WawpEvent> {
	const route = routeOf(message, around);
	const reader = message.participant ?? (route.fromMe === true ? route.chatId : message.from);
	const level = message.ack;
	const name = message.ackName ?? (level === undefined ? undefined : ACK_NAMES[level]);
	return present({ ...route, from: personOf([reader]), ack: present({ level, name }) });
}

/** `message.reaction`: an empty text takes the reaction back. */
export function reactionFields(
	message: z.infer<typeof reactionSchema>,
	around: Surroundings,
): Partial<WawpEvent> {
	const { reaction } = message;
	const route = routeOf(message, around);
	const onStatus = messageKeyOf(reaction?.messageId)?.chatId === STATUS_CHAT;
	return {
		...route,
		...present({
			isStatus: onStatus || route.isStatus,
			type: 'reaction',
			reaction: reaction && {
				text: reaction.text ?? '',
				removed: (reaction.text ?? '') === '',
				...present({ messageId: reaction.messageId }),
			},
		}),
	};
}

/** `message.revoked`: `before` is the message as it was, when the engine still has it. */
export function revokedFields(
	{ after, before, revokedMessageId }: z.infer<typeof revokedSchema>,
	around: Surroundings,
): Partial<WawpEvent> {
	const seen = after ?? before;
	const text = before?.body === '' ? undefined : before?.body;
	return {
		...(seen && routeOf(seen, around)),
		revoked: present({ messageId: revokedMessageId ?? before?.id, text }),
	};
}

/** `message.edited`: `text` is the new text, `edited.messageId` the message that was changed. */
export function editedFields(
	message: z.infer<typeof editedSchema>,
	around: Surroundings,
): Partial<WawpEvent> {
	return {
		...messageFields(message, around),
		edited: present({ messageId: message.editedMessageId }),
	};
}

/** `event.response` and `event.response.failed`: the answer to a WhatsApp event (an invitation). */
export function eventResponseFields(
	message: z.infer<typeof eventResponseSchema>,
	around: Surroundings,
): Partial<WawpEvent> {
	const { eventCreationKey: invitation, eventResponse: answer } = message;
	const route = routeOf(message, around);
	return {
		...route,
		...present({ chatId: route.chatId ?? chatIdOf(invitation?.to) }),
		eventResponse: {
			failed: answer === undefined,
			...present({
				messageId: invitation?.id,
				response: answer?.response,
				extraGuests: answer?.extraGuestCount,
				respondedAt: toIso(answer?.timestampMs),
			}),
		},
	};
}
