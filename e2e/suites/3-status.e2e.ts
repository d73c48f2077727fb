import { request } from 'undici';

import { errorOf, itemsOf, jsonOf } from '../n8n/executions';
import { GOOD, itemsToWawp, line, node, status, WAWP } from './workflow';
import { DESK, LAPTOP, openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Status suite');
});

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
		expect(jsonOf(execution, GOOD)).toMatchObject([{ text: 'One' }, { text: 'Two' }]);
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
			expect(jsonOf(execution, WAWP)).toMatchObject([{ type, media: { mimetype } }]);
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
		expect(jsonOf(execution, WAWP)).toMatchObject([{ success: true }]);
		expect(scene.sandbox.statuses().at(-1)).toMatchObject({
			text: 'Soon gone',
			deletedAt: expect.any(Number) as number,
		});
	});
});
