import { request } from 'undici';

import { nextTurn, readConversation } from '../../e2e/model/conversation';
import { startChatModel } from '../../e2e/model/server';
import type { ChatModel } from '../../e2e/model/server';

let model: ChatModel;

beforeAll(async () => void (model = await startChatModel()));
afterAll(() => model.close());

const POST_STATUS = { function: { name: 'Post_Status', description: 'Posts', parameters: {} } };

async function ask(body: object): Promise<{ status: number; body: unknown }> {
	const answer = await request(`${model.url}/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ messages: [], tools: [POST_STATUS], ...body }),
	});
	return { status: answer.statusCode, body: await answer.body.json() };
}

const answers = (...contents: string[]) => contents.map((content) => ({ role: 'tool', content }));
const choice = (message: object) => ({
	body: { choices: [{ message: expect.objectContaining(message) as unknown }] },
});

describe('the scripted chat model', () => {
	it('calls tools, hears them and speaks', async () => {
		const calls = [{ type: 'function', function: { name: 'Post_Status', arguments: '{"text":""}' } }];
		const first = { model: 'mends-a-bad-call' };
		expect(await ask(first)).toMatchObject({ status: 200, ...choice({ content: null }) });
		expect(await ask(first)).toMatchObject({ body: { choices: [{ message: { tool_calls: calls } }] } });
		const heard = answers('expected some text', '"messageId":"true_status@broadcast_1"');
		const said = choice({ content: 'The second call was right.' });
		expect(await ask({ ...first, messages: heard })).toMatchObject({ status: 200, ...said });
	});

	const refused: Array<[string, object, RegExp]> = [
		['a conversation that nobody wrote', { model: 'unwritten' }, /no conversation/],
		['a file outside of its folder', { model: '../conversation' }, /no conversation/],
		['a tool that is not offered', { model: 'posts-a-status' }, /no tool Check_Number among Post_Status/],
		[
			'another answer of the tool',
			{ model: 'mends-a-bad-call', messages: answers('all is well') },
			/waits for "expected some text".*all is well/,
		],
		['a stream, which n8n does not ask for', { model: 'posts-twice', stream: true }, /stream/],
	];

	it.each(refused)('refuses %s', async (_, body, reason) => {
		const { status, body: said } = await ask(body);
		expect(status).toBe(400);
		expect(JSON.stringify(said).replace(/\\/g, '')).toMatch(reason);
	});

	it('hears only the answers to its last turn', () => {
		const turns = readConversation('mends-a-bad-call') ?? [];
		expect(nextTurn(turns, ['"messageId":"true_status@broadcast_1"', 'expected some text'])).toMatch(
			/waits for/,
		);
	});

	it('says when its script has ended', () => {
		expect(nextTurn([], ['one'])).toBe('The script ends before 1 answers of tools.');
	});
});
