import { randomBytes } from 'node:crypto';
import { messageId } from '../../ground/ids';
import { jidOf } from '../phone/addresses';

/** What a sample payload tells of. */
export interface SampleFacts {
	/** The own account, `<number>@c.us`. */
	me: string;
	/** Milliseconds. */
	now: number;
	/** The words of a message. */
	text: string;
	/** The state of the session. */
	status: string;
	session: string;
	/** Who does something: a person, or a group. */
	from: string;
	/** Who of a group it is; null for a person. */
	participant: string | null;
	/** What people call who writes. */
	pushName: string;
	lid: string | null;
	/** The long id of an own message it may be about. */
	ownMessage: string;
}

/** Who writes when nobody else is named. */
export const MONA = '201001234567@c.us';
const GROUP = '120363023456789012@g.us';
const LABEL = { id: '7', name: 'Regulars', color: 3, colorHex: '#a0e3ff' };

function seconds(now: number): number {
	return Math.floor(now / 1000);
}

function incoming(facts: SampleFacts): Record<string, unknown> {
	const { me, now, text, from, participant } = facts;
	const id = messageId();
	return {
		id: `false_${from}_${id}${participant === null ? '' : `_${participant}`}`,
		timestamp: seconds(now),
		from,
		fromMe: false,
		source: 'app',
		to: me,
		participant,
		body: text,
		hasMedia: false,
		media: null,
		ack: 1,
		ackName: 'SERVER',
		location: null,
		vCards: [],
		replyTo: null,
		_data: { Info: incomingInfo(facts, id), Message: { conversation: text } },
	};
}

function incomingInfo({ from, participant, pushName, lid }: SampleFacts, id: string): object {
	const writer = jidOf(participant ?? from);
	return {
		Chat: participant === null ? (lid ?? jidOf(from)) : from,
		Sender: lid ?? writer,
		SenderAlt: lid === null ? '' : writer,
		IsFromMe: false,
		ID: id,
		PushName: pushName,
	};
}

function call({ now }: SampleFacts): object {
	const id = randomBytes(16).toString('hex').toUpperCase();
	return { id, from: MONA, timestamp: seconds(now), isVideo: false, isGroup: false, _data: {} };
}

function invitation({ me, now }: SampleFacts): Record<string, unknown> {
	const eventId = `true_${MONA}_${messageId()}`;
	return {
		id: `false_${MONA}_${messageId()}`,
		timestamp: seconds(now),
		from: MONA,
		fromMe: false,
		source: 'app',
		to: me,
		participant: null,
		eventCreationKey: { id: eventId, to: MONA, from: me, fromMe: true },
		_data: {},
	};
}

function vote({ me, now }: SampleFacts, selectedOptions: string[]): object {
	const own = { to: me, from: MONA, fromMe: false };
	return {
		vote: { id: `false_${MONA}_${messageId()}`, ...own, selectedOptions, timestamp: seconds(now) },
		poll: { id: `true_${MONA}_${messageId()}`, to: MONA, from: me, fromMe: true },
		_data: {},
	};
}

/** A realistic payload for each event, used when none is given. */
export const SAMPLE_PAYLOADS: Record<string, (facts: SampleFacts) => object> = {
	'session.status': ({ session, status, now }) => ({
		name: session,
		status,
		statuses: [{ status, timestamp: now }],
		data: null,
	}),
	message: incoming,
	'message.any': incoming,
	'message.reaction': ({ me, now, from, participant, ownMessage }) => ({
		id: `false_${from}_${messageId()}`,
		timestamp: seconds(now),
		from,
		fromMe: false,
		source: 'app',
		to: me,
		participant,
		reaction: { text: '👍', messageId: ownMessage },
	}),
	'message.ack': ({ me, from, participant, ownMessage }) => ({
		id: ownMessage,
		from: me,
		to: from,
		participant,
		fromMe: true,
		ack: 3,
		ackName: 'READ',
		_data: {},
	}),
	'message.revoked': (facts) => ({
		after: { ...incoming(facts), body: '' },
		before: null,
		revokedMessageId: messageId(),
	}),
	'message.edited': (facts) => ({ ...incoming(facts), editedMessageId: messageId() }),
	'group.v2.join': ({ me, now }) => ({
		group: {
			id: GROUP,
			subject: 'Regulars',
			description: 'Offers for regular customers',
			invite: 'https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv',
			membersCanAddNewMember: true,
			membersCanSendMessages: true,
			newMembersApprovalRequired: false,
			participants: [
				{ id: MONA, role: 'superadmin' },
				{ id: me, role: 'participant' },
			],
		},
		timestamp: seconds(now),
		_data: {},
	}),
	'group.v2.leave': ({ now }) => ({ group: { id: GROUP }, timestamp: seconds(now), _data: {} }),
	'group.v2.update': ({ now }) => ({
		group: { id: GROUP, subject: 'Regulars and friends' },
		timestamp: seconds(now),
		_data: {},
	}),
	'group.v2.participants': ({ now }) => ({
		type: 'join',
		group: { id: GROUP },
		participants: [{ id: MONA, role: 'participant' }],
		timestamp: seconds(now),
		_data: {},
	}),
	'presence.update': () => ({
		id: MONA,
		presences: [{ participant: MONA, lastKnownPresence: 'typing', lastSeen: null }],
	}),
	'poll.vote': (facts) => vote(facts, ['Tomorrow']),
	'poll.vote.failed': (facts) => vote(facts, []),
	'chat.archive': ({ now }) => ({ id: MONA, timestamp: seconds(now), archived: true }),
	'call.received': call,
	'call.accepted': call,
	'call.rejected': call,
	'label.upsert': () => LABEL,
	'label.deleted': () => LABEL,
	'label.chat.added': () => ({ labelId: LABEL.id, chatId: MONA, label: LABEL }),
	'label.chat.deleted': () => ({ labelId: LABEL.id, chatId: MONA, label: null }),
	'event.response': (facts) => ({
		...invitation(facts),
		eventResponse: { response: 'GOING', timestampMs: facts.now, extraGuestCount: 1 },
	}),
	'event.response.failed': (facts) => ({ ...invitation(facts), eventResponse: null }),
	'engine.event': ({ now }) => ({
		event: 'events.PushName',
		data: { JID: '201001234567@s.whatsapp.net', NewPushName: 'Mona', Timestamp: seconds(now) },
	}),
};
