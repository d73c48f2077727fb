/** Events that a filter looks at, and how they are called together. */
export interface Touched {
	/** Undefined: all events. */
	events?: readonly string[];
	said: string;
}

const MESSAGES = ['message', 'message.any', 'status.received', 'message.edited'];
const BY_SOMEBODY = [
	...MESSAGES,
	'message.reaction',
	'message.ack',
	'message.revoked',
	'poll.vote',
	'poll.vote.failed',
	'event.response',
	'event.response.failed',
	'call.received',
	'call.accepted',
	'call.rejected',
];
const IN_CHATS = [
	...BY_SOMEBODY,
	'group.v2.join',
	'group.v2.leave',
	'group.v2.update',
	'group.v2.participants',
	'presence.update',
	'chat.archive',
	'label.chat.added',
	'label.chat.deleted',
];

/** Events that bring a text or a file. */
export const MESSAGE_EVENTS: Touched = { events: MESSAGES, said: 'messages, statuses and edits' };

/** Events that somebody caused. */
export const SENDER_EVENTS: Touched = {
	events: BY_SOMEBODY,
	said: 'messages, statuses, edits, reactions, deliveries, deletions, votes, answers to invitations and calls',
};

/** Events that happen in a chat. */
export const CHAT_EVENTS: Touched = {
	events: IN_CHATS,
	said: 'all events of a chat, so not to those of the session and of labels themselves',
};

/** Events that can make a workflow start itself. */
export const OWN_EVENTS: Touched = {
	events: ['message', 'message.any', 'message.reaction'],
	said: 'messages and reactions',
};
