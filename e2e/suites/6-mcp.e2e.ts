import { onShutdown } from '../n8n/shutdown';
import { activateWorkflow, deactivateWorkflow, withCredential } from '../n8n/workflows';
import { CHECK_NUMBER, postStatus, sendMessage } from './agent';
import { processed, textsOf } from './ledger';
import { McpClient, mcpWorkflow } from './mcp';
import { openScene } from './world';
import type { Scene } from './world';

const TOOLS = [postStatus(), CHECK_NUMBER, sendMessage()];

let scene: Scene;
let client: McpClient;

beforeAll(async () => {
	scene = await openScene('MCP suite');
	const { served, url } = mcpWorkflow(scene.n8n.url, TOOLS);
	await activateWorkflow(scene.n8n, withCredential(served, scene.credential));
	onShutdown(() => deactivateWorkflow(scene.n8n, served.id));
	client = await McpClient.connect(url);
});
afterEach(() => scene.sandbox.clearFaults());

it('offers the tools with what they do and what they need', async () => {
	const tools = await client.tools();
	const offered = tools.map(({ name, description, inputSchema: { required } }) => [
		name,
		description,
		required.sort(),
	]);
	expect(offered.sort()).toEqual([
		['Check_Number', 'Check if a number is on WhatsApp in Wawp', ['phone']],
		['Post_Status', 'Post a text status in Wawp', ['text']],
		['Send_Message', 'Send a text message in Wawp', ['recipient', 'text']],
	]);
});

it('checks a number and posts a status, once per call', async () => {
	const checked = await client.use('Check_Number', { phone: '+44 7441 429009' });
	expect(checked).toEqual({ text: expect.stringContaining('"exists":true') as string, isError: false });
	const entries = await processed(scene, async () => {
		const { text } = await client.use('Post_Status', { text: 'From a client of MCP' });
		expect(text).toContain('"statusId"');
		expect(text.length).toBeLessThan(600);
	});
	expect(textsOf(entries)).toEqual(['From a client of MCP']);
});

it('says what to change, and then does it', async () => {
	const bad = await client.use('Send_Message', { recipient: 'my mother', text: 'Hi' });
	expect(bad.text).toContain('expected a phone number with its country code');
	const entries = await processed(scene, async () => {
		const good = await client.use('Send_Message', { recipient: '+20 100 123 4567', text: 'Hi' });
		expect(good.text).toContain('"messageId"');
	});
	expect(entries).toHaveLength(1);
});

it('posts once when the answer is lost, and says that it may be out', async () => {
	scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'resetAfter' });
	const entries = await processed(scene, async () => {
		const lost = await client.use('Post_Status', { text: 'Perhaps there' });
		expect(lost.text).toContain('may have been');
	});
	expect(textsOf(entries)).toEqual(['Perhaps there']);
});

it('shows the token in no answer', async () => {
	scene.sandbox.fail({ route: '*', times: 1, kind: 'status', status: 401 });
	const answers = [
		await client.use('Check_Number', { phone: '+44 7441 429009' }),
		await client.use('Check_Number', { phone: '' }),
	];
	expect(JSON.stringify(answers)).not.toContain(scene.secrets.accessToken);
});
