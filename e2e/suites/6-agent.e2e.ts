import type { Fault } from '../../sandbox';
import { jsonOf } from '../n8n/executions';
import { AGENT, agentWorkflow, AGENTS, CHECK_NUMBER, openModel, postStatus, sendMessage } from './agent';
import type { Model, Tool } from './agent';
import { processed, textsOf } from './ledger';
import { openScene } from './world';
import type { Scene } from './world';

const VERSIONS = Object.values(AGENTS);

/** So many characters at most has the answer of a tool: a model pays for each, in every turn that follows. */
const SHORT = 600;

/** Whoever is written to never wrote. */
const NO_MESSAGES = { kind: 'status', status: 200, body: [], contentType: 'application/json' } as const;

let scene: Scene;
let model: Model;

beforeAll(async () => {
	scene = await openScene('Agent suite');
	model = await openModel(scene, 'Agent suite model');
});
afterEach(() => scene.sandbox.clearFaults());

/** Lets an agent hold a conversation; gives its last words, and the texts that were posted and sent. */
async function converse(
	conversation: string,
	version: number,
	{ tools = [postStatus()], items = 1 }: { tools?: Tool[]; items?: number } = {},
) {
	let output: unknown[] = [];
	const entries = await processed(scene, async () => {
		const execution = await scene.run(agentWorkflow(model, { conversation, version, tools, items }));
		expect([execution.status, execution.data.resultData['error']]).toEqual(['success', undefined]);
		output = jsonOf(execution, AGENT).map((json) => json['output']);
	});
	const of = (wanted: string) => textsOf(entries.filter(({ route }) => route === wanted));
	return { output, posted: of('POST /status/text'), sent: of('POST /send') };
}

describe.each(VERSIONS)('an AI Agent of version %s', (version) => {
	it('checks a number and posts a status', async () => {
		const tools = [CHECK_NUMBER, postStatus()];
		const { output, posted } = await converse('posts-a-status', version, { tools });
		expect(output).toEqual(['It is posted.']);
		expect(posted).toEqual(['Open until ten tonight']);
	});

	it('hears in few words what was done', async () => {
		await converse('posts-a-status', version, { tools: [CHECK_NUMBER, postStatus()] });
		const { messages } = model.requests.at(-1) ?? { messages: [] };
		const answers = messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
		expect(answers).toHaveLength(2);
		expect(answers.filter((answer) => answer.length > SHORT)).toEqual([]);
	});

	it('mends a recipient, by what the error says', async () => {
		const { output, sent } = await converse('mends-a-recipient', version, { tools: [sendMessage()] });
		expect(output).toEqual(['She knows.']);
		expect(sent).toEqual(['Home at six']);
	});

	it('writes to nobody who opted out, and hears that it did not', async () => {
		const tools = [sendMessage({ doNotSendTo: "={{ [{ phone: '+44 7700 900101' }] }}" })];
		const { output, sent } = await converse('leaves-alone', version, { tools });
		expect(output).toEqual(['One of them does not want to hear from us.']);
		expect(sent).toEqual(['Two for one']);
	});

	it('begins no more chats than a day may have', async () => {
		scene.sandbox.fail({ route: 'GET /chats/{chatId}/messages', ...NO_MESSAGES });
		const tools = [sendMessage({ newChatsPerDay: 1 })];
		const { sent } = await converse('begins-one-chat', version, { tools });
		expect(sent).toEqual(['Hello']);
	});

	it('posts as often as it calls, also the same text, also at once', async () => {
		const { output, posted } = await converse('posts-twice', version);
		expect(output).toEqual(['All three are posted.']);
		expect(posted).toEqual(['Two for one', 'Two for one', 'Two for one']);
	});

	it('posts as often as it calls for three items at once', async () => {
		const { posted } = await converse('posts-twice', version, { items: 3 });
		expect(posted).toEqual(Array.from({ length: 9 }, () => 'Two for one'));
	});

	it('mends a bad call when the tool continues with its error', async () => {
		const tools = [postStatus({ onError: 'continueRegularOutput' })];
		const { output, posted } = await converse('mends-a-bad-call', version, { tools });
		expect(output).toEqual(['The second call was right.']);
		expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('Correct the field');
		expect(posted).toEqual(['Now with words']);
	});

	const lost: Array<[string, Fault]> = [
		['is reset after the work', { route: 'POST /status/text', times: 1, kind: 'resetAfter' }],
		['shows nothing', { route: 'POST /status/text', times: 1, kind: 'noEvidence' }],
	];

	it.each(lost)('posts once when the answer %s and the tool is tried five times', async (_, fault) => {
		scene.sandbox.fail(fault);
		const tools = [postStatus({ retryOnFail: true, maxTries: 5, waitBetweenTries: 1 })];
		const { posted } = await converse('does-not-insist', version, { tools });
		expect(posted).toEqual(['Perhaps there']);
	});

	it('posts once when the answer is lost and the model insists', async () => {
		scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'resetAfter' });
		const tools = [postStatus({ onError: 'continueRegularOutput' })];
		const { posted } = await converse('insists', version, { tools });
		expect(posted).toEqual(['Perhaps there']);
		expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('maybe_sent');
	});
});

it('mends a bad call with the settings that a tool has at first', async () => {
	const { posted } = await converse('mends-a-bad-call', AGENTS.engine);
	expect(posted).toEqual(['Now with words']);
});
