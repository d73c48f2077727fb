import { invalidInput } from '../../shared/problem';
import { asText } from '../../shared/json';
import type { Values } from '../../shared/field';
import type { AnswerBy, Labels } from '../fields/waiting';
import { wordOf, wordsOf } from '../fields/words';

/** One answer that counts. */
export interface Choice {
	approved: boolean;
	label: string;
	/** What means it, as `wordOf` gives it: its label, words and thumbs. */
	words: string[];
}

/** What is asked, and who may answer how. Stored with the waiting execution, so that it holds nothing secret. */
export interface Question {
	message: string;
	by: AnswerBy;
	/** Empty where any text is an answer. */
	choices: Choice[];
	/** Whether the page offers the second choice too. */
	mayDecline: boolean;
	/** Persons by their IDs; empty where anybody may answer. */
	approvers: string[];
}

/** WhatsApp takes no longer questions of polls, … */
const LONGEST_POLL = 255;
/** … and no longer texts. */
const LONGEST_TEXT = 4096;

const THUMBS = { yes: ['👍', '✅'], no: ['👎', '❌'] };

/**
 * The question that the fields of one item ask.
 *
 * @param values checked
 * @throws Problem where they contradict each other
 */
export function questionOf(values: Values): Question {
	const by = values.answerBy as AnswerBy;
	const message = asText(values.message);
	const isFree = values.responseType === 'freeText';
	const { approve, decline } = (values.approvalOptions ?? {}) as Partial<Labels>;
	if (by === 'vote' && isFree) {
		throw invalidInput('Answer By', 'a poll has answers to choose from', 'Set Response Type to "Approval".');
	}
	if (by === 'vote' && message.length > LONGEST_POLL) {
		throw invalidInput('Message', `the question of a poll has at most ${LONGEST_POLL} characters`);
	}
	const approvers = (values.approvers ?? []) as string[];
	assertSomebody(asText(values.chatId), approvers, by === 'link' || values.addLink === true);
	const choices = isFree ? [] : choicesOf(approve ?? 'Approve', decline ?? 'Decline', values);
	return { message, by, choices, mayDecline: decline !== undefined || by !== 'link', approvers };
}

/** Replies and votes always know yes and no: who says no is not left waiting. A label counts before all words. */
function choicesOf(yesLabel: string, noLabel: string, values: Values): Choice[] {
	const { yes, no } = wordsOf(values);
	const all = (label: string, words: string[], other: string) => {
		const known = [label, ...words]
			.map(wordOf)
			.filter((word) => word !== undefined && word !== wordOf(other));
		return [...new Set(known as string[])];
	};
	const choices = [
		{ approved: true, label: yesLabel, words: all(yesLabel, [...THUMBS.yes, ...yes], noLabel) },
		{ approved: false, label: noLabel, words: all(noLabel, [...THUMBS.no, ...no], yesLabel) },
	];
	const both = choices[0]?.words.find((word) => choices[1]?.words.includes(word));
	if (both === undefined && wordOf(yesLabel) !== wordOf(noLabel)) return choices;
	throw invalidInput('Words for Yes', `"${both ?? yesLabel}" cannot mean both yes and no`);
}

/** In a private chat only its other one can answer; a link is for whoever is in the chat. */
function assertSomebody(chatId: string, approvers: string[], hasLink: boolean): void {
	if (approvers.length === 0 || approvers.includes(chatId)) return;
	if (hasLink) throw noLink();
	if (/@(c\.us|lid)$/.test(chatId)) {
		throw invalidInput('Approvers', 'the recipient is none of them', 'Nobody else reads a private chat.');
	}
}

function noLink(): Error {
	return invalidInput(
		'Approvers',
		'a link in this chat could be opened by anybody',
		'Send it to one of the approvers, or set Answer By to "WhatsApp Reply" or "WhatsApp Poll".',
	);
}

/**
 * What becomes of a question whose answers cannot come through the webhook: one with a link.
 *
 * @throws Problem where approvers forbid it
 */
export function byLink(question: Question, chatId: string): Question {
	assertSomebody(chatId, question.approvers, true);
	return { ...question, by: 'link' };
}

/**
 * The text that is sent: the question, how to answer, and the link.
 *
 * @param link undefined where it has none
 * @throws Problem where it is too long
 */
export function textOf({ message, by, choices }: Question, link: string | undefined): string {
	const how = by === 'reply' && choices.length > 0 ? choices.map(withThumb).join(' · ') : undefined;
	const whole = [message, how, link].filter((part) => part !== undefined).join('\n\n');
	if (whole.length <= LONGEST_TEXT) return whole;
	throw invalidInput('Message', `with what is added to it, it has more than ${LONGEST_TEXT} characters`);
}

function withThumb({ approved, label }: Choice): string {
	return `${approved ? '👍' : '👎'} ${label}`;
}
