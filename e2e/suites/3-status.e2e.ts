import { request } from 'undici';

import type { FaultEffect } from '../../sandbox';
import { errorOf, itemsOf } from '../n8n/executions';
import type { Execution } from '../n8n/executions';
import { BAD, GOOD, itemsToWawp, line, node, WAWP } from './workflow';
import { DESK, LAPTOP, openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Status suite');
});
afterAll(() => scene.close());
afterEach(() => scene.sandbox.clearFaults());

const status = (operation: string, parameters: Record<string, unknown>) => ({
	resource: 'status',
	operation,
	...parameters,
});

/** The JSON of the items that left a node. */
function json(execution: Execution, name: string, output = 0) {
	return itemsOf(execution, name, output).map((item) => item.json);
}

async function media(name: string): Promise<Buffer> {
	const { body } = await request(`${scene.sandbox.url}/sandbox/media/${name}`);
	return Buffer.from(await body.arrayBuffer());
}

describe('Post Text', () => {
	it('posts one status per item, in order, and pairs the answers', async () => {
		const texts = ['first', 'second & <third>', 'ثالث\n🌍 + #4 %20'];
		const parameters = status('postText', {
			text: '={{ $json.text }}',
			options: { backgroundColor: '#38b42f' },
		});
		const before = scene.sandbox.statuses().length;
		const execution = await scene.run(
			itemsToWawp(
				texts.map((text) => ({ json: { text } })),
				parameters,
			),
		);
		expect(execution.status).toBe('success');

		const posted = scene.sandbox.statuses().slice(before);
		expect(posted.map(({ text, backgroundColor }) => [text, backgroundColor])).toEqual(
			texts.map((text) => [text, '#38b42f']),
		);
		const items = itemsOf(execution, GOOD);
		expect(items.map((item) => [item.json['statusId'], item.json['text']])).toEqual(
			posted.map(({ id, text }) => [id, text]),
		);
		expect(itemsOf(execution, WAWP).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('posts a text of 4,000 Arabic letters whole', async () => {
		const text = 'السلام عليكم '.repeat(308).slice(0, 4000);
		await scene.run(itemsToWawp([{ json: { text } }], status('postText', { text: '={{ $json.text }}' })));
		expect(scene.sandbox.statuses().at(-1)?.text).toBe(text);
	});

	it('reaches the instance that each item names', async () => {
		const instances = [SHOP, DESK, LAPTOP];
		const options = { instanceId: '={{ $json.instance }}' };
		const items = instances.map((instance) => ({ json: { instance } }));
		const before = scene.sandbox.statuses().length;
		const execution = await scene.run(itemsToWawp(items, status('postText', { text: 'To three', options })));
		expect(execution.status).toBe('success');
		expect(
			scene.sandbox
				.statuses()
				.slice(before)
				.map((posted) => posted.instanceId),
		).toEqual(instances);
	});
});

describe('Post Image, Post Voice, Post Video', () => {
	const cases = [
		['postImage', 'picture.png', 'image', 'image/png'],
		['postImage', 'photo.jpg', 'image', 'image/jpeg'],
		['postVoice', 'voice.ogg', 'voice', 'audio/ogg; codecs=opus'],
		['postVideo', 'clip.mp4', 'video', 'video/mp4'],
	] as const;

	it.each(cases)('%s posts %s from its URL', async (operation, file, type, mimetype) => {
		const mediaUrl = `${scene.sandbox.url}/sandbox/media/${file}`;
		const parameters = status(operation, { mediaSource: 'url', mediaUrl, caption: '={{ $json.caption }}' });
		const items = [{ json: { caption: 'One' } }, { json: { caption: 'Two' } }];
		const before = scene.sandbox.statuses().length;
		const execution = await scene.run(itemsToWawp(items, parameters));
		expect(json(execution, GOOD)).toMatchObject([{ caption: 'One' }, { caption: 'Two' }]);
		const bytes = await media(file);
		for (const posted of scene.sandbox.statuses().slice(before)) {
			expect(posted).toMatchObject({ type, mimetype });
			expect(posted.media?.equals(bytes)).toBe(true);
		}
	});

	it.each(cases)(
		'%s posts %s from what a node before has downloaded',
		async (operation, file, type, mimetype) => {
			const url = `${scene.sandbox.url}/sandbox/media/${file}`;
			const response = { response: { responseFormat: 'file', outputPropertyName: 'photo' } };
			const download = { url, options: { response } };
			const parameters = status(operation, { mediaSource: 'binary', binaryPropertyName: 'photo' });
			const execution = await scene.run(
				line(
					node('Download', 'n8n-nodes-base.httpRequest', download, 4.2),
					node(WAWP, 'n8n-nodes-wawp.wawp', parameters),
				),
			);
			expect(json(execution, WAWP)).toMatchObject([{ type, mimetype }]);
			expect(
				scene.sandbox
					.statuses()
					.at(-1)
					?.media?.equals(await media(file)),
			).toBe(true);
		},
	);

	it('posts an image from Base64', async () => {
		const data = (await media('picture.png')).toString('base64');
		const parameters = status('postImage', { mediaSource: 'base64', mediaBase64: '={{ $json.data }}' });
		await scene.run(itemsToWawp([{ json: { data } }], parameters));
		expect(scene.sandbox.statuses().at(-1)).toMatchObject({ type: 'image', mimetype: 'image/png' });
	});

	it('sends nothing when the file is no image', async () => {
		const binary = { data: { data: 'aGVsbG8=', mimeType: 'text/plain', fileName: 'a.txt' } };
		const before = scene.sandbox.requests.length;
		const workflow = itemsToWawp([{ json: {}, binary }], status('postImage', { mediaSource: 'binary' }));
		const execution = await scene.run(workflow);
		expect(execution.status).toBe('error');
		expect(errorOf(execution, WAWP)).toMatch(/PNG or JPEG/);
		expect(scene.sandbox.requests).toHaveLength(before);
	});
});

describe('Delete', () => {
	it('takes back what Post gave, without a parameter', async () => {
		const post = node('Post', 'n8n-nodes-wawp.wawp', status('postText', { text: 'Soon gone' }));
		const remove = node(WAWP, 'n8n-nodes-wawp.wawp', status('delete', {}));
		const execution = await scene.run(line(post, remove));
		expect(json(execution, WAWP)).toMatchObject([{ success: true }]);
		expect(scene.sandbox.statuses().at(-1)).toMatchObject({
			text: 'Soon gone',
			deletedAt: expect.any(Number) as number,
		});
	});
});

describe('Continue On Fail', () => {
	const items = [{ json: { text: 'good' } }, { json: { text: '' } }, { json: { text: 'good too' } }];
	const parameters = status('postText', { text: '={{ $json.text }}' });

	it('stops at the bad item when it is off', async () => {
		const execution = await scene.run(itemsToWawp(items, parameters));
		expect(execution.status).toBe('error');
		expect(errorOf(execution, WAWP)).toMatch(/Text.*item 1/);
	});

	it('lets the error leave by the regular output', async () => {
		const execution = await scene.run(itemsToWawp(items, parameters, 'continueRegularOutput'));
		expect(execution.status).toBe('success');
		const left = itemsOf(execution, WAWP);
		expect(left.map((item) => 'error' in item.json)).toEqual([false, true, false]);
		expect(Object.keys(left[1]?.json ?? {}).sort()).toEqual(['details', 'error']);
		expect(left[1]).toMatchObject({ json: { details: { outcome: 'notSent' } }, pairedItem: { item: 1 } });
	});

	it('lets the error leave by the error output', async () => {
		const execution = await scene.run(itemsToWawp(items, parameters, 'continueErrorOutput'));
		expect(execution.status).toBe('success');
		expect(json(execution, GOOD).map(({ text }) => text)).toEqual(['good', 'good too']);
		expect(json(execution, BAD)).toMatchObject([{ error: expect.stringMatching(/Text/) as string }]);
	});

	it('says that the outcome is unknown when the server fails', async () => {
		scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'resetAfter' });
		const before = scene.sandbox.statuses().length;
		const one = [{ json: { text: 'Once only' } }];
		const execution = await scene.run(itemsToWawp(one, parameters, 'continueErrorOutput'));
		expect(json(execution, BAD)).toMatchObject([{ details: { outcome: 'unknown' } }]);
		expect(
			scene.sandbox
				.statuses()
				.slice(before)
				.map(({ text }) => text),
		).toEqual(['Once only']);
	});

	it('posts 99 of 100 items in order when one is bad, and pairs all', async () => {
		const hundred = Array.from({ length: 100 }, (_, index) => ({
			json: { text: index === 41 ? '' : `Number ${index}` },
		}));
		const before = scene.sandbox.statuses().length;
		const execution = await scene.run(itemsToWawp(hundred, parameters, 'continueRegularOutput'));
		const posted = scene.sandbox.statuses().slice(before);
		const expected = hundred.map((item) => item.json.text).filter((text) => text !== '');
		expect(posted.map(({ text }) => text)).toEqual(expected);
		const left = itemsOf(execution, WAWP);
		expect(left.map(({ pairedItem }) => pairedItem)).toEqual(hundred.map((_, item) => ({ item })));
		expect(left.flatMap((item, index) => ('error' in item.json ? [index] : []))).toEqual([41]);
	});
});

describe('errors', () => {
	const echo = (): FaultEffect => ({
		kind: 'status',
		status: 422,
		body: {
			code: 'odd',
			message: `Bad ${scene.secrets.accessToken} of ${SHOP}`,
			token: scene.secrets.accessToken,
		},
	});
	const faults: [string, () => FaultEffect][] = [
		['an answer that repeats token and instance', echo],
		['a dropped connection', () => ({ kind: 'reset' })],
		['the error page of a proxy', () => ({ kind: 'html' })],
		[
			'a redirect',
			() => ({ kind: 'redirect', location: `${scene.sandbox.url}/?token=${scene.secrets.accessToken}` }),
		],
		['a time-out', () => ({ kind: 'hang' })],
	];

	it.each(faults)('show neither token nor instance: %s', async (_, fault) => {
		scene.sandbox.fail({ route: 'POST /status/text', ...fault() });
		const parameters = status('postText', { text: 'Never seen', simplify: false, options: { timeout: 1 } });
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const before = scene.sandbox.requests.length;
			const execution = await scene.run(itemsToWawp([{ json: {} }], parameters, onError));
			const shown = JSON.stringify(execution.data.resultData);
			expect(shown).toMatch(/"message":|"error":/);
			expect(shown).not.toContain(scene.secrets.accessToken);
			expect(shown).not.toContain(SHOP);
			expect(scene.sandbox.requests).toHaveLength(before + 1);
		}
	});
});
