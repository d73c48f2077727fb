import { request } from 'undici';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ask, listen, refusal } from './ask';
import type { Json } from './ask';
import { ACCOUNTS, call, GOWS, STOPPED, WEBJS } from './client';

const MONA = '201001234567@c.us';
const OWNED_GROUP = '120363023456789012@g.us';
const NEWS_GROUP = '120363045678901234@g.us';
const OPEN_GROUP = '120363056789012345@g.us';

let sandbox: Sandbox;
let webhook: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
	webhook = await listen(sandbox);
});
afterAll(async () => {
	webhook.close();
	await sandbox.close();
});

function file(name: string, mimetype: string): object {
	return { url: `${sandbox.url}/sandbox/media/${name}`, mimetype, filename: name };
}

function protocolOf(answer: Json): unknown {
	return (answer['_data'] as unknown as { Message: unknown }).Message;
}

async function newest(chatId: string, instance = GOWS): Promise<Json> {
	const query = { limit: '1', downloadMedia: 'true' };
	const [message] = await ask(sandbox, `GET /chats/${chatId}/messages`, { query, instance });
	return message as Json;
}

const POLL = { name: 'When?', options: ['Mon', 'Tue'] };
const CARD = {
	fullName: 'Grace Obi',
	phoneNumber: '+44 7700 900102',
	whatsappId: '447700900102',
	vcard: null,
};
const LIST = {
	title: 'Menu',
	button: 'Open',
	sections: [{ title: 'A', rows: [{ title: 'Rye', rowId: '1' }] }],
};
const EVENT = { name: 'Tasting', startTime: 1_800_000_000 };
const KINDS: [route: string, body: (chat: object) => object, protocol: object, type: string][] = [
	['send', (to) => ({ ...to, message: 'Ready' }), { conversation: 'Ready' }, 'chat'],
	[
		'sendImage',
		(to) => ({ ...to, file: file('photo.jpg', 'image/jpeg'), caption: 'Look' }),
		{ imageMessage: { caption: 'Look', mimetype: 'image/jpeg' } },
		'image',
	],
	[
		'sendFile',
		(to) => ({ ...to, file: file('invoice.pdf', 'application/pdf') }),
		{ documentMessage: { fileName: 'invoice.pdf' } },
		'document',
	],
	[
		'sendVoice',
		(to) => ({ ...to, file: file('voice.ogg', 'audio/ogg; codecs=opus') }),
		{ audioMessage: { PTT: true, seconds: 3 } },
		'ptt',
	],
	['sendVideo', (to) => ({ ...to, file: file('clip.mp4', 'video/mp4') }), { videoMessage: {} }, 'video'],
	[
		'sendLinkPreview',
		(to) => ({ ...to, text: 'See https://e.com/a', preview: { url: 'https://e.com/a', title: 'A' } }),
		{ extendedTextMessage: { matchedText: 'https://e.com/a', title: 'A' } },
		'chat',
	],
	[
		'sendLocation',
		(to) => ({ ...to, latitude: 51.5, longitude: -0.12, title: 'Shop' }),
		{ locationMessage: { degreesLatitude: 51.5, degreesLongitude: -0.12, name: 'Shop' } },
		'location',
	],
	[
		'sendPoll',
		(to) => ({ ...to, poll: POLL }),
		{ pollCreationMessage: { name: 'When?', options: [{ optionName: 'Mon' }, { optionName: 'Tue' }] } },
		'poll_creation',
	],
	[
		'sendContactVcard',
		(to) => ({ ...to, contacts: [CARD] }),
		{ contactMessage: { displayName: 'Grace Obi' } },
		'vcard',
	],
	['sendList', (to) => ({ ...to, message: LIST }), { listMessage: { buttonText: 'Open' } }, 'list'],
	['sendEvent', (to) => ({ ...to, event: EVENT }), { eventMessage: EVENT }, 'event_creation'],
];

describe('sending', () => {
	it.each(KINDS)('%s shows up in the chat, in the shape of GOWS', async (route, bodyOf, protocol) => {
		const answer = await ask(sandbox, `POST /${route}`, { body: bodyOf({ chatId: MONA }) });
		expect(answer['id']).toMatch(/^true_201001234567@c\.us_3EB0[0-9A-F]{18}$/);
		expect(answer['_data']).toMatchObject({
			Info: { Chat: '201001234567@s.whatsapp.net', IsFromMe: true, IsGroup: false },
		});
		expect(protocolOf(answer)).toMatchObject(protocol);
		const message = await newest(MONA);
		expect(message).toMatchObject({ id: answer['id'], fromMe: true, source: 'api', to: MONA });
		const [told] = await webhook.next('message.any');
		expect(told).toMatchObject({ id: answer['id'], source: 'api' });
	});

	it.each(KINDS)('%s on WEBJS has its other shape', async (route, bodyOf, _protocol, type) => {
		const body = bodyOf({ chatId: '201001234567' });
		const answer = await ask(sandbox, `POST /${route}`, { body, instance: WEBJS });
		expect(answer).toMatchObject({ id: { fromMe: true, remote: MONA }, type, ack: 0, isStatus: false });
		const { _serialized } = answer['id'] as unknown as { _serialized: string };
		expect((await newest(MONA, WEBJS))['id']).toBe(_serialized);
	});

	it('a file can be downloaded again', async () => {
		await ask(sandbox, 'POST /sendFile', {
			body: { chatId: MONA, file: file('invoice.pdf', 'application/pdf') },
		});
		const message = await newest(MONA);
		expect(message).toMatchObject({ hasMedia: true, media: { filename: 'invoice.pdf', error: null } });
		const { url } = message['media'] as unknown as { url: string };
		const answer = await request(url);
		expect(answer.headers['content-type']).toBe('application/pdf');
		expect((await answer.body.text()).startsWith('%PDF')).toBe(true);
	});

	it('a number without a chat gets one; a hidden id stays one and has the same chat', async () => {
		await ask(sandbox, 'POST /send', { body: { chatId: '+44 7700 900555', message: 'Hello' } });
		expect((await newest('447700900555@c.us'))['body']).toBe('Hello');
		const body = { chatId: '112233445566@lid', message: 'By lid' };
		const answer = await ask(sandbox, 'POST /send', { body });
		expect(answer['id']).toMatch(/^true_112233445566@lid_/);
		expect((await newest(MONA))['id']).toBe(answer['id']);
	});

	it('a reply names what it answers, by the long or the short id', async () => {
		const { id } = (await newest(MONA)) as unknown as { id: string };
		const short = id.split('_')[2] ?? '';
		for (const replyTo of [id, short]) {
			const body = { chatId: MONA, message: 'Yes', reply_to: replyTo };
			const answer = await ask(sandbox, 'POST /send', { body });
			expect(protocolOf(answer)).toMatchObject({
				extendedTextMessage: { text: 'Yes', contextInfo: { stanzaID: short } },
			});
			expect((await newest(MONA))['replyTo']).toMatchObject({ id: short });
		}
		const body = { chatId: MONA, message: 'Yes', reply_to: '3EB0UNKNOWN' };
		expect(await refusal(sandbox, 'POST /send', { body })).toBe(404);
	});

	it.each([
		['447700900999', 422],
		['120363099999999999@g.us', 404],
		[OPEN_GROUP, 404],
		[NEWS_GROUP, 422],
		['120363111111111111@newsletter', 403],
		['somebody', 404],
	])('to %s is refused', async (chatId, status) => {
		expect(await refusal(sandbox, 'POST /send', { body: { chatId, message: 'Hi' } })).toBe(status);
	});

	it('to a group and to an own channel', async () => {
		const toGroup = await ask(sandbox, 'POST /send', { body: { chatId: OWNED_GROUP, message: 'All' } });
		expect(toGroup['id']).toMatch(/^true_120363023456789012@g\.us_\w+_447441429009@c\.us$/);
		await ask(sandbox, 'POST /send', { body: { chatId: '123123123123@newsletter', message: 'News' } });
		const preview = await ask(sandbox, 'GET /channels/123123123123@newsletter/messages/preview');
		expect(preview[0]?.['message']).toMatchObject({ body: 'News', fromMe: true });
	});

	it('needs a working session, a real picture and the URL of the preview', async () => {
		const body = { chatId: MONA, message: 'Hi' };
		expect(await refusal(sandbox, 'POST /send', { body, instance: STOPPED })).toBe(422);
		const image = { chatId: MONA, file: file('voice.ogg', 'image/png') };
		expect((await call(sandbox, 'POST /sendImage', { body: image })).body['code']).toBe(
			'unsupported_mimetype',
		);
		const gone = { chatId: MONA, file: file('none.pdf', 'application/pdf') };
		expect((await call(sandbox, 'POST /sendFile', { body: gone })).body['code']).toBe('invalid_url');
		const preview = { chatId: MONA, text: 'x', preview: { url: 'https://e.com', title: 'E' } };
		expect(await refusal(sandbox, 'POST /sendLinkPreview', { body: preview })).toBe(422);
	});
});
