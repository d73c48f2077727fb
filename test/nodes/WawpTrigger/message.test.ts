import { chatIdOf, chatTypeOf, messageKeyOf } from '../../../nodes/Wawp/whatsapp/ids';
import { personOf } from '../../../nodes/Wawp/whatsapp/people';
import { GROUP, IN_GROUP, OWN_STATUS, PHONE_ONLY, PRIVATE, STATUS } from './expected';
import { payloadOf } from './read';

describe('the type of a message', () => {
	const gows = (Message: object) => payloadOf({ hasMedia: true, _data: { Info: {}, Message } })?.type;
	const noweb = (message: object) => payloadOf({ _data: { key: {}, message } })?.type;
	const webjs = (type: string) => payloadOf({ body: 'x', _data: { type } })?.type;

	it('is found in the raw data of GOWS', () => {
		expect(gows({ extendedTextMessage: { text: 'x' } })).toBe('text');
		expect(gows({ audioMessage: { PTT: true } })).toBe('voice');
		expect(gows({ audioMessage: { PTT: false } })).toBe('audio');
		expect(gows({ documentWithCaptionMessage: { message: { documentMessage: {} } } })).toBe('document');
		expect(
			gows({ ephemeralMessage: { message: { viewOnceMessageV2: { message: { imageMessage: {} } } } } }),
		).toBe('image');
	});

	it('is found in the raw data of NOWEB', () => {
		expect(noweb({ conversation: 'x', messageContextInfo: {} })).toBe('text');
		expect(noweb({ audioMessage: { ptt: true } })).toBe('voice');
		expect(noweb({ liveLocationMessage: {} })).toBe('location');
		expect(noweb({ contactsArrayMessage: {} })).toBe('contact');
		expect(noweb({ pollCreationMessageV3: {} })).toBe('poll');
		expect(noweb({ stickerMessage: {} })).toBe('sticker');
	});

	it('is found in the raw data of WEBJS', () => {
		const pairs = { chat: 'text', ptt: 'voice', video: 'video', vcard: 'contact', poll_creation: 'poll' };
		for (const [raw, type] of Object.entries(pairs)) expect(webjs(raw)).toBe(type);
	});

	it("is found in WAHA's own fields when there is no raw data", () => {
		const media = (mimetype: string) => payloadOf({ hasMedia: true, media: { mimetype } })?.type;
		expect(media('image/png')).toBe('image');
		expect(media('image/webp')).toBe('sticker');
		expect(media('audio/ogg; codecs=opus')).toBe('voice');
		expect(media('audio/mpeg')).toBe('audio');
		expect(media('application/pdf')).toBe('document');
		expect(payloadOf({ location: { latitude: '1.5', longitude: 2 } })?.type).toBe('location');
		expect(payloadOf({ vCards: ['BEGIN:VCARD'] })?.type).toBe('contact');
		expect(payloadOf({ body: 'x' })?.type).toBe('text');
		expect(payloadOf({ hasMedia: true, body: 'x' })?.type).toBe('unknown');
		expect(payloadOf({ body: 'x', _data: { type: 'constructor' } })?.type).toBe('text');
	});
});

describe('chat and sender', () => {
	it('of an own message: the chat from the id, whatever from and to say', () => {
		const id = 'true_447700900142@c.us_AA';
		for (const [from, to] of [
			['447700900100@c.us', '447700900142@c.us'],
			['447700900142@c.us', '447700900100@c.us'],
		]) {
			expect(payloadOf({ id, fromMe: true, from, to }, 'message.any')).toMatchObject({
				...PRIVATE,
				fromMe: true,
			});
		}
	});

	it('of an own message without a telling id: the one it went to', () => {
		const fields = { id: '3EB0', fromMe: true, from: '447700900100@c.us', to: '447700900142@c.us' };
		expect(payloadOf(fields, 'message.any')).toMatchObject(PRIVATE);
		const gows = { ...fields, to: undefined, _data: { Info: { Chat: '447700900142@s.whatsapp.net' } } };
		expect(payloadOf(gows, 'message.any')).toMatchObject(PRIVATE);
	});

	it("of somebody's status: the person, not the broadcast", () => {
		const id = 'false_status@broadcast_AA_447700900142@c.us';
		expect(payloadOf({ id, from: 'status@broadcast', fromMe: false, body: 'x' })).toMatchObject({
			...STATUS,
			from: PHONE_ONLY,
		});
	});

	it('of a LID never become a phone number', () => {
		const item = payloadOf({
			id: 'false_100000000000042@lid_AA',
			from: '100000000000042@lid',
			fromMe: false,
		});
		expect(item).toMatchObject({ chatId: '100000000000042@lid', chatType: 'private' });
		expect(item?.from).toEqual({ lid: '100000000000042@lid' });
		expect(JSON.stringify(item)).not.toContain('100000000000042@c.us');
	});

	it('of WEBJS ids that are objects', () => {
		const id = { fromMe: false, remote: GROUP, _serialized: `false_${GROUP}_AA_447700900142@c.us` };
		expect(payloadOf({ id, from: GROUP, author: { _serialized: '447700900142@c.us' } })).toMatchObject({
			...IN_GROUP,
			from: PHONE_ONLY,
			messageId: id._serialized,
		});
	});

	it.each([
		['447700900142:13@s.whatsapp.net', '447700900142@c.us', 'private'],
		['447700900142@c.us', '447700900142@c.us', 'private'],
		['100000000000042:7@lid', '100000000000042@lid', 'private'],
		[GROUP, GROUP, 'group'],
		['123@newsletter', '123@newsletter', 'channel'],
		['status@broadcast', 'status@broadcast', 'status'],
		['1234@broadcast', '1234@broadcast', 'broadcast'],
		['123@toString', '123@toString', undefined],
	])('%s is %s', (id, chatId, type) => {
		expect(chatIdOf(id)).toBe(chatId);
		expect(chatTypeOf(chatId)).toBe(type);
	});

	it('reads message ids with and without a participant, and no short ones', () => {
		expect(messageKeyOf('false_1@lid_AA')).toEqual({ fromMe: false, chatId: '1@lid', shortId: 'AA' });
		expect(messageKeyOf(OWN_STATUS)).toEqual({
			fromMe: true,
			chatId: 'status@broadcast',
			shortId: '3EB0A1B2C3D4E5F60718',
			participant: '447700900100@c.us',
		});
		expect(messageKeyOf('3EB0A1B2C3D4E5F60718')).toBeUndefined();
		expect(personOf([undefined, GROUP, 'status@broadcast'])).toBeUndefined();
	});
});

describe('details', () => {
	it('a reaction that was taken back', () => {
		const reaction = (text?: string) =>
			payloadOf({ reaction: { text, messageId: 'AA' } }, 'message.reaction')?.reaction;
		expect(reaction('')).toEqual({ text: '', removed: true, messageId: 'AA' });
		expect(reaction('👍')).toEqual({ text: '👍', removed: false, messageId: 'AA' });
	});

	it('an acknowledgement without a name, and of a private chat', () => {
		const ack = { id: 'true_447700900142@c.us_AA', fromMe: true, from: '447700900100@c.us', ack: 4 };
		expect(payloadOf(ack, 'message.ack')).toMatchObject({
			from: PHONE_ONLY,
			ack: { level: 4, name: 'PLAYED' },
		});
		expect(payloadOf({ ack: -1 }, 'message.ack')?.ack).toEqual({ level: -1, name: 'ERROR' });
		expect(payloadOf({ ack: 9 }, 'message.ack')?.ack).toEqual({ level: 9 });
	});

	it('media that could not be loaded, and a location without the preview picture', () => {
		const error = { message: 'expired' };
		expect(payloadOf({ hasMedia: true, media: { url: null, error } })?.media).toEqual({ error });
		const place = payloadOf({ body: '/9j/4AAQ', location: { latitude: '51.5', longitude: '-0.1' } });
		expect(place).toMatchObject({ type: 'location', location: { latitude: '51.5', longitude: '-0.1' } });
		expect(place).not.toHaveProperty('text');
	});

	it('an answer to a message', () => {
		expect(payloadOf({ body: 'yes', replyTo: { id: 'AA', body: 'Coming?' } })?.replyTo).toEqual({
			messageId: 'AA',
			text: 'Coming?',
		});
	});
});
