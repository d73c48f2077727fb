import type { Page } from 'playwright-core';

import { saveWorkflow, withCredential } from '../n8n/workflows';
import { openEditor, part, picture } from './browser';
import { line, node } from './workflow';
import { openScene } from './world';
import type { Scene } from './world';

let scene: Scene;
let page: Page;

beforeAll(async () => {
	scene = await openScene('List search suite');
	page = await openEditor(scene);
});

it('a recipient is found by name in the editor', async () => {
	const parameters = { resource: 'message', operation: 'sendText', text: 'Hello' };
	const workflow = line(node('Say hello', 'n8n-nodes-wawp.wawp', parameters));
	await saveWorkflow(scene.n8n, withCredential(workflow, scene.credential));
	await page.goto(`${scene.running.url}/workflow/${workflow.id}`);
	await part(page, 'canvas-node').filter({ hasText: 'Say hello' }).dblclick();

	await part(page, 'resource-locator-chatId').locator('input').last().click();
	await part(page, 'rlc-item').filter({ hasText: 'Regulars (group)' }).waitFor();
	await part(page, 'rlc-search')
		.locator('input')
		.or(page.locator('input[data-test-id="rlc-search"]'))
		.first()
		.fill('mona');
	const found = part(page, 'rlc-item').filter({ hasText: 'Mona Farouk' });
	await part(page, 'rlc-item').filter({ hasText: 'Regulars (group)' }).waitFor({ state: 'detached' });
	await found.waitFor();
	await picture(page, 'recipient.png');
	await found.click();
	await page.waitForFunction(
		`[...document.querySelectorAll('input')].some(({ value }) => value.startsWith('Mona Farouk · +'))`,
	);
});
