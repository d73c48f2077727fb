import { randomBytes } from 'node:crypto';

/** What a sample payload is about. */
export interface Occasion {
	/** The own account, `<number>@c.us`. */
	me: string;
	/** Milliseconds. */
	now: number;
	/** The words of a message. */
	text: string;
	/** The state of the session. */
	status: string;
	session: string;
}

const MONA = '201001234567@c.us';
const GROUP = '120363023456789012@g.us';
const LABEL = { id: '7', name: 'Regulars', color: 3, colorHex: '#a0e3ff' };

/** An id as WhatsApp makes them: 22 upper-case hex digits. */
export function messageId(): string {
	return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}

function seconds(now: number): number {
	return Math.floor(now / 1000);
}

function incoming({ me, now, text }: Occasion): Record<string, unknown> {
	const id = messageId();
	return {
		id: `false_${MONA}_${id}`,
		timestamp: seconds(now),
		from: MONA,
		fromMe: false,
		source: 'app',
		to: me,
		participant: null,
		body: text,
		hasMedia: false,
		media: null,
		ack: 1,
		ackName: 'SERVER',
		location: null,
		vCards: [],
		replyTo: null,
		_data: {
			Info: {
				Chat: '112233445566@lid',
				Sender: '112233445566@lid',
				SenderAlt: '201001234567@s.whatsapp.net',
				IsFromMe: false,
				ID: id,
				PushName: 'Mona',
			},
			Message: { conversation: text },
		},
	};
}

function call({ now }: Occasion): object {
	const id = randomBytes(16).toString('hex').toUpperCase();
	return { id, from: MONA, timestamp: seconds(now), isVideo: false, isGroup: false, _data: {} };
}

function invitation({ me, now }: Occasion): Record<string, unknown> {
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

/** A realistic payload for each of the 24 events, used when none is given. */
export const SAMPLE_PAYLOADS: Record<string, (occasion: Occasion) => object> = {
	'session.status': ({ session, status, now }) => ({
		name: session,
		status,
		statuses: [{ status, timestamp: now }],
		data: null,
	}),
	message: incoming,
	'message.any': incoming,
	'message.reaction': ({ me, now }) => ({
		id: `false_${MONA}_${messageId()}`,
		timestamp: seconds(now),
		from: MONA,
		fromMe: false,
		source: 'app',
		to: me,
		participant: null,
		reaction: { text: '👍', messageId: `true_${MONA}_${messageId()}` },
	}),
	'message.ack': ({ me }) => ({
		id: `true_${MONA}_${messageId()}`,
		from: me,
		to: MONA,
		participant: null,
		fromMe: true,
		ack: 3,
		ackName: 'READ',
		_data: {},
	}),
	'message.revoked': (occasion) => ({
		after: { ...incoming(occasion), body: '' },
		before: null,
		revokedMessageId: messageId(),
	}),
	'message.edited': (occasion) => ({ ...incoming(occasion), editedMessageId: messageId() }),
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
	'poll.vote.failed': ({ me, now }) => ({
		vote: {
			id: `false_${MONA}_${messageId()}`,
			to: me,
			from: MONA,
			fromMe: false,
			selectedOptions: [],
			timestamp: seconds(now),
		},
		poll: { id: `true_${MONA}_${messageId()}`, to: MONA, from: me, fromMe: true },
		_data: {},
	}),
	'chat.archive': ({ now }) => ({ id: MONA, timestamp: seconds(now), archived: true }),
	'call.received': call,
	'call.accepted': call,
	'call.rejected': call,
	'label.upsert': () => LABEL,
	'label.deleted': () => LABEL,
	'label.chat.added': () => ({ labelId: LABEL.id, chatId: MONA, label: LABEL }),
	'label.chat.deleted': () => ({ labelId: LABEL.id, chatId: MONA, label: null }),
	'event.response': (occasion) => ({
		...invitation(occasion),
		eventResponse: { response: 'GOING', timestampMs: occasion.now, extraGuestCount: 1 },
	}),
	'event.response.failed': (occasion) => ({ ...invitation(occasion), eventResponse: null }),
	'engine.event': ({ now }) => ({
		event: 'events.PushName',
		data: { JID: '201001234567@s.whatsapp.net', NewPushName: 'Mona', Timestamp: seconds(now) },
	}),
};
