import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, startWawp, WEBJS_INSTANCE } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(async () => await sandbox.close());

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABc3UBGAAAAABJRU5ErkJggg==',
	'base64',
);
const OPUS = Buffer.from('OggS\0\x02'.padEnd(28, '\0') + 'OpusHead'.padEnd(40, '\0'), 'latin1');
const MP3 = Buffer.from('ID3\x04'.padEnd(64, '\0'), 'latin1');
const MOV = Buffer.from('\0\0\0\x18ftypqt  '.padEnd(64, '\0'), 'latin1');
const MP4 = Buffer.from('\0\0\0\x18ftypisom'.padEnd(64, '\0'), 'latin1');

const withBinary = (bytes: Buffer, fileName?: string): INodeExecutionData => ({
	json: {},
	binary: { data: { data: bytes.toString('base64'), mimeType: 'application/octet-stream', fileName } },
});

describe('text', () => {
	test('a text of 4,000 Arabic letters arrives whole', async () => {
		const text = 'نص طويل '.repeat(500);
		const { outputs } = await runWawp(sandbox, 'status', 'postText', { text, options: {} });
		expect(outputs[0]?.[0]?.json.type).toBe('text');
		expect(sandbox.statuses().map((status) => status.text)).toEqual([text]);
	});

	test.each([
		['in the query', ''],
		['in a JSON body', 'ب'.repeat(2000)],
	])('special characters arrive unchanged %s', async (_, tail) => {
		const text = `a&b=c+d #38b42f 100% "x" 👩‍👩‍👧 🕌\n\tline two; [x] é\u0000\u2028${tail}`.replace('\0', '');
		const options = { backgroundColor: '#38b42f', font: 4, linkPreview: false };
		await runWawp(sandbox, 'status', 'postText', { text, options });
		expect(sandbox.statuses()).toMatchObject([{ text, ...options }]);
	});

	test('options that were not added are not sent, and no sample text is', async () => {
		await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options: {} });
		expect(Object.keys(sandbox.requests[0]?.query ?? {}).sort()).toEqual([
			'access_token',
			'instance_id',
			'text',
		]);
		const { error } = await runWawp(sandbox, 'status', 'postText', { text: '={{ "" }}', options: {} });
		expect(error?.message).toBe('"Text": expected some text (item 0)');
		expect(sandbox.requests).toHaveLength(1);
	});

	test.each([
		[{ backgroundColor: 'green' }, '"Background Color": expected a colour such as #38b42f'],
		[{ font: 9 }, '"Font": expected a font number from 0 to 5'],
		[{ audience: 'my mother' }, '"Audience": expected a phone number with its country code'],
		[{ instanceId: 'A1 B2&x=1' }, '"Instance ID": expected an instance ID'],
		[{ timeout: 0 }, '"Timeout (Seconds)": expected a number of seconds'],
	])('refuses %j before anything leaves', async (options, message) => {
		const { error } = await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options });
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('(item 0)');
		expect(sandbox.requests).toEqual([]);
	});
});

test('three items with three instances reach three instances', async () => {
	const items = INSTANCES.map((instance) => ({ json: { instance } }));
	const { outputs } = await runWawp(
		sandbox,
		'status',
		'postText',
		{ text: '=from {{ $json.instance }}', options: { instanceId: '={{ $json.instance }}' } },
		{ items },
	);
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	for (const instance of INSTANCES) {
		expect(sandbox.statuses(instance).map(({ text }) => text)).toEqual([`from ${instance}`]);
	}
});

test('of 100 items with one bad, 99 are posted in order and all are paired', async () => {
	const items = Array.from({ length: 100 }, (_, index) => ({
		json: { text: index === 41 ? '' : `no. ${index}` },
	}));
	const { outputs, error } = await runWawp(
		sandbox,
		'status',
		'postText',
		{ text: '={{ $json.text }}', options: {} },
		{ items, onError: 'continueRegularOutput' },
	);
	expect(error).toBeUndefined();
	const good = items.filter((_, index) => index !== 41).map(({ json }) => json.text);
	expect(sandbox.statuses().map(({ text }) => text)).toEqual(good);
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(outputs[0]?.filter(({ json }) => 'error' in json).map(({ json }) => json)).toEqual([
		{
			error: '"Text": expected some text (item 41)',
			details: {
				code: 'invalid_input',
				httpStatus: null,
				hint: expect.stringMatching(
					/^Correct the field "Text", which is empty\..*an expression.*found nothing in this item/,
				) as string,
				outcome: 'notSent',
			},
		},
	]);
});

describe('media', () => {
	test('binary data goes as content, with name and type found from the bytes', async () => {
		const { outputs } = await runWawp(
			sandbox,
			'status',
			'postImage',
			{ mediaSource: 'binary', binaryPropertyName: 'data', caption: 'ة & é', options: {} },
			{ items: [withBinary(PNG)] },
		);
		expect(sandbox.requests[0]?.body).toEqual({
			caption: 'ة & é',
			file: { data: PNG.toString('base64'), filename: 'image.png', mimetype: 'image/png' },
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({
			type: 'image',
			media: { mimetype: 'image/png' },
			text: 'ة & é',
		});
		expect(sandbox.statuses()[0]?.media?.equals(PNG)).toBe(true);
	});

	test('a voice note keeps its full MIME type both ways', async () => {
		const voice = {
			mediaSource: 'base64',
			mediaBase64: OPUS.toString('base64'),
			convert: false,
			options: {},
		};
		await runWawp(sandbox, 'status', 'postVoice', voice);
		await runWawp(sandbox, 'status', 'postVoice', {
			mediaSource: 'url',
			mediaUrl: `${sandbox.url}/sandbox/media/voice.ogg`,
			options: {},
		});
		expect(sandbox.statuses()).toMatchObject([
			{ type: 'voice', mimetype: 'audio/ogg; codecs=opus', convert: false },
			{ type: 'voice', mimetype: 'audio/ogg; codecs=opus', convert: true },
		]);
	});

	test('a data: URL counts as Base64, in either field', async () => {
		const url = `data:image/png;base64,${PNG.toString('base64')}`;
		await runWawp(sandbox, 'status', 'postImage', { mediaSource: 'url', mediaUrl: url, options: {} });
		await runWawp(sandbox, 'status', 'postImage', { mediaSource: 'base64', mediaBase64: url, options: {} });
		expect(sandbox.statuses().map(({ media }) => media?.equals(PNG))).toEqual([true, true]);
	});

	test.each([
		['postImage', { mediaUrl: 'C:\\cat.jpg' }, '"URL": expected a URL'],
		['postImage', { mediaUrl: '={{ "" }}' }, '"URL": expected a URL'],
		[
			'postImage',
			{ mediaUrl: 'https://example.com/a.gif' },
			'"URL": expected PNG or JPEG, this is image/gif',
		],
		['postVideo', { mediaUrl: 'https://example.com/a.png' }, '"URL": expected a video'],
		['postImage', { mediaUrl: 'https://picsum.photos/640' }, '"URL": the address does not say'],
		['postVoice', { mediaUrl: 'https://example.com/audio?id=7' }, '"URL": the address does not say'],
		['postVideo', { mediaUrl: 'https://example.com/clip.php' }, '"URL": the address does not say'],
		['postImage', { mediaUrl: 'https://example.com/IMG_1.HEIC' }, 'this is image/heic'],
		[
			'postVoice',
			{ mediaSource: 'base64', mediaBase64: PNG.toString('base64') },
			'"Base64": expected an audio file',
		],
		[
			'postImage',
			{ mediaSource: 'binary', binaryPropertyName: 'photo' },
			'the item has no binary data named "photo"',
		],
		['postImage', { mediaSource: 'base64', mediaBase64: '={{ "" }}' }, '"Base64": expected Base64 text'],
		['postImage', { mediaSource: 'ftp' }, '"Media Source": expected one of: url, binary, base64'],
	])('%s with %j is refused before anything leaves', async (operation, parameters, message) => {
		const { error } = await runWawp(sandbox, 'status', operation, {
			mediaSource: 'url',
			options: {},
			...parameters,
		});
		expect(error?.message).toContain(message);
		expect(sandbox.requests).toEqual([]);
	});

	const VOICE_HINT =
		'The file is audio/mpeg and "Convert" is off: people may be unable to play it. Switch "Convert" on, or give the file as OGG/Opus.';
	const VIDEO_HINT =
		'The file is video/quicktime and "Convert" is off: people may be unable to play it. Switch "Convert" on, or give the file as MP4 (H.264).';

	test.each([
		['status', 'postVoice', MP3, false, [VOICE_HINT]],
		['message', 'sendVoice', MP3, false, [VOICE_HINT]],
		['status', 'postVideo', MOV, false, [VIDEO_HINT]],
		['message', 'sendVideo', MOV, false, [VIDEO_HINT]],
		['status', 'postVoice', MP3, true, []],
		['status', 'postVideo', MOV, true, []],
		['status', 'postVoice', OPUS, false, []],
		['status', 'postVideo', MP4, false, []],
	])('%s/%s warns of a file that needs to be converted and is not', async (...given) => {
		const [resource, operation, bytes, convert, expected] = given;
		const { run, error } = await runWawp(sandbox, resource, operation, {
			chatId: { __rl: true, mode: 'id', value: '447441429009' },
			mediaSource: 'base64',
			mediaBase64: bytes.toString('base64'),
			convert,
			options: {},
		});
		expect(error).toBeUndefined();
		expect(sandbox.requests).toHaveLength(1);
		const hints = run.data.resultData.runData['Under Test']?.[0]?.hints ?? [];
		expect(hints.map(({ message }) => message)).toEqual(expected);
	});

	test('a missing binary says which ones the item has', async () => {
		const { error } = await runWawp(
			sandbox,
			'status',
			'postImage',
			{ mediaSource: 'binary', binaryPropertyName: 'photo', options: {} },
			{ items: [withBinary(PNG)] },
		);
		expect(error?.description).toBe("The item's binary data is named: data.");
	});

	test('a video may have 64 MB, other media 16, or what the user sets', async () => {
		const video = Buffer.concat([
			Buffer.from('\0\0\0\x18ftypisom', 'latin1'),
			Buffer.alloc(17 * 1024 * 1024),
		]);
		const parameters = { mediaSource: 'binary', binaryPropertyName: 'data' };
		const items = [withBinary(video)];
		const post = async (operation: string, options: object) =>
			await runWawp(sandbox, 'status', operation, { ...parameters, options: { ...options } }, { items });
		expect((await post('postVideo', {})).error).toBeUndefined();
		expect((await post('postVoice', {})).error?.message).toContain(
			'the file has 17.0 MB; at most 16 MB are sent',
		);
		expect((await post('postVoice', { maxMegabytes: 20 })).error).toBeUndefined();
	});
});

describe('audience', () => {
	const audience = '+44 7441 429009, 99@lid';

	test('the own number is read once per execution and instance', async () => {
		const options = { audience, includeOwnNumber: true, instanceId: '={{ $json.instance }}' };
		const items = [0, 0, 1, 1].map((index) => ({ json: { instance: INSTANCES[index] } }));
		const { outputs } = await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options }, { items });
		expect(sandbox.requests.filter(({ path }) => path === '/session/me')).toHaveLength(2);
		expect(sandbox.statuses(INSTANCES[1])[0]?.contacts).toEqual([
			'447441429009@c.us',
			'99@lid',
			'447441429001@c.us',
		]);
		expect(outputs[0]?.[0]?.json.audience).toBe(3);
	});

	test('nothing is posted when the own number cannot be read', async () => {
		sandbox.fail({
			route: 'GET /session/me',
			kind: 'status',
			status: 500,
			body: { code: 'x', message: 'down' },
		});
		const options = { audience, includeOwnNumber: true };
		const { error } = await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options });
		expect(error?.message).toContain('"Audience Includes Own Number": the linked number could not be read');
		expect(sandbox.statuses()).toEqual([]);
	});

	test('without a list everybody is meant, and no number is read', async () => {
		await runWawp(sandbox, 'status', 'postText', {
			text: 'Hi',
			options: { includeOwnNumber: true },
		});
		expect(sandbox.requests).toHaveLength(1);
		expect(sandbox.statuses()[0]?.contacts).toBeNull();
	});

	test.each([
		['postText', { text: 'Hi' }],
		['postImage', PNG],
		['postVoice', OPUS],
		['postVideo', MP4],
	])('the hint that WEBJS ignores a list comes with %s, and only there', async (operation, content) => {
		const parameters = Buffer.isBuffer(content)
			? { mediaSource: 'base64', mediaBase64: content.toString('base64') }
			: content;
		const hints = async (options: INodeParameters) => {
			const { run, error } = await runWawp(sandbox, 'status', operation, { ...parameters, options });
			expect(error).toBeUndefined();
			const shown = run.data.resultData.runData['Under Test']?.[0]?.hints ?? [];
			return shown.map(({ message }) => message);
		};
		const ignored =
			'This server ignores the option "Audience": everybody sees the status whom the phone lets.';
		expect(await hints({ audience, instanceId: WEBJS_INSTANCE })).toEqual([ignored]);
		expect(await hints({ instanceId: WEBJS_INSTANCE })).toEqual([]);
		expect(await hints({ audience })).toEqual([]);
	});

	test('goes as an array in a JSON body', async () => {
		const parameters = { mediaSource: 'base64', mediaBase64: PNG.toString('base64'), options: { audience } };
		await runWawp(sandbox, 'status', 'postImage', parameters);
		expect(sandbox.requests[0]?.body).toMatchObject({ contacts: ['447441429009@c.us', '99@lid'] });
	});
});

describe('delete', () => {
	test('takes what Post returned, by its default expression', async () => {
		const post = await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options: {} });
		const { outputs } = await runWawp(
			sandbox,
			'status',
			'delete',
			{ options: {} },
			{ items: post.outputs[0] },
		);
		expect(outputs[0]?.[0]?.json).toEqual({ success: true, statusId: post.outputs[0]?.[0]?.json.statusId });
		expect(sandbox.statuses()[0]?.deletedAt).toBeDefined();
	});

	test('shortens the long ID', async () => {
		const post = await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options: {} });
		const statusId = post.outputs[0]?.[0]?.json.messageId as string;
		expect(statusId).toMatch(/^true_status@broadcast_/);
		await runWawp(sandbox, 'status', 'delete', { statusId, options: {} });
		expect(sandbox.statuses()[0]?.deletedAt).toBeDefined();
	});

	test('an item without an ID is refused before anything leaves', async () => {
		const { error } = await runWawp(sandbox, 'status', 'delete', { options: {} });
		expect(error?.message).toContain('"Status ID": expected the ID of a status');
		expect(sandbox.requests).toEqual([]);
	});
});

test('both engines give the same simplified fields', async () => {
	const post = async (instanceId: string) => {
		const result = await runWawp(sandbox, 'status', 'postText', { text: 'Hi', options: { instanceId } });
		return Object.keys(result.outputs[0]?.[0]?.json ?? {}).sort();
	};
	const expected = ['chatId', 'messageId', 'service', 'statusId', 'text', 'timestamp', 'type'];
	expect(await post(INSTANCES[0])).toEqual(expected);
	expect(await post(WEBJS_INSTANCE)).toEqual(expected);
});
