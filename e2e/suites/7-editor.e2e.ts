import { randomUUID } from 'node:crypto';

import type { Page } from 'playwright-core';

import { WawpApi } from '../../credentials/WawpApi.credentials';
import { WawpTrigger } from '../../nodes/WawpTrigger/WawpTrigger.node';
import { setWebhook } from '../../demo/job/stage';
import { saveCredential, WAWP_API } from '../n8n/credentials';
import { saveWorkflow, webhookUrl, withCredential } from '../n8n/workflows';
import { openEditor, part, picture, watchErrors } from './browser';
import { versionOf } from './forms';
import { openNode } from './panel';
import { node, START, status, workflow } from './workflow';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const WRONG_TOKEN = 'Wawp with a wrong token';
const TITLE = 'Wawp does not know this access token';
const PURPLE = '#8e44ad';

const post = node(
	'Post a status',
	'n8n-nodes-wawp.wawp',
	status('postText', { text: 'Open until 10 pm today' }),
);
const refused = node('Post with a wrong token', post.type, post.parameters);
const hello = node('Say hello', post.type, { resource: 'message', operation: 'sendText', text: 'Hello' });
const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', {}, 3.1);
const tool = node('Post a status for me', 'n8n-nodes-wawp.wawpTool', status('postText', {}));
const trigger = {
	...node(
		'Wawp Trigger',
		'n8n-nodes-wawp.wawpTrigger',
		{ events: ['message'] },
		versionOf(new WawpTrigger().description),
	),
	webhookId: randomUUID(),
};
const to = (name: string, type = 'main') => [[{ node: name, type, index: 0 }]];
const nodes = [post, refused, hello].map((one, index) => ({ ...one, position: [220, index * 180] }));
const stored = {
	...workflow(
		[node(START, 'n8n-nodes-base.manualTrigger', {}), ...nodes, { ...trigger, position: [0, 540] }],
		{ [START]: { main: [nodes.flatMap(({ name }) => to(name).flat())] } },
	),
	name: 'Status in the morning',
};
const agents = workflow(
	[
		{ ...node('Chat', '@n8n/n8n-nodes-langchain.chatTrigger', {}, 1.4), webhookId: randomUUID() },
		{ ...agent, position: [220, 0] },
		{ ...tool, position: [320, 220] },
	],
	{ Chat: { main: to(agent.name) }, [tool.name]: { ai_tool: to(agent.name, 'ai_tool') } },
);

let scene: Scene;
let page: Page;
let errors: () => string[];

beforeAll(async () => {
	scene = await openScene('Wawp account');
	const wrong = await saveCredential(scene.n8n, WRONG_TOKEN, { ...scene.data, accessToken: 'not-the-token' });
	const all = withCredential(stored, scene.credential);
	const chosen = all.nodes.map((one) =>
		one.name === refused.name ? { ...one, credentials: { [WAWP_API]: wrong } } : one,
	);
	await saveWorkflow(scene.n8n, { ...all, nodes: chosen });
	await saveWorkflow(scene.n8n, withCredential(agents, scene.credential));
	page = await openEditor(scene);
	errors = watchErrors(page);
	await page.goto(`${scene.running.url}/workflow/${stored.id}`);
	await part(page, 'canvas-node').first().waitFor();
}, 240_000);

afterEach(() => expect(errors()).toEqual([]));

describe('the panel of nodes', () => {
	it('finds the node by what people search for, and "Post an image status" among its actions', async () => {
		await part(page, 'node-creator-plus-button').click();
		const search = part(page, 'node-creator-search-bar');
		const found = part(page, 'node-creator-item-name');
		for (const word of ['whatsapp', 'status', 'story', 'wawp', 'Post an image status', 'whatsapp status']) {
			await search.fill('nobody searches for this');
			await page.getByText('No results for').waitFor();
			await search.fill(word);
			await found.getByText('Wawp', { exact: true }).first().waitFor();
		}
		await picture(page, 'node-panel');
		await found.getByText('Wawp', { exact: true }).first().click();
		for (const action of ['Post an image status', 'Post a text status', 'Ensure a session is connected']) {
			await found.getByText(action, { exact: true }).first().waitFor();
		}
		await page.keyboard.press('Escape');
		await page.keyboard.press('Escape');
	});
});

describe('the form of the node', () => {
	it('finds a recipient by name', async () => {
		await openNode(page, hello);
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
		await picture(page, 'recipient');
		await found.click();
		await page.waitForFunction(
			`[...document.querySelectorAll('input')].some(({ value }) => value.startsWith('Mona Farouk · +'))`,
		);
	});

	it('says at each option what it is for', async () => {
		await openNode(page, post);
		const label = page.locator('label[for="text"]');
		await label.hover();
		await label.locator('[class*="_infoIcon_"] svg').hover();
		await page.getByText('What the status says').first().waitFor();
	});

	it('posts a status in the colour that was picked, by "Execute step", and shows what came of it', async () => {
		await openNode(page, post);
		await part(page, 'collection-parameter-add').click();
		await part(page, 'collection-parameter-option').getByText('Background Color', { exact: true }).click();
		const color = part(page, 'parameter-input-backgroundColor');
		await color.locator('.el-color-picker__trigger').click();
		const picker = page.locator('.el-color-dropdown:visible');
		await picker.locator('.el-color-dropdown__value input').fill(PURPLE);
		await picker.locator('.el-color-dropdown__value input').press('Enter');
		await picker.locator('.el-color-dropdown__btn, .el-color-dropdown__btns button').last().click();
		await picker.waitFor({ state: 'hidden' });
		expect((await color.locator('input').last().inputValue()).toLowerCase()).toBe(PURPLE);

		await part(page, 'node-execute-button').getByText('Execute step').click();
		await part(page, 'output-panel').getByText('statusId').first().waitFor();
		const [posted] = scene.sandbox.statuses(SHOP);
		expect(posted).toMatchObject({ text: 'Open until 10 pm today' });
		expect(JSON.stringify(posted).toLowerCase()).toContain(PURPLE);
		await picture(page, 'form');
	});

	it('says what to do about a wrong token, and says it once', async () => {
		await openNode(page, refused);
		await part(page, 'node-execute-button').getByText('Execute step').click();
		await part(page, 'node-error-message').getByText(TITLE).waitFor();
		expect(await part(page, 'node-error-description').innerText()).toMatch(
			/access token.*dashboard.*credential/i,
		);
		const shown = await part(page, 'output-panel').innerText();
		expect(shown.split(TITLE)).toHaveLength(2);
		expect(shown).not.toContain('not-the-token');
		await picture(page, 'error');
	});
});

describe('the form of the credential', () => {
	it('has a label and a word of help at each field, and shows no secret', async () => {
		await openNode(page, hello);
		await part(page, 'credential-edit-button').click();
		const fields = part(page, 'credential-connection-parameter');
		await fields.first().waitFor();
		const { properties } = new WawpApi();
		for (const { displayName, name } of properties) {
			const field = fields.filter({ has: part(page, `parameter-input-${name}`) });
			expect(await field.locator('label').first().innerText()).toContain(displayName);
			const help = field.locator('[class*="_infoIcon_"], [class*="_hint_"]');
			expect([name, await help.count()]).not.toEqual([name, 0]);
		}
		const shown = await page.content();
		expect(shown).not.toContain(scene.secrets.accessToken);
		expect(shown).not.toContain(scene.secrets.webhookSecret);
		await picture(page, 'credential');
		await page.keyboard.press('Escape');
		await fields.first().waitFor({ state: 'detached' });
	});
});

describe('the trigger', () => {
	it('says where its URL belongs, and shows the event that a test brings', async () => {
		await openNode(page, trigger);
		await page.getByTitle('Click to display webhook URLs').click();
		const url = webhookUrl(scene.running.url, trigger, 'webhook-test');
		await page.getByText(url).waitFor();
		const notice = page.locator('.n8n-notice, [class*="_notice_"]').filter({ hasText: 'Production URL' });
		await notice.first().waitFor();
		await picture(page, 'trigger');

		const { webhookSecret: secret } = scene.secrets;
		await setWebhook(scene.sandbox, SHOP, { url, secret, events: ['message'] });
		await part(page, 'ndv-input-panel')
			.or(page.locator('[data-test-id="ndv"]'))
			.first()
			.getByText('Test this trigger')
			.click();
		await page.getByText('Listening for').first().waitFor();
		await scene.sandbox.write(SHOP, { chatId: '201001234567@c.us', text: 'Are you open?' });
		await part(page, 'output-panel').getByText('Are you open?').first().waitFor();
	});
});

describe('the tool', () => {
	it('lets the model of an AI agent fill in a field', async () => {
		await page.goto(`${scene.running.url}/workflow/${agents.id}/${tool.id.slice(0, 6)}`);
		await page.locator('label[for="descriptionType"]').waitFor();
		await page.locator('label[for="text"]').hover();
		await part(page, 'from-ai-override-button').first().click();
		await part(page, 'fromAI-override-field').getByText('by the model').waitFor();
		expect(await part(page, 'node-parameters').innerText()).not.toContain('undefined');
		await picture(page, 'tool');
	});
});
