import { present } from '../shared/json';
import type { Read } from '../shared/lenient';
import { ackOf } from '../Wawp/whatsapp/acks';
import { chatIdOf, chatTypeOf, messageKeyOf, STATUS_CHAT } from '../Wawp/whatsapp/ids';
import { messageFields, originOf } from '../Wawp/whatsapp/message';
import { personOf, type Person } from '../Wawp/whatsapp/people';
import type { Message } from '../Wawp/whatsapp/shapes';
import { textOf } from '../Wawp/whatsapp/texts';
import { toIso } from '../Wawp/whatsapp/times';
import type { WawpEvent } from './output';
import type { editedShape, eventResponseShape, pollVoteShape, reactionShape, revokedShape } from './shapes';

/** `message.ack`: `from` is who acknowledged. For a status, level READ is a view by that person. */
export function ackFields(message: Message, me?: Person): Partial<WawpEvent> {
	const origin = originOf(message, me);
	const reader = message.participant ?? (origin.fromMe === true ? origin.chatId : message.from);
	return present({ ...origin, from: personOf([reader]), ack: ackOf(message) ?? {} });
}

/** `message.reaction`: an empty text takes the reaction back. */
export function reactionFields(message: Read<typeof reactionShape>, me?: Person): Partial<WawpEvent> {
	const { reaction } = message;
	const origin = originOf(message, me);
	const onStatus = messageKeyOf(reaction?.messageId)?.chatId === STATUS_CHAT;
	return {
		...origin,
		...present({
			isStatus: onStatus || origin.isStatus,
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
	{ after, before, revokedMessageId }: Read<typeof revokedShape>,
	me?: Person,
): Partial<WawpEvent> {
	const seen = after ?? before;
	const text = before && textOf(before);
	return {
		...(seen && originOf(seen, me)),
		revoked: present({ messageId: revokedMessageId ?? before?.id, text }),
	};
}

/** `message.edited`: `text` is the new text, `edited.messageId` the message that was changed. */
export function editedFields(message: Read<typeof editedShape>, me?: Person): Partial<WawpEvent> {
	return {
		...messageFields(message, me),
		edited: present({ messageId: message.editedMessageId }),
	};
}

/** `event.response` and `event.response.failed`: the answer to a WhatsApp event (an invitation). */
export function eventResponseFields(
	message: Read<typeof eventResponseShape>,
	me?: Person,
): Partial<WawpEvent> {
	const { eventCreationKey: invitation, eventResponse: answer } = message;
	const origin = originOf(message, me);
	return {
		...origin,
		...present({ chatId: origin.chatId ?? chatIdOf(invitation?.to) }),
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

type PollVote = Read<typeof pollVoteShape>;

/** `poll.vote`: who voted for what. */
export function voteFields({ vote, poll }: PollVote, me?: Person): Partial<WawpEvent> {
	return {
		...(vote && voteOrigin(vote, messageKeyOf(poll?.id)?.chatId, me)),
		poll: { failed: false, ...present({ messageId: poll?.id, selectedOptions: vote?.selectedOptions }) },
	};
}

/** `poll.vote.failed`: a vote that could not be decrypted, so the options are usually empty. */
export function failedVoteFields(event: PollVote, me?: Person): Partial<WawpEvent> {
	const fields = voteFields(event, me);
	return { ...fields, poll: { ...fields.poll, failed: true } };
}

type Vote = NonNullable<PollVote['vote']>;

/** Who voted where; the chat is in the vote's ID, else in the poll's. */
function voteOrigin(vote: Vote, pollChat: string | undefined, me?: Person): Partial<WawpEvent> {
	const key = messageKeyOf(vote.id);
	const other = vote.fromMe === true ? vote.to : vote.from;
	const chatId = chatIdOf(key?.chatId ?? pollChat ?? other);
	const voter = personOf([vote.participant, key?.participant, vote.from]);
	return present({
		chatId,
		chatType: chatTypeOf(chatId),
		from: vote.fromMe === true ? (me ?? voter) : voter,
		fromMe: vote.fromMe,
		messageId: vote.id,
		timestamp: toIso(vote.timestamp),
	});
}
