export const GROUP = '120363025246125486@g.us';
const AMELIA = { phone: '447700900142', lid: '100000000000042@lid', name: 'Amelia' };
export const PHONE_ONLY = { phone: '447700900142' };
export const ME = { phone: '447700900100', lid: '100000000000001@lid', name: 'Wawp Instance' };
export const PRIVATE = { chatId: '447700900142@c.us', chatType: 'private' };
export const IN_GROUP = { chatId: GROUP, chatType: 'group' };
export const STATUS = { chatId: 'status@broadcast', chatType: 'status', isStatus: true };
export const OWN_STATUS = 'true_status@broadcast_3EB0A1B2C3D4E5F60718_447700900100@c.us';
const CALL = { ...PRIVATE, from: PHONE_ONLY };
const CALL_ID = 'A1D2C3B4E5F60718293A4B5C6D7E8F90';
const LABEL = { id: '7', name: 'New order', color: 3, colorHex: '#ffd429' };
const ANSWER = {
	...IN_GROUP,
	isStatus: false,
	from: AMELIA,
	fromMe: false,
	source: 'app',
	messageId: `false_${GROUP}_3EB0EFEFEFEFEFEFEFEF_447700900142@c.us`,
};
const INVITATION = `true_${GROUP}_3EB0EEEEEEEEEEEEEEEE_447700900100@c.us`;

const POLL = `true_${GROUP}_3EB0AFAFAFAFAFAFAFAF_447700900100@c.us`;
const VOTE = {
	...IN_GROUP,
	from: PHONE_ONLY,
	fromMe: false,
	messageId: `false_${GROUP}_3EB0B0B0B0B0B0B0B0B0_447700900142@c.us`,
};

/** What each sample says, beside the envelope; written by hand from the documents, not from the code. */
export const EXPECTED: Record<string, object> = {
	message: {
		chatId: '100000000000042@lid',
		chatType: 'private',
		isStatus: false,
		from: AMELIA,
		fromMe: false,
		source: 'app',
		messageId: 'false_100000000000042@lid_3EB0C767D26A8F5B1A2C',
		ack: { level: 1, name: 'SERVER' },
		type: 'text',
		text: 'status: Fresh bread at 7 🥖',
	},
	'message.any': {
		...STATUS,
		from: ME,
		fromMe: true,
		source: 'api',
		messageId: OWN_STATUS,
		statusId: '3EB0A1B2C3D4E5F60718',
		ack: { level: 1, name: 'SERVER' },
		type: 'image',
		text: 'Fresh bread at 7',
		media: {
			url: 'https://files.example.com/3EB0A1B2C3D4E5F60718.jpeg',
			mimetype: 'image/jpeg',
			fileLength: 41457,
		},
	},
	'message.reaction': {
		...PRIVATE,
		isStatus: true,
		from: PHONE_ONLY,
		fromMe: false,
		source: 'app',
		messageId: 'false_447700900142@c.us_3EB0F1E2D3C4B5A69788',
		type: 'reaction',
		reaction: { text: '❤️', messageId: OWN_STATUS, removed: false },
	},
	'message.ack': {
		...STATUS,
		from: PHONE_ONLY,
		fromMe: true,
		messageId: OWN_STATUS,
		statusId: '3EB0A1B2C3D4E5F60718',
		ack: { level: 3, name: 'READ' },
	},
	'message.revoked': {
		...PRIVATE,
		isStatus: false,
		from: PHONE_ONLY,
		fromMe: false,
		messageId: 'false_447700900142@c.us_3EB0D5D5D5D5D5D5D5D5',
		revoked: { messageId: '3EB0C767D26A8F5B1A2C', text: 'Wrong chat, sorry' },
	},
	'message.edited': {
		...IN_GROUP,
		isStatus: false,
		from: AMELIA,
		fromMe: false,
		source: 'app',
		messageId: `false_${GROUP}_3EB0E1E1E1E1E1E1E1E1_447700900142@c.us`,
		type: 'text',
		text: 'Meeting at 10, not 9',
		ack: { level: 1, name: 'SERVER' },
		edited: { messageId: '3EB0E0E0E0E0E0E0E0E0' },
	},
	'group.v2.join': {
		...IN_GROUP,
		group: {
			id: GROUP,
			subject: 'Bakery team',
			description: 'Shifts and orders',
			invite: 'https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv',
			membersCanAddNewMember: true,
			membersCanSendMessages: true,
			newMembersApprovalRequired: false,
		},
		participants: [
			{ phone: '447700900142', lid: '100000000000042@lid', role: 'superadmin' },
			{ phone: '447700900100', role: 'participant' },
		],
	},
	'group.v2.leave': { ...IN_GROUP, group: { id: GROUP } },
	'group.v2.update': { ...IN_GROUP, group: { id: GROUP, subject: 'Bakery team 2027' } },
	'group.v2.participants': {
		...IN_GROUP,
		group: { id: GROUP },
		change: 'promote',
		participants: [
			{ phone: '447700900142', lid: '100000000000042@lid', role: 'admin' },
			{ phone: '447700900177', role: 'admin' },
		],
	},
	'presence.update': {
		...PRIVATE,
		presence: [{ phone: '447700900142', state: 'offline', lastSeen: '2026-11-21T00:59:30.000Z' }],
	},
	'poll.vote': {
		...VOTE,
		poll: { messageId: POLL, selectedOptions: ['Tuesday', 'Thursday'], failed: false },
	},
	'poll.vote.failed': { ...VOTE, poll: { messageId: POLL, selectedOptions: [], failed: true } },
	'chat.archive': { ...PRIVATE, archived: true },
	'call.received': { ...CALL, call: { id: CALL_ID, video: true, group: false } },
	'call.accepted': { ...CALL, call: { id: CALL_ID, video: true, group: false } },
	'call.rejected': { ...CALL, call: { id: CALL_ID, video: false, group: false } },
	'label.upsert': { label: LABEL },
	'label.deleted': { label: LABEL },
	'label.chat.added': { ...PRIVATE, label: LABEL },
	'label.chat.deleted': { ...PRIVATE, label: { id: '7' } },
	'event.response': {
		...ANSWER,
		eventResponse: {
			messageId: INVITATION,
			response: 'GOING',
			extraGuests: 2,
			respondedAt: '2026-11-21T01:00:20.500Z',
			failed: false,
		},
	},
	'event.response.failed': { ...ANSWER, eventResponse: { messageId: INVITATION, failed: true } },
	'engine.event': { engineEvent: 'events.PushName' },
	'session.status': { state: 'WORKING' },
	'status.received': {
		...STATUS,
		from: AMELIA,
		fromMe: false,
		source: 'app',
		messageId: 'false_status@broadcast_3EB0B2C3D4E5F6071829_100000000000042@lid',
		statusId: '3EB0B2C3D4E5F6071829',
		ack: { level: 1, name: 'SERVER' },
		type: 'image',
		text: 'Open today until 6',
		media: {
			url: 'https://files.example.com/3EB0B2C3D4E5F6071829.jpeg',
			mimetype: 'image/jpeg',
			fileLength: 20114,
		},
	},
};
