import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { loadContract } from '../../sandbox/world';
import { ACCOUNTS, call, GOWS, SCANNING, STOPPED, WEBJS } from './client';
import type { Answer } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterAll(() => sandbox.close());

type Extra = Record<string, string>;

function post(kind: string, media: string, extra: Extra = {}, instance = GOWS): Promise<Answer> {
	const query = {
		'file[url]': `${sandbox.url}/sandbox/media/${media}`,
		'file[mimetype]': 'image/jpeg',
		'file[filename]': media,
		...extra,
	};
	return call(sandbox, `POST /status/${kind}`, { query, instance });
}

function messageOf(answer: Answer): Record<string, Record<string, unknown>> {
	const data = answer.body['_data'] as { Message: Record<string, Record<string, unknown>> };
	return data.Message;
}

async function expectValid(answer: Answer): Promise<void> {
	expect(answer.status).toBe(200);
	const contract = await loadContract();
	expect(contract.validateResponse(answer.body, 'postTextStatus', 200).errors).toBeNull();
}

describe('a post', () => {
	it('of text is answered in the shape of GOWS', async () => {
		const query = { text: 'Open until eight', backgroundColor: '#38b42f', font: '2' };
		const answer = await call(sandbox, 'POST /status/text', { query });
		await expectValid(answer);
		const id = /^true_status@broadcast_([0-9A-F]{22})_447441429009@c\.us$/.exec(
			answer.body['id'] as string,
		)?.[1];
		expect(answer.body['_data']).toMatchObject({
			Info: { Chat: 'status@broadcast', ID: id, IsFromMe: true, Sender: '447441429009:13@s.whatsapp.net' },
			Message: { extendedTextMessage: { text: 'Open until eight', font: 2, backgroundArgb: 0xff38b42f } },
		});
		expect(sandbox.statuses(GOWS).at(-1)).toMatchObject({ id, type: 'text', font: 2, contacts: null });
	});

	it('keeps a long text whole', async () => {
		const text = 'مرحبا بكم\n'.repeat(400);
		expect((await call(sandbox, 'POST /status/text', { body: { text } })).status).toBe(200);
		expect(sandbox.statuses(GOWS).at(-1)?.text).toBe(text);
	});

	it.each(['picture.png', 'photo.jpg'])('of %s downloads the picture', async (media) => {
		const answer = await post('image', media, { caption: "Here's your image" });
		await expectValid(answer);
		const status = sandbox.statuses(GOWS).at(-1);
		expect(status).toMatchObject({ type: 'image', caption: "Here's your image", filename: media });
		expect(status?.fileLength).toBe(status?.media?.length);
		expect(messageOf(answer)['imageMessage']).toMatchObject({
			caption: "Here's your image",
			mimetype: 'image/jpeg',
			fileLength: status?.fileLength,
		});
	});

	it('of a voice tells how long it is', async () => {
		const mimetype = 'audio/ogg; codecs=opus';
		const answer = await post('voice', 'voice.ogg', { 'file[mimetype]': mimetype, convert: 'true' });
		await expectValid(answer);
		expect(messageOf(answer)['audioMessage']).toMatchObject({ PTT: true, seconds: 3, mimetype });
		expect(messageOf(await post('voice', 'tune.wav'))['audioMessage']).toMatchObject({ seconds: 2 });
		expect(sandbox.statuses(GOWS).at(-2)).toMatchObject({ type: 'voice', convert: true, seconds: 3 });
	});

	it('of a video takes note of the options', async () => {
		const answer = await post('video', 'clip.mp4', { asNote: 'true', convert: 'false', caption: 'Look' });
		await expectValid(answer);
		expect(messageOf(answer)['videoMessage']).toMatchObject({ caption: 'Look' });
		expect(sandbox.statuses(GOWS).at(-1)).toMatchObject({ asNote: true, convert: false });
	});

	it('takes the bytes in Base64 as well', async () => {
		const bytes = Buffer.from('the bytes of a video');
		const file = { data: bytes.toString('base64'), mimetype: 'video/mp4', filename: 'v.mp4' };
		expect((await call(sandbox, 'POST /status/video', { body: { file } })).status).toBe(200);
		expect(sandbox.statuses(GOWS).at(-1)?.media).toEqual(bytes);
		const wrong = await call(sandbox, 'POST /status/video', {
			body: { file: { ...file, data: 'no base64!' } },
		});
		expect(wrong.status).toBe(400);
		expect(wrong.body).toMatchObject({ data: { params: { 'file[data]': expect.any(String) as string } } });
	});

	it('on WEBJS has its other shape and ignores the contacts', async () => {
		const query = { text: 'Hello', contacts: '1@c.us' };
		const answer = await call(sandbox, 'POST /status/text', { query, instance: WEBJS });
		await expectValid(answer);
		const status = sandbox.statuses(WEBJS).at(-1);
		expect(answer.body).toMatchObject({
			id: { fromMe: true, remote: 'status@broadcast', id: status?.id, _serialized: status?.messageId },
			to: 'status@broadcast',
			from: '15550100123@c.us',
			body: 'Hello',
			isStatus: true,
		});
		expect(status?.contacts).toBeNull();
	});

	it.each([
		['image', 'page.html', 'unsupported_mimetype'],
		['image', 'voice.ogg', 'unsupported_mimetype'],
		['image', 'missing.png', 'invalid_url'],
		['voice', 'missing.ogg', 'invalid_url'],
	])('of a(n) %s from %s is refused: %s', async (kind, media, code) => {
		const before = sandbox.statuses().length;
		const { status, body } = await post(kind, media);
		expect([status, body['code']]).toEqual([400, code]);
		expect(sandbox.statuses()).toHaveLength(before);
	});

	it.each(['http://127.0.0.1:1/x.png', 'ftp://example.com/x.png', 'x.png'])(
		'from %s is refused',
		async (url) => {
			const { status, body } = await post('image', 'x.png', { 'file[url]': url });
			expect([status, body['code']]).toEqual([400, 'invalid_url']);
		},
	);

	it.each([STOPPED, SCANNING])('is refused unless the session works', async (instance) => {
		const query = { text: 'Hello' };
		const text = await call(sandbox, 'POST /status/text', { query, instance });
		expect([text.status, text.body['code']]).toEqual([422, 'wawp_api_error']);
		expect(text.body['message']).toMatch(/^Session status is not as expected/);
		expect((await post('image', 'photo.jpg', {}, instance)).status).toBe(422);
		expect(sandbox.statuses(instance)).toEqual([]);
	});
});

describe('a deletion', () => {
	async function posted(instance = GOWS): Promise<{ id: string; messageId: string; deletedAt?: number }> {
		await call(sandbox, 'POST /status/text', { query: { text: 'Soon gone' }, instance });
		const status = sandbox.statuses(instance).at(-1);
		if (status === undefined) throw new Error('Nothing was posted.');
		return status;
	}

	function remove(id: string, instance = GOWS): Promise<Answer> {
		return call(sandbox, 'POST /status/delete', { query: { id }, instance });
	}

	it('takes the short id, once', async () => {
		const status = await posted();
		const answer = await remove(status.id);
		await expectValid(answer);
		expect(messageOf(answer)['protocolMessage']).toMatchObject({ key: { ID: status.id } });
		expect(status.deletedAt).toEqual(expect.any(Number));
		expect((await remove(status.id)).status).toBe(404);
	});

	it('knows neither the long id, nor the status of another number, nor an expired one', async () => {
		const status = await posted();
		expect((await remove(status.messageId)).status).toBe(404);
		const other = await posted(WEBJS);
		expect((await remove(other.id)).status).toBe(404);
		sandbox.clock.advance(24 * 60 * 60 * 1000);
		expect((await remove(status.id)).status).toBe(404);
		expect(status.deletedAt).toBeUndefined();
	});

	it('is beyond WEBJS', async () => {
		const { id } = await posted(WEBJS);
		expect((await remove(id, WEBJS)).status).toBe(501);
	});
});
