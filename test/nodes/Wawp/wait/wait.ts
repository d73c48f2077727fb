import { questionOf } from '../../../../nodes/Wawp/wait/question';
import type { Wait } from '../../../../nodes/Wawp/wait/wait';
import { normalize } from '../../../../nodes/WawpTrigger/normalize';

export const MONA = '201001234567@c.us';
export const MONA_LID = '112233445566@lid';
export const GROUP = '120363023456789012@g.us';
export const ASKED_AT = Date.parse('2026-01-03T09:00:00Z');
export const QUESTION_ID = `true_${MONA}_3EB0QUESTION`;

/** Checked values of the fields. */
export function values(more: Record<string, unknown> = {}): Record<string, unknown> {
	const approvalOptions = { approve: 'Approve', decline: 'Decline' };
	return {
		chatId: MONA,
		message: 'May we deliver today?',
		answerBy: 'reply',
		responseType: 'approval',
		approvalOptions,
		...more,
	};
}

/** A wait for Mona's answer. */
export function waitFor(asked: Record<string, unknown> = {}, more: Partial<Wait> = {}): Wait {
	return {
		...questionOf(values(asked)),
		chats: [MONA, MONA_LID],
		messageId: QUESTION_ID,
		askedAt: ASKED_AT,
		...more,
	};
}

/** An event of Wawp as the trigger puts it out. */
export function event(name: string, payload: object) {
	const metadata = { instance_id: 'A1B2C3D4E5F6' };
	return normalize({ envelope: { event: name, timestamp: ASKED_AT + 60_000, metadata }, payload });
}

/** A message that somebody writes a minute after the question. */
export function message(body: string | undefined, more: Record<string, unknown> = {}) {
	const from = (more.from as string | undefined) ?? MONA;
	const id = `false_${from}_3EB0ANSWER`;
	const timestamp = Math.floor(ASKED_AT / 1000) + 60;
	return event('message', { id, timestamp, from, fromMe: false, body, hasMedia: false, ...more });
}

export function reaction(text: string, messageId = QUESTION_ID) {
	return event('message.reaction', { id: 'R1', from: MONA, fromMe: false, reaction: { text, messageId } });
}

export function vote(selectedOptions: unknown[], id = QUESTION_ID) {
	return event('poll.vote', {
		vote: { id: `false_${MONA}_3EB0V0TE`, from: MONA, fromMe: false, selectedOptions },
		poll: { id, from: '447441429009@c.us', to: MONA, fromMe: true },
	});
}
