import { simplifyPost } from '../../../../nodes/Wawp/answers/message';
import { shortMessageId } from '../../../../nodes/Wawp/whatsapp/ids';

test.each([
	['true_status@broadcast_3EB0C767_447441429009@c.us', '3EB0C767'],
	['true_status@broadcast_3EB0C767', '3EB0C767'],
	[' 3EB0C767 ', '3EB0C767'],
])('the short form of %j is %j', (id, short) => {
	expect(shortMessageId(id)).toBe(short);
});

test('reads the answer of the engine WEBJS', () => {
	const answer = {
		_data: { mimetype: 'image/jpeg', size: 192487, caption: 'Here you are.' },
		id: {
			fromMe: true,
			remote: 'status@broadcast',
			id: '3EB0C767',
			_serialized: 'true_status@broadcast_3EB0C767',
		},
		body: 'Here you are.',
		type: 'image',
		timestamp: 1759108866,
	};
	expect(simplifyPost(answer, {})).toMatchObject({
		statusId: '3EB0C767',
		messageId: 'true_status@broadcast_3EB0C767',
		type: 'image',
		timestamp: '2025-09-29T01:21:06.000Z',
		media: { mimetype: 'image/jpeg', fileLength: 192487 },
		text: 'Here you are.',
	});
	expect(simplifyPost({ ...answer, type: 'chat', _data: {} }, {})).toMatchObject({
		type: 'text',
		text: 'Here you are.',
	});
	expect(simplifyPost({ ...answer, type: 'ptt', _data: { duration: '75' } }, {})).toMatchObject({
		type: 'voice',
		media: { seconds: 75 },
	});
});

test.each([
	[
		{ status: 'queued', job_id: 'j1' },
		{ queued: true, jobId: 'j1' },
	],
	[{ status: 'scheduled' }, { queued: true }],
	[
		{ code: 'success', job_id: 'j1' },
		{ queued: true, jobId: 'j1' },
	],
])('a queued status has no ID yet: %j', (answer, expected) => {
	const simplified = simplifyPost(answer, {});
	expect(simplified).toMatchObject(expected);
	expect(simplified.statusId).toBeUndefined();
});

test.each([
	[{ id: '3EB0C767', timestamp: 1795222800 }],
	[{ id: '3EB0C767', _data: { Info: { ID: '3EB0C767' }, Message: { conversation: 'Hi' } } }],
	[{ id: { fromMe: true, remote: 'status@broadcast', id: '3EB0C767' }, body: 'Hi', type: 'chat' }],
	[{ key: { id: '3EB0C767', fromMe: true }, message: { conversation: 'Hi' } }],
])('a posted status has the ID by which it is deleted: %j', (answer) => {
	expect(simplifyPost(answer, {}).statusId).toBe('3EB0C767');
});
