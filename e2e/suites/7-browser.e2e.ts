import type { Page } from 'playwright-core';
import { request } from 'undici';

import { proveMainJob } from '../../demo/job/proof';
import { connect, disconnect } from '../../demo/job/stage';
import { onShutdown } from '../n8n/shutdown';
import { openEditor, part, picture } from './browser';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;
let page: Page;

beforeAll(async () => {
	scene = await openScene('Browser suite');
	onShutdown(() => disconnect(scene.n8n));
	await connect(scene.n8n, scene.sandbox, scene.secrets);
	page = await openEditor(scene);
});

describe('the editor', () => {
	it('shows the workflow with the nodes of this package', async () => {
		await page.goto(`${scene.running.url}/workflow/wawpStatusFromMsg`);
		const nodes = part(page, 'canvas-node');
		await nodes.filter({ hasText: 'When a message arrives' }).waitFor();
		await nodes.filter({ hasText: 'Post the rest as a status' }).waitFor();
		expect(await page.locator('img[src*="n8n-nodes-wawp"]').count()).toBeGreaterThan(0);
	});

	it('shows the fields of the node and no secret', async () => {
		await page.goto(`${scene.running.url}/workflow/wawpStatusFromMsg`);
		await part(page, 'canvas-node').filter({ hasText: 'Post the rest as a status' }).dblclick();
		const form = part(page, 'node-parameters');
		for (const label of ['Resource', 'Operation', 'Text', 'Simplify', 'Background Color']) {
			await form.getByText(label, { exact: true }).first().waitFor();
		}
		const shown = await page.content();
		expect(shown).toContain('Wawp sandbox');
		expect(shown).not.toContain(scene.secrets.accessToken);
		expect(shown).not.toContain(scene.secrets.webhookSecret);
	});
});

describe('the page of the sandbox', () => {
	it('shows a status as soon as the workflow has posted it', async () => {
		await page.goto(scene.sandbox.url);
		await page.getByText('Corner Shop').first().waitFor();
		const text = 'Open until 10 pm today';
		expect(await page.getByText(text).count()).toBe(0);
		await proveMainJob(scene.sandbox, SHOP, text);
		await page.getByText(text).first().waitFor();
		expect(await page.content()).not.toContain(scene.secrets.accessToken);
	});

	it('shows pictures and players', async () => {
		for (const [route, file] of [
			['voice', 'voice.ogg'],
			['image', 'photo.jpg'],
		] as const) {
			const { statusCode, body } = await request(`${scene.sandbox.baseUrl}/status/${route}`, {
				method: 'POST',
				query: { instance_id: SHOP, access_token: scene.secrets.accessToken },
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ file: fileAt(`${scene.sandbox.url}/sandbox/media/${file}`) }),
			});
			await body.dump();
			expect(statusCode).toBeLessThan(300);
		}
		await page.locator('audio').first().waitFor({ state: 'attached' });
		await page.locator('img[src*="/sandbox/uploads/"]').first().waitFor();
		await picture(page, 'sandbox');
	});
});

describe('the list of executions', () => {
	it('shows the run of the workflow from event to status', async () => {
		const [id] = await scene.executions.ids('wawpStatusFromMsg');
		await page.goto(`${scene.running.url}/workflow/wawpStatusFromMsg/executions/${id ?? ''}`);
		for (const name of ['When a message arrives', 'Post the rest as a status']) {
			const node = part(page, 'canvas-node').filter({ hasText: name });
			await node.locator('[data-test-id="canvas-node-status-success"]').waitFor();
		}
		await page.keyboard.press('Escape');
		await picture(page, 'editor');
	});
});

/** The file parameter of the API for one of the sandbox's samples. */
function fileAt(url: string): Record<string, string> {
	const filename = url.split('/').at(-1) ?? '';
	return { url, filename, mimetype: filename.endsWith('.ogg') ? 'audio/ogg; codecs=opus' : 'image/jpeg' };
}
