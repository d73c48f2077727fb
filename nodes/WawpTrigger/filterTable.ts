import type { INodeProperties } from 'n8n-workflow';

import { CHAT_EXPECTED, chatId, PERSON_EXPECTED, personId } from '../shared/recipient';
import { CHAT_EVENTS, MESSAGE_EVENTS, SENDER_EVENTS, type Touched } from './filterEvents';
import { ACK_LEVELS, CHAT_TYPES, MESSAGE_TYPES, REACTION_CHANGES, SESSION_STATES } from './filterChoices';
import { readChoices, readEntries, readNames, readText } from './filterValues';
import type { WawpEvent } from './output';
import { compilePattern } from './pattern';
import { PATTERN_FIELD } from './patternCharacters';
import { chatForms, senderForms } from './whoAndWhere';

/** An event as the trigger puts it out. */
export type Item = WawpEvent & { payload: unknown };

/** What a filter that is set asks of an event that it touches. */
type Test = (item: Item) => boolean;

/** A filter of the trigger. */
export interface Filter {
	/** The name under which workflows store it. */
	name: string;
	/** Its label in the editor. */
	label: string;
	/** The events that it looks at; all others pass. */
	touches: Touched;
	/** What it does, for the editor, which adds the events that it touches. */
	description: string;
	/** How it is entered. */
	field: Pick<INodeProperties, 'type' | 'options' | 'default' | 'placeholder'>;
	/**
	 * The test that a value means.
	 *
	 * @throws Problem for a value that means nothing
	 */
	prepare: (value: unknown, label: string) => Test;
}

/** A choice of what one field of the events may hold; an event without it does not fit. */
function choosing(options: { name: string; value: string }[], read: (item: Item) => string | undefined) {
	const values = options.map(({ value }) => value);
	return {
		field: { type: 'multiOptions', options, default: [] },
		prepare: (value: unknown, label: string): Test => {
			const chosen = readChoices(label, value, values);
			return (item) => chosen.includes(read(item) ?? '');
		},
	} satisfies Partial<Filter>;
}

/**
 * A list of IDs of which an event has to have one, or must have none. One that does not say whose it is fits neither: it may be
 * of those who are blocked.
 *
 * @param isOthers tells of an event without IDs that it can be nobody's whom a list names
 */
function listing(
	placeholder: string,
	wanted: 'one' | 'none',
	read: (entry: string) => string | undefined,
	expected: string,
	forms: (item: Item) => string[],
	isOthers: (item: Item) => boolean = () => false,
) {
	return {
		field: { type: 'string', default: '', placeholder },
		prepare: (value: unknown, label: string): Test => {
			const ids = new Set(readEntries(label, value, read, expected));
			return (item) => {
				const known = forms(item);
				if (wanted === 'one') return known.some((id) => ids.has(id));
				return known.length === 0 ? isOthers(item) : !known.some((id) => ids.has(id));
			};
		},
	} satisfies Partial<Filter>;
}

/** A list of names of which an event has to have one; an event that names none passes. */
function naming(placeholder: string, read: (item: Item) => string | undefined) {
	return {
		field: { type: 'string', default: '', placeholder },
		prepare: (value: unknown, label: string): Test => {
			const names = readNames(label, value);
			return (item) => {
				const name = read(item);
				return name === undefined || names.includes(name);
			};
		},
	} satisfies Partial<Filter>;
}

/** A question about the text of a message; one without a text has an empty one. */
function reading(placeholder: string, ask: (wanted: string) => (text: string) => boolean) {
	return {
		field: { type: 'string', default: '', placeholder },
		prepare: (value: unknown, label: string): Test => {
			const isWanted = ask(readText(label, value));
			return ({ text = '' }) => isWanted(text);
		},
	} satisfies Partial<Filter>;
}

/** Posts of a channel have no sender but the channel, and own messages are of none of the others. */
function hasNoSender({ chatType, fromMe }: Item): boolean {
	return chatType === 'channel' || fromMe === true;
}

/** A chat of any kind, the ones that only receive among them. */
function chatOf(entry: string): string | undefined {
	return /^(status|\d+)@broadcast$/.test(entry.trim()) ? entry.trim() : chatId(entry);
}

const CHATS = 'e.g. +44 7441 429009, 1203630252461@g.us';
const PEOPLE = 'e.g. +44 7441 429009, +20 100 123 4567';
const LISTS = 'Separated by commas, or as a list from an expression.';
const BOTH_IDS = 'A phone number and a hidden ID (…@lid) count as one person where an event names both.';
const UNREADABLE = 'An event that should say it and does not is dropped too.';

/** The filters in the order of the editor, which is that of the alphabet. */
export const FILTERS: readonly Filter[] = [
	{
		name: 'chatTypes',
		label: 'Chat Types',
		touches: CHAT_EVENTS,
		description: 'Only what happens in chats of these types',
		...choosing(CHAT_TYPES, ({ chatType }) => chatType),
	},
	{
		name: 'chatsAllowed',
		label: 'Chats Allowed',
		touches: CHAT_EVENTS,
		description: `Only what happens in these chats. ${LISTS} ${BOTH_IDS}`,
		...listing(CHATS, 'one', chatOf, CHAT_EXPECTED, chatForms),
	},
	{
		name: 'chatsBlocked',
		label: 'Chats Blocked',
		touches: CHAT_EVENTS,
		description: `Nothing of what happens in these chats. ${LISTS} ${BOTH_IDS} ${UNREADABLE}`,
		...listing(CHATS, 'none', chatOf, CHAT_EXPECTED, chatForms),
	},
	{
		name: 'ackLevels',
		label: 'Delivery States',
		touches: { events: ['message.ack'], said: 'Message Delivered or Read' },
		description: 'Only messages that came this far. For your own status, Read is a view.',
		...choosing(ACK_LEVELS, ({ ack }) => ack?.name),
	},
	{
		name: 'instances',
		label: 'Instances',
		touches: { said: 'all events that name their instance' },
		description: `Only events of these Instance IDs, for a webhook URL that serves several numbers. ${LISTS}`,
		...naming('e.g. A1B2C3D4E5F6', ({ instanceId }) => instanceId),
	},
	{
		name: 'messageTypes',
		label: 'Message Types',
		touches: MESSAGE_EVENTS,
		description: 'Only messages of these types',
		...choosing(MESSAGE_TYPES, ({ type }) => type),
	},
	{
		name: 'reactionChange',
		label: 'Reactions',
		touches: { events: ['message.reaction'], said: 'reactions' },
		description: 'Only reactions that were put on a message, or only ones that were taken back',
		...choosing(REACTION_CHANGES, ({ reaction }) => (reaction?.removed === true ? 'removed' : 'added')),
	},
	{
		name: 'sendersAllowed',
		label: 'Senders Allowed',
		touches: SENDER_EVENTS,
		description: `Only what these people do, in groups too. ${LISTS} ${BOTH_IDS}`,
		...listing(PEOPLE, 'one', personId, PERSON_EXPECTED, senderForms),
	},
	{
		name: 'sendersBlocked',
		label: 'Senders Blocked',
		touches: SENDER_EVENTS,
		description: `Nothing of what these people do, in groups too. ${LISTS} ${BOTH_IDS} ${UNREADABLE}`,
		...listing(PEOPLE, 'none', personId, PERSON_EXPECTED, senderForms, hasNoSender),
	},
	{
		name: 'sessionStates',
		label: 'Session States',
		touches: { events: ['session.status'], said: 'changes of the session status' },
		description: 'Only changes to these states',
		...choosing(SESSION_STATES, ({ state }) => state),
	},
	{
		name: 'sessions',
		label: 'Sessions',
		touches: { said: 'all events that name their session' },
		description: `Only events of these sessions, by the names in the field session of the output without Simplify. ${LISTS}`,
		...naming('e.g. bakery-a1b2', ({ session }) => session),
	},
	{
		name: 'textContains',
		label: 'Text Contains',
		touches: MESSAGE_EVENTS,
		description: 'Only messages with this text or caption in them. In upper or lower case.',
		...reading('e.g. order', (wanted) => (text) => text.toLowerCase().includes(wanted.toLowerCase())),
	},
	{
		name: 'textMatches',
		label: PATTERN_FIELD,
		touches: MESSAGE_EVENTS,
		description:
			'Only messages whose text or caption matches this regular expression, in upper or lower case unless it is written as /expression/. Look-around and references are not available; the first 2,048 characters count.',
		...reading('e.g. ^order\\s+#\\d+', compilePattern),
	},
	{
		name: 'textStartsWith',
		label: 'Text Starts With',
		touches: MESSAGE_EVENTS,
		description: 'Only messages whose text or caption begins with this. In upper or lower case.',
		...reading('e.g. !status', (wanted) => (text) => text.toLowerCase().startsWith(wanted.toLowerCase())),
	},
];
