import { asObject, asText } from '../../shared/json';
import type { WawpEvent } from '../../WawpTrigger/output';
import { chatForms, senderForms } from '../../WawpTrigger/whoAndWhere';
import { wordOf } from '../fields/words';
import { shortMessageId } from '../whatsapp/ids';
import { toMilliseconds } from '../whatsapp/times';
import type { Wait } from './wait';

/** Somebody's answer. */
export interface Answer {
	reason: 'reply' | 'reaction' | 'vote' | 'link';
	/** What they wrote, chose or reacted with. */
	answer: string;
	/** Missing where any text is an answer. */
	approved?: boolean;
}

/** An event as the trigger puts it out. */
type Event = WawpEvent & { payload: unknown };

type Reader = (wait: Wait, event: Event) => string | undefined;

/** How each event brings an answer; each reader gives what was said, where the event is about the question. */
const WAYS: Record<string, { reason: Answer['reason']; said: Reader }> = {
	message: { reason: 'reply', said: replied },
	'message.reaction': { reason: 'reaction', said: reacted },
	'poll.vote': { reason: 'vote', said: voted },
};

/** The events that the webhook of a wait asks for. */
export const ANSWER_EVENTS = Object.keys(WAYS);

/** The answer that an event brings to the question; undefined for all that is none. */
export function answerIn(wait: Wait, event: Event): Answer | undefined {
	const way = Object.hasOwn(WAYS, event.event) ? WAYS[event.event] : undefined;
	if (way === undefined || event.fromMe === true || !mayAnswer(wait, event)) return undefined;
	const said = way.said(wait, event);
	return said === undefined ? undefined : judged(wait, way.reason, said);
}

/**
 * The answer that the page sends.
 *
 * @param form its fields
 */
export function answerOfForm(wait: Wait, form: Record<string, unknown>): Answer | undefined {
	if (wait.choices.length === 0) {
		const answer = asText(form.answer).trim();
		return answer === '' ? undefined : { reason: 'link', answer };
	}
	const choice = offered(wait).find(({ approved }) => String(approved) === form.approved);
	return choice && { reason: 'link', answer: choice.label, approved: choice.approved };
}

/** The choices that the page shows. */
export function offered({ choices, mayDecline }: Wait): Wait['choices'] {
	return choices.filter(({ approved }) => approved || mayDecline);
}

function judged({ choices }: Wait, reason: Answer['reason'], said: string): Answer | undefined {
	if (choices.length === 0) return { reason, answer: said };
	const word = wordOf(said);
	const isMeant = ({ words, label }: Wait['choices'][number]) =>
		said.trim() === label || (word !== undefined && words.includes(word));
	const choice = choices.find(isMeant);
	return choice && { reason, answer: said, approved: choice.approved };
}

/** The other one of a private chat is known by all IDs of the chat, and an event may name another one than the list does. */
function mayAnswer(wait: Wait, event: Event): boolean {
	const { approvers, chats } = wait;
	const isOther = event.chatType === 'private' && isInChat(wait, event);
	const forms = [...senderForms(event), ...(isOther ? chats : [])];
	return approvers.length === 0 || forms.some((id) => approvers.includes(id));
}

/** A new message in the chat; one that quotes another message than the question answers that one. */
function replied(wait: Wait, event: Event): string | undefined {
	const { text, media, replyTo } = event;
	const quoted = replyTo?.messageId;
	const isHere = quoted === undefined ? isInChat(wait, event) && isNew(wait, event) : isAsked(wait, quoted);
	return isHere && (text !== undefined || media !== undefined) ? (text ?? '') : undefined;
}

function reacted(wait: Wait, { reaction }: Event): string | undefined {
	return reaction?.removed === false && isAsked(wait, reaction.messageId) ? reaction.text : undefined;
}

/** A vote that was taken back chooses nothing, and one for several answers none of them. */
function voted(wait: Wait, { poll }: Event): string | undefined {
	const [first, ...more] = poll?.selectedOptions ?? [];
	return isAsked(wait, poll?.messageId) && more.length === 0 ? asText(first) || undefined : undefined;
}

/** Whether an ID is the question's, in its short or long form. */
function isAsked({ messageId }: Wait, id: string | undefined): boolean {
	return messageId !== undefined && id !== undefined && shortMessageId(id) === shortMessageId(messageId);
}

function isInChat({ chats }: Wait, event: Event): boolean {
	return chatForms(event).some((id) => chats.includes(id));
}

/** WhatsApp's times are whole seconds; the event's own is that of its delivery. */
function isNew({ askedAt }: Wait, { payload }: Event): boolean {
	const written = toMilliseconds(asObject(payload).timestamp);
	return written === undefined || written >= Math.floor(askedAt / 1000) * 1000;
}
