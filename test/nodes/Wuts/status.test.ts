import type { Sandbox } from '../../../sandbox';
import { sampleMedia } from '../../../sandbox/ground/samples';
import { runWuts, startWuts } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWuts();
});
afterEach(async () => await sandbox.close());

const bytesOf = (name: string) => sampleMedia(name)?.bytes() ?? Buffer.alloc(0);
const PHOTO = bytesOf('photo.jpg');
const CLIP = bytesOf('clip.mp4');

test('a text arrives unchanged, and the output has the shared names', async () => {
	const text = 'a&b=c+d "x" 100% 👩‍👩‍👧 🕌\nline two نص';
	const before = Math.floor(sandbox.clock.now() / 1000) * 1000;
	const { outputs } = await runWuts(sandbox, 'postText', { text });
	const [status] = sandbox.statuses();
	expect(status).toMatchObject({ service: 'wuts', type: 'text', text, phone: '447441429009' });
	const { timestamp, ...json } = outputs[0]?.[0]?.json ?? {};
	expect(json).toEqual({ service: 'wuts', statusId: status?.id, type: 'text' });
	expect(Date.parse(timestamp as string)).toBeGreaterThanOrEqual(before);
});

describe('a file', () => {
	const binary = {
		data: { data: PHOTO.toString('base64'), mimeType: 'application/octet-stream', fileName: 'x' },
	};

	test.each<[string, string, Buffer, object, object]>([
		['a picture by URL', 'postImage', PHOTO, { mediaSource: 'url' }, {}],
		[
			'a picture from binary data',
			'postImage',
			PHOTO,
			{ mediaSource: 'binary', binaryPropertyName: 'data' },
			{ items: [{ json: {}, binary }] },
		],
		[
			'a picture as Base64',
			'postImage',
			PHOTO,
			{ mediaSource: 'base64', mediaBase64: PHOTO.toString('base64') },
			{},
		],
		[
			'a picture as data: URL',
			'postImage',
			PHOTO,
			{ mediaSource: 'url', mediaUrl: `data:image/jpeg;base64,${PHOTO.toString('base64')}` },
			{},
		],
		[
			'a video as Base64',
			'postVideo',
			CLIP,
			{ mediaSource: 'base64', mediaBase64: CLIP.toString('base64') },
			{},
		],
	])('%s arrives byte by byte', async (_, operation, bytes, source, more) => {
		const mediaUrl = `${sandbox.url}/sandbox/media/photo.jpg`;
		const options = { viewOnce: true };
		const { error, outputs } = await runWuts(
			sandbox,
			operation,
			{ mediaUrl, ...source, caption: 'Look', options },
			more,
		);
		expect(error).toBeUndefined();
		const type = operation === 'postVideo' ? 'video' : 'image';
		const mimetype = operation === 'postVideo' ? 'video/mp4' : 'image/jpeg';
		const [status] = sandbox.statuses();
		expect(status).toMatchObject({ service: 'wuts', type, mimetype, caption: 'Look', viewOnce: true });
		expect(status?.media).toEqual(bytes);
		expect(outputs[0]?.[0]?.json).toMatchObject({ statusId: status?.id, type, media: { mimetype } });
		const [{ body } = {}] = sandbox.requests;
		expect(Object.keys(body as object)).not.toContain('file');
		expect(Object.keys(body as object)).not.toContain('filename');
	});

	test('brings no media type unless one is given', async () => {
		const source = { mediaSource: 'base64', mediaBase64: CLIP.toString('base64') };
		for (const mediaType of ['auto', 'video']) {
			await runWuts(sandbox, 'postVideo', { ...source, options: { mediaType } });
		}
		const sent = sandbox.requests.map(({ body }) => (body as { media_type?: string }).media_type);
		expect(sent).toEqual([undefined, 'video']);
	});

	test.each([
		['WebP', 'RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
		['GIF', 'GIF89a', 'image/gif'],
		['HEIC', '\0\0\0\x18ftypheic', 'image/heic'],
	])('a picture as %s is for WUTS to judge, which names no kinds', async (_, bytes, mimetype) => {
		const mediaBase64 = Buffer.from(bytes.padEnd(64, '\0'), 'latin1').toString('base64');
		const { error } = await runWuts(sandbox, 'postImage', { mediaSource: 'base64', mediaBase64 });
		expect(error).toBeUndefined();
		expect(sandbox.statuses()).toMatchObject([{ type: 'image', mimetype }]);
	});

	test.each([
		['postImage', PHOTO, 'video', '"Media Type": the file is image/jpeg, which is no video'],
		['postVideo', CLIP, 'image', '"Media Type": the file is video/mp4, which is no image'],
	])('%s refuses a media type that the file is not', async (operation, bytes, mediaType, message) => {
		const source = { mediaSource: 'base64', mediaBase64: bytes.toString('base64') };
		const { error } = await runWuts(sandbox, operation, { ...source, options: { mediaType } });
		expect(error?.message).toBe(`${message} (item 0)`);
		expect(error?.description).toBe('Remove the option "Media Type": WUTS goes by the MIME type.');
		expect(sandbox.requests).toEqual([]);
	});

	test('a MIME type in capitals goes with its media type', async () => {
		const source = { mediaSource: 'url', mediaUrl: `${sandbox.url}/sandbox/media/photo.jpg` };
		const options = { mediaType: 'image', mimeType: 'IMAGE/JPEG' };
		const { error } = await runWuts(sandbox, 'postImage', { ...source, options });
		expect(error).toBeUndefined();
	});

	test.each([
		[
			'postVideo',
			{ mediaSource: 'base64', mediaBase64: PHOTO.toString('base64') },
			/"Base64": expected a video/,
		],
		['postImage', { mediaSource: 'base64', mediaBase64: '%%' }, /"Base64": expected Base64/],
		['postImage', { mediaSource: 'url', mediaUrl: 'ftp://example.com/x.png' }, /"URL": expected a URL/],
		[
			'postImage',
			{ mediaSource: 'url', mediaUrl: 'https://picsum.photos/640' },
			/"URL": the address does not say what the file is; expected a picture/,
		],
		['postImage', { mediaSource: 'binary', binaryPropertyName: 'none' }, /no binary data named "none"/],
		['postText', { text: '={{ "" }}' }, /"Text": expected some text/],
	])('%s with %j is refused before anything leaves', async (operation, parameters, message) => {
		const { error } = await runWuts(sandbox, operation, { ...parameters });
		expect(error?.message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});
});
