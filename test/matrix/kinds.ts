import type { INodeParameters } from 'n8n-workflow';

import { INSTANCES } from '../nodes/Wawp/account';
import { byId, SHOP } from '../nodes/Wassenger/account';

/** The services whose operations are in the matrix. */
export type MatrixService = 'wawp' | 'wassenger' | 'wuts';

/**
 * What an operation does to the world, from the documents and not from the tables: a `send` must never happen twice; an
 * `issue` gives a code that only another call brings again, so that a second try makes it anew; a `change` may be repeated, a
 * `read` changes nothing.
 */
export type Effect = 'send' | 'issue' | 'change' | 'read';

/** An operation of the matrix. */
export interface OperationKind {
	/** As in `test/house/frozen.json`; what follows a space tells two of one operation apart. */
	name: `${MatrixService}/${string}/${string}`;
	effect: Effect;
	/** What is spoilt, spelled as in a planned failure. */
	route: string;
	/** What does the work, where it is another route. */
	workRoute?: string;
	/** Calls of `route` before the one that is spoilt: for each item, and in the item itself. */
	before?: { anItem: number; inItem: number };
	/** The parameters; `{{ $json.mark }}` stands in them. `media` is the address of a file by name. */
	parameters: (media: (name: string) => string) => INodeParameters;
	/** What tells the three items apart in the ledger: a text of their own, unless it is something that exists. */
	marks?: readonly [string, string, string];
	/** The state of the instances when it begins. */
	state?: 'STOPPED' | 'SCAN_QR_CODE';
	/** The API says nothing when it is done, by its documents: any 2xx without a no is a yes. */
	saysNothing?: true;
}

const MARK = '={{ $json.mark }}';
const MONA = byId('201001234567@c.us');
const PEOPLE = ['201001234567@c.us', '447700900101@c.us', '447700900102@c.us'] as const;
const GROUP = byId('120363023456789012@g.us');
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABc3UBGAAAAABJRU5ErkJggg==';

type Rest = Omit<OperationKind, 'name' | 'effect' | 'route' | 'parameters'>;
type Parameters = INodeParameters | OperationKind['parameters'];

const kindOf =
	(effect: Effect) =>
	(name: OperationKind['name'], route: string, given: Parameters, rest: Rest = {}): OperationKind => ({
		name,
		effect,
		route,
		parameters: typeof given === 'function' ? given : () => given,
		...rest,
	});

const send = kindOf('send');
const issue = kindOf('issue');
const change = kindOf('change');
const read = kindOf('read');

const file = (name: string, more: INodeParameters) => (media: (name: string) => string) => ({
	mediaSource: 'url',
	mediaUrl: media(name),
	...more,
});

/** The number of the item's own. */
const BY_INSTANCE: INodeParameters = { options: { instanceId: MARK } };

const STATUSES: OperationKind[] = [
	send('wawp/status/postText', 'POST /status/text', { text: MARK }),
	send('wawp/status/postText for an audience', 'POST /status/text', {
		text: MARK,
		options: { audience: PEOPLE.join(), includeOwnNumber: true },
	}),
	send('wawp/status/postImage', 'POST /status/image', file('photo.jpg', { caption: MARK })),
	send('wawp/status/postVoice', 'POST /status/voice', file('voice.ogg', { caption: MARK, convert: true })),
	send('wawp/status/postVideo', 'POST /status/video', file('clip.mp4', { caption: MARK, convert: false })),
	...(['postText', 'postImage', 'postVideo'] as const).map((operation) =>
		send(`wassenger/status/${operation}`, 'POST /wassenger/v1/chat/{deviceId}/status', (media) => ({
			deviceId: byId(SHOP),
			...(operation === 'postText'
				? { text: MARK }
				: { caption: MARK, mediaUrl: media(operation === 'postImage' ? 'photo.jpg' : 'clip.mp4') }),
		})),
	),
	send('wuts/status/postText', 'POST /wuts/status/text', { text: MARK }),
	send('wuts/status/postImage', 'POST /wuts/status/media', file('photo.jpg', { caption: MARK })),
	send('wuts/status/postVideo', 'POST /wuts/status/media', file('clip.mp4', { caption: MARK })),
];

const MESSAGES: OperationKind[] = [
	send('wawp/message/sendText', 'POST /send', { chatId: MONA, text: MARK }),
	send('wawp/message/sendImage', 'POST /sendImage', file('photo.jpg', { chatId: MONA, caption: MARK })),
	send('wawp/message/sendImage as Base64', 'POST /sendImage', {
		chatId: MONA,
		mediaSource: 'base64',
		mediaBase64: PIXEL,
		caption: MARK,
		options: { mimeType: 'image/png' },
	}),
	send('wawp/message/sendDocument', 'POST /sendFile', file('invoice.pdf', { chatId: MONA, caption: MARK })),
	send(
		'wawp/message/sendVoice',
		'POST /sendVoice',
		file('voice.ogg', { chatId: MONA, convert: true, options: { fileName: `${MARK}.ogg` } }),
	),
	send(
		'wawp/message/sendVideo',
		'POST /sendVideo',
		file('clip.mp4', { chatId: MONA, caption: MARK, convert: false }),
	),
	send('wawp/message/sendLinkPreview', 'POST /sendLinkPreview', {
		chatId: MONA,
		text: `${MARK} https://example.com/sale`,
		previewUrl: 'https://example.com/sale',
		previewTitle: 'Sale',
	}),
	send('wawp/message/sendLocation', 'POST /sendLocation', {
		chatId: MONA,
		latitude: 38.9,
		longitude: -77.1,
		options: { title: MARK },
	}),
	send('wawp/message/sendPoll', 'POST /sendPoll', {
		chatId: MONA,
		pollName: MARK,
		specify: 'fields',
		pollOptions: { option: [{ text: 'Monday' }, { text: 'Tuesday' }] },
		multipleAnswers: false,
	}),
	send('wawp/message/sendContactCard', 'POST /sendContactVcard', {
		chatId: MONA,
		specify: 'fields',
		contactCards: {
			contact: [{ fullName: MARK, phoneNumber: '+44 7441 429009', organization: '', vcard: '' }],
		},
	}),
	send('wawp/message/sendList', 'POST /sendList', {
		chatId: MONA,
		listTitle: MARK,
		listButton: 'Choose',
		specify: 'fields',
		listRows: { row: [{ section: 'Drinks', title: 'Tea', description: '', rowId: 'tea' }] },
	}),
	send('wawp/message/sendEvent', 'POST /sendEvent', {
		chatId: MONA,
		eventName: MARK,
		eventStart: '2036-02-14T18:00:00.000Z',
	}),
];

const OTHERS_ONCE: OperationKind[] = [
	send('wawp/session/create', 'POST /createSession', { name: MARK }),
	issue(
		'wawp/login/requestPairingCode',
		'POST /requestCode',
		{ phoneNumber: '+44 7441 429009', ...BY_INSTANCE },
		{ marks: INSTANCES, state: 'SCAN_QR_CODE' },
	),
	issue(
		'wawp/group/revokeInviteCode',
		'POST /groups/{id}/invite-code/revoke',
		{ groupId: GROUP, ...BY_INSTANCE },
		{ marks: INSTANCES },
	),
	send('wawp/group/create', 'POST /groups', { name: MARK, participants: PEOPLE.join() }),
	send('wawp/label/create', 'POST /labels', { name: MARK, colorHex: '#64c4ff' }),
	send('wawp/channel/create', 'POST /channels', file('photo.jpg', { name: MARK, description: 'News' })),
];

const CHANGES: OperationKind[] = [
	change(
		'wawp/session/logOut',
		'POST /session/logout',
		{ confirm: true, ...BY_INSTANCE },
		{ marks: INSTANCES },
	),
	change(
		'wawp/session/delete',
		'DELETE /session/delete',
		{ confirm: true, ...BY_INSTANCE },
		{ marks: INSTANCES, saysNothing: true },
	),
	change(
		'wawp/chat/delete',
		'DELETE /chats/{chatId}',
		{ chatId: byId(MARK), confirm: true },
		{ marks: PEOPLE, saysNothing: true },
	),
	change(
		'wawp/contact/block',
		'POST /contacts/block',
		{ contactId: byId(MARK) },
		{ marks: PEOPLE, saysNothing: true },
	),
	change('wawp/profile/setName', 'PUT /profile/nameRequest', { name: MARK }),
	change('wawp/group/setSubject', 'PUT /groups/{id}/subject', { groupId: GROUP, subject: MARK }),
	change(
		'wawp/profile/setPicture',
		'PUT /profile/picture',
		file('photo.jpg', { options: { instanceId: MARK } }),
		{ marks: INSTANCES },
	),
	change(
		'wawp/session/ensureConnected',
		'POST /session/start',
		{ options: { instanceId: MARK, pollSeconds: 1, waitSeconds: 2 } },
		{ marks: INSTANCES, state: 'STOPPED' },
	),
	change(
		'wawp/session/ensureConnected looking again',
		'GET /session/info',
		{ options: { instanceId: MARK, pollSeconds: 1, waitSeconds: 2 } },
		{
			marks: INSTANCES,
			state: 'STOPPED',
			workRoute: 'POST /session/start',
			before: { anItem: 2, inItem: 1 },
		},
	),
];

const READS: OperationKind[] = [
	read('wawp/session/getMe', 'GET /session/me', BY_INSTANCE, { marks: INSTANCES }),
	read(
		'wawp/contact/checkNumber',
		'GET /contacts/check-exists',
		{ phone: MARK },
		{
			marks: ['201001234567', '447700900101', '447700900102'],
		},
	),
	read('wawp/group/getAll', 'GET /groups', BY_INSTANCE, { marks: INSTANCES }),
	read('wawp/label/getAll', 'GET /labels', BY_INSTANCE, { marks: INSTANCES }),
	read(
		'wawp/message/getAll',
		'GET /chats/{chatId}/messages',
		{
			chatId: byId(MARK),
			options: { downloadMedia: true, download: true },
		},
		{ marks: PEOPLE },
	),
	read('wawp/login/getQrImage', 'GET /getQr', BY_INSTANCE, { marks: INSTANCES, state: 'SCAN_QR_CODE' }),
	read(
		'wawp/channel/searchByView',
		'GET /channels/search',
		{ view: 'TRENDING', ...BY_INSTANCE },
		{
			marks: INSTANCES,
		},
	),
];

/** Every kind of operation: all that must not happen twice, and some of each other kind. */
export const KINDS: OperationKind[] = [...STATUSES, ...MESSAGES, ...OTHERS_ONCE, ...CHANGES, ...READS];
