import { readBase64, toApiFile, type MediaRule } from '../../../nodes/shared/media';
import { Problem } from '../../../nodes/shared/problem';

const IMAGE: MediaRule = {
	accepts: ['image/png', 'image/jpeg'],
	accepted: 'PNG or JPEG',
	fileName: 'image.jpg',
	unknown: { ask: 'image/jpeg' },
	maxMegabytes: 16,
};
const ANY: MediaRule = {
	...IMAGE,
	accepts: [''],
	accepted: 'any file',
	fileName: 'document.pdf',
	unknown: { send: 'application/octet-stream' },
};
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const latin = (text: string) => Buffer.from(text.padEnd(64, '\0'), 'latin1');

function problemOf(act: () => unknown): Problem {
	try {
		act();
	} catch (error) {
		if (error instanceof Problem) return error;
	}
	throw new Error('no Problem was thrown');
}

describe('a file by URL', () => {
	test('keeps the URL, and takes name and type from its path', () => {
		const url = 'https://example.com/a/My%20cat.PNG?size=2#top';
		expect(toApiFile(IMAGE, { field: 'URL', url }, {})).toEqual({
			url,
			filename: 'My cat.PNG',
			mimetype: 'image/png',
		});
	});

	test.each(['download?id=7', '', 'cat', 'cat.php', 'cat.jfif2'])(
		'is refused where %j does not say what it is, with the option to add',
		(path) => {
			const source = { field: 'URL', url: `https://example.com/${path}` };
			const problem = problemOf(() => toApiFile(IMAGE, source, {}));
			expect(problem.message).toBe('"URL": the address does not say what the file is; expected PNG or JPEG');
			expect(problem.details).toEqual({
				code: 'invalid_input',
				httpStatus: null,
				hint: 'Add the option "MIME Type" and enter what it is, such as image/jpeg.',
				outcome: 'notSent',
			});
		},
	);

	test.each([
		['download?id=7', { mimeType: 'image/png' }, 'image.png', 'image/png'],
		['cat.php', { mimeType: 'image/jpeg' }, 'image.jpg', 'image/jpeg'],
		['640', { fileName: 'Cat.png' }, 'Cat.png', 'image/png'],
		['640', { fileName: 'Cat', mimeType: 'image/jpeg' }, 'Cat', 'image/jpeg'],
	])('%j with %j is named %s and is %s', (path, options, filename, mimetype) => {
		const url = `https://example.com/${path}`;
		expect(toApiFile(IMAGE, { field: 'URL', url }, options)).toEqual({ url, filename, mimetype });
	});

	test.each([
		['Price%20list.docx?v=2', 'Price list.docx', DOCX],
		['rows.CSV', 'rows.CSV', 'text/csv'],
		['all.zip', 'all.zip', 'application/zip'],
		['model.step9', 'model.step9', 'application/octet-stream'],
		['download?id=7', 'download', 'application/octet-stream'],
		['', 'document', 'application/octet-stream'],
	])('a document %j keeps its own name %j, and is %s', (path, filename, mimetype) => {
		const url = `https://example.com/${path}`;
		expect(toApiFile(ANY, { field: 'URL', url }, {})).toEqual({ url, filename, mimetype });
	});

	test('a document without a name is named by the type that the user gave', () => {
		const source = { field: 'URL', url: 'https://example.com/' };
		expect(toApiFile(ANY, source, { mimeType: 'application/pdf' }).filename).toBe('document.pdf');
	});

	test.each(['ftp://example.com/a.png', 'file:///etc/passwd', 'example.com/a.png', ''])(
		'refuses %j',
		(url) => {
			expect(() => toApiFile(IMAGE, { field: 'URL', url }, {})).toThrow(/^"URL": expected a URL/);
		},
	);

	test.each([
		['IMG_1.HEIC', 'image/heic'],
		['offer.docx', DOCX],
		['clip.mov', 'video/quicktime'],
	])('refuses %s, which is %s, and says to convert it', (name, mimeType) => {
		const source = { field: 'URL', url: `https://example.com/${name}` };
		const problem = problemOf(() => toApiFile(IMAGE, source, {}));
		expect(problem.message).toBe(`"URL": expected PNG or JPEG, this is ${mimeType}`);
		expect(problem.details.hint).toMatch(/^Convert the file to PNG or JPEG first, or, .* option "MIME Type"/);
	});

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
	});

	test.each([
		[
			'the name that came with it',
			{ fileName: 'a.csv', mimeType: 'application/octet-stream' },
			{},
			'a.csv',
			'text/csv',
		],
		[
			'the name in capitals of S3',
			{ fileName: 'a.csv', mimeType: 'Binary/Octet-Stream' },
			{},
			'a.csv',
			'text/csv',
		],
		['the name that the user gave', {}, { fileName: 'a.csv' }, 'a.csv', 'text/csv'],
		['nothing', { mimeType: 'application/octet-stream' }, {}, 'document', 'application/octet-stream'],
	])('is told by %s where the bytes do not tell', (_, given, options, filename, mimetype) => {
		const source = { field: 'F', bytes: Buffer.from('a;b'), ...given };
		expect(toApiFile(ANY, source, options)).toMatchObject({ filename, mimetype });
	});

	test.each([
		[{ fileName: 'a.docx' }, DOCX],
		[{ fileName: 'a.docx', mimeType: 'application/zip' }, DOCX],
		[{ fileName: 'a.docx', mimeType: 'text/plain' }, DOCX],
		[{ mimeType: DOCX }, DOCX],
		[{ fileName: 'a.png' }, 'application/zip'],
		[{ fileName: 'a.zip' }, 'application/zip'],
		[{}, 'application/zip'],
	])('a ZIP that came with %j is %s', (given, mimetype) => {
		expect(toApiFile(ANY, { field: 'F', bytes: latin('PK\x03\x04'), ...given }, {}).mimetype).toBe(mimetype);
	});

	test('is refused when nothing tells what it is', () => {
		const source = { field: 'Base64', bytes: Buffer.from('hello'), mimeType: 'application/octet-stream' };
		const problem = problemOf(() => toApiFile(IMAGE, source, {}));
		expect(problem.message).toBe('"Base64": nothing says what the file is; expected PNG or JPEG');
		expect(problem.details.hint).toContain('option "MIME Type"');
		expect(toApiFile(IMAGE, source, { mimeType: 'image/png' })).toMatchObject({ filename: 'image.png' });
	});

	test('a HEIC picture is no PNG, JPEG or MP4, whatever it is called', () => {
		const source = {
			field: 'F',
			bytes: latin('\0\0\0\x18ftypheic'),
			fileName: 'a.jpg',
			mimeType: 'video/mp4',
		};
		const problem = problemOf(() => toApiFile(IMAGE, source, {}));
		expect(problem.message).toBe('"F": expected PNG or JPEG, this is image/heic');
		expect(problem.details.hint).toBe('Convert the file to PNG or JPEG first.');
		const video = { ...IMAGE, accepts: ['video/'], accepted: 'a video' };
		expect(() => toApiFile(video, source, {})).toThrow('expected a video, this is image/heic');
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

	test.each([
		['data:IMAGE/png;name=a.png;BASE64', 'IMAGE/png;name=a.png'],
		['data:;base64', undefined],
		['data:;charset=utf-8;base64', undefined],
		['data:no type;base64', undefined],
	])('%s states the type %s', (head, mimeType) => {
		expect(readBase64(`${head},${text}`, 'F')).toEqual({ field: 'F', bytes: PNG, mimeType });
	});

	const MEGABYTES = 20 * 1024 * 1024;

	test.each([
		['Base64', 'A'.repeat(MEGABYTES), true],
		['a data: URL', `data:image/png;base64,${'A'.repeat(MEGABYTES)}`, true],
		['lines', `${'A'.repeat(76)}\r\n`.repeat(MEGABYTES / 78), true],
		['padding with something behind it', `${'='.repeat(MEGABYTES)}A`, false],
		['spaces with something behind them', `${' '.repeat(MEGABYTES)}*`, false],
		['a data: URL that never comes to its content', `data:${';base64'.repeat(MEGABYTES / 7)}`, false],
		['a data: URL with a long type', `data:image/${'p'.repeat(MEGABYTES)};base64,AAAA`, false],
	])('20 MB of %s take no longer than their length', (_, written, good) => {
		const read = () => readBase64(written, 'Base64');
		const start = performance.now();
		if (good) expect(read().bytes?.length).toBeGreaterThan(MEGABYTES / 2);
		else expect(read).toThrow('"Base64": expected Base64 text or a data: URL');
		expect(performance.now() - start).toBeLessThan(5000);
	});

	test.each(['not base64!', 'AA==AA', 'data:image/png;base64,***', 'abcde', 'data:text/plain,%zz'])(
		'refuses %j',
		(written) => {
			expect(() => readBase64(written, 'Base64')).toThrow(/^"Base64": expected/);
		},
	);
});
