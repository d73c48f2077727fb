import { readBase64, sniff, toApiFile, type MediaRule } from '../../../nodes/shared/media';

const IMAGE: MediaRule = {
	accepts: ['image/png', 'image/jpeg'],
	accepted: 'PNG or JPEG',
	fileName: 'image.jpg',
	mimeType: 'image/jpeg',
	maxMegabytes: 16,
};
const ANY: MediaRule = { ...IMAGE, accepts: [''] };
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const latin = (text: string) => Buffer.from(text.padEnd(64, '\0'), 'latin1');

test.each([
	['PNG', PNG, 'png', 'image/png'],
	['JPEG', latin('\xff\xd8\xff\xe0'), 'jpg', 'image/jpeg'],
	['WebP', latin('RIFF\x24\0\0\0WEBPVP8 '), 'webp', 'image/webp'],
	['GIF', latin('GIF89a'), 'gif', 'image/gif'],
	['OGG/Opus', latin('OggS\0\x02'.padEnd(28, '\0') + 'OpusHead'), 'ogg', 'audio/ogg; codecs=opus'],
	['OGG/Vorbis', latin('OggS\0\x02'.padEnd(28, '\0') + '\x01vorbis'), 'ogg', 'audio/ogg'],
	['MP3 with tag', latin('ID3\x04'), 'mp3', 'audio/mpeg'],
	['MP3 without', latin('\xff\xfb\x90'), 'mp3', 'audio/mpeg'],
	['M4A', latin('\0\0\0\x20ftypM4A '), 'm4a', 'audio/mp4'],
	['WAV', latin('RIFF\x24\0\0\0WAVEfmt '), 'wav', 'audio/wav'],
	['MP4', latin('\0\0\0\x18ftypisom'), 'mp4', 'video/mp4'],
	['WebM', latin('\x1a\x45\xdf\xa3'), 'webm', 'video/webm'],
	['3GP', latin('\0\0\0\x18ftyp3gp4'), '3gp', 'video/3gpp'],
	['PDF', latin('%PDF-1.7'), 'pdf', 'application/pdf'],
])('tells %s from its bytes', (_, bytes, extension, mimeType) => {
	expect(sniff(bytes)).toEqual({ extension, mimeType });
});

test('does not guess what it does not know', () => {
	expect(sniff(Buffer.from('hello'))).toBeUndefined();
	expect(sniff(latin('RIFF\x24\0\0\0AVI '))).toBeUndefined();
});

describe('a file by URL', () => {
	test('keeps the URL, and takes name and type from its path', () => {
		const url = 'https://example.com/a/My%20cat.PNG?size=2#top';
		expect(toApiFile(IMAGE, { field: 'URL', url }, {})).toEqual({
			url,
			filename: 'My cat.PNG',
			mimetype: 'image/png',
		});
	});

	test("has the API's defaults where the path tells nothing", () => {
		const url = 'https://example.com/download?id=7';
		expect(toApiFile(IMAGE, { field: 'URL', url }, {})).toEqual({
			url,
			filename: 'image.jpg',
			mimetype: 'image/jpeg',
		});
	});

	test.each(['ftp://example.com/a.png', 'file:///etc/passwd', 'example.com/a.png', ''])(
		'refuses %j',
		(url) => {
			expect(() => toApiFile(IMAGE, { field: 'URL', url }, {})).toThrow(/^"URL": expected a web address/);
		},
	);

	test('refuses a kind that the API does not take, unless the user knows better', () => {
		const source = { field: 'URL', url: 'https://example.com/a.webp' };
		expect(() => toApiFile(IMAGE, source, {})).toThrow('"URL": expected PNG or JPEG, this is image/webp');
		expect(toApiFile(IMAGE, source, { mimeType: 'image/png' }).mimetype).toBe('image/png');
	});
});

describe('a file by its bytes', () => {
	test('is named by what it is', () => {
		expect(toApiFile(IMAGE, { field: 'Base64', bytes: PNG }, {})).toEqual({
			data: PNG.toString('base64'),
			filename: 'image.png',
			mimetype: 'image/png',
		});
	});

	test('believes the bytes before the name that came with them', () => {
		const source = { field: 'Input Binary Field', bytes: PNG, fileName: 'a.txt', mimeType: 'text/plain' };
		expect(toApiFile(ANY, source, {})).toMatchObject({ filename: 'a.txt', mimetype: 'image/png' });
	});

	test('uses what came with it where the bytes do not tell', () => {
		const bytes = Buffer.from('hello');
		expect(toApiFile(ANY, { field: 'F', bytes, mimeType: 'text/plain' }, {}).mimetype).toBe('text/plain');
		expect(toApiFile(ANY, { field: 'F', bytes, mimeType: 'application/octet-stream' }, {}).mimetype).toBe(
			'image/jpeg',
		);
	});

	test('is refused when empty, too large, or of the wrong kind', () => {
		const refuse = (bytes: Buffer, maxMegabytes?: number) => () =>
			toApiFile(IMAGE, { field: 'Base64', bytes }, { maxMegabytes });
		expect(refuse(Buffer.alloc(0))).toThrow('"Base64": the file is empty');
		expect(refuse(latin('GIF89a'))).toThrow('"Base64": expected PNG or JPEG, this is image/gif');
		const large = Buffer.concat([PNG, Buffer.alloc(16 * 1024 * 1024)]);
		expect(refuse(large)).toThrow('"Base64": the file has 16.0 MB; at most 16 MB are sent');
		expect(refuse(large, 17)).not.toThrow();
	});

	test('says which option is wrong when it is the option', () => {
		expect(() => toApiFile(IMAGE, { field: 'Base64', bytes: PNG }, { mimeType: 'image/webp' })).toThrow(
			'"MIME Type": expected PNG or JPEG',
		);
	});
});

describe('Base64', () => {
	const text = PNG.toString('base64');

	test.each([
		['plain', text],
		['in lines', text.replace(/(.{5})/g, '$1\r\n')],
		['without padding', text.replace(/=+$/, '')],
		['a data: URL', `data:image/png;base64,${text}`],
	])('is read %s', (_, written) => {
		expect(readBase64(written, 'Base64').bytes?.equals(PNG)).toBe(true);
	});

	test('URL-safe is read as well', () => {
		const bytes = Buffer.from([0xfb, 0xff, 0xfe]);
		expect(readBase64(bytes.toString('base64url'), 'F').bytes?.equals(bytes)).toBe(true);
	});

	test('a data: URL without Base64 is text', () => {
		expect(readBase64('data:text/plain,hello%20you', 'F')).toMatchObject({
			bytes: Buffer.from('hello you'),
			mimeType: 'text/plain',
		});
	});

	test.each(['not base64!', 'data:image/png;base64,***', 'abcde', 'data:text/plain,%zz'])(
		'refuses %j',
		(written) => {
			expect(() => readBase64(written, 'Base64')).toThrow(/^"Base64": expected/);
		},
	);
});
