import { jsonOf } from '../n8n/executions';
import { AGENT, AGENTS, agentWorkflow, fromModel, openModel } from './agent';
import type { Model } from './agent';
import { ask, linkIn, press, question, written } from './wait';
import type { Waiting } from './wait';
import { status } from './workflow';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;
let model: Model;
beforeAll(async () => {
	scene = await openScene('Wait agent suite');
	model = await openModel(scene, 'Wait suite model');
});

describe('as Human in the Loop tool of an agent', () => {
	/** Lets the agent begin; it waits for the human's answer then. */
	async function review(conversation: string, parameters: Record<string, unknown>): Promise<Waiting> {
		const tools = [{ name: 'Post Status', parameters: status('postText', { text: fromModel('text') }) }];
		const message = '=The agent wants to run {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}';
		const task = {
			conversation,
			version: AGENTS.engine,
			tools,
			review: question({ ...parameters, message }),
		};
		return await ask(scene, agentWorkflow(model, task));
	}

	async function said({ id }: Waiting): Promise<unknown[]> {
		const execution = await scene.executions.ended(id);
		expect([execution.status, execution.data.resultData['error']]).toEqual(['success', undefined]);
		return jsonOf(execution, AGENT).map(({ output }) => output);
	}

	it('runs the tool once it is approved by link', async () => {
		const start = scene.sandbox.statuses().length;
		const asked = await review('is-approved', {});
		expect(asked.text).toContain('run Post_Status with {"text":"Open until ten tonight"}');
		expect(scene.sandbox.statuses()).toHaveLength(start);
		await press(linkIn(asked), { approved: 'true' });
		expect(await said(asked)).toEqual(['It is posted.']);
		expect(scene.sandbox.statuses().slice(start)).toMatchObject([{ text: 'Open until ten tonight' }]);
	});

	it('runs the tool once it is approved by a reply', async () => {
		const start = scene.sandbox.statuses().length;
		const asked = await review('is-approved', { answerBy: 'reply' });
		await scene.sandbox.emit(SHOP, 'message', written('ok'));
		expect(await said(asked)).toEqual(['It is posted.']);
		expect(scene.sandbox.statuses()).toHaveLength(start + 1);
	});

	it('tells the model that it was declined', async () => {
		const start = scene.sandbox.statuses().length;
		const asked = await review('is-declined', { answerBy: 'reply' });
		await scene.sandbox.emit(SHOP, 'message', written('no'));
		expect(await said(asked)).toEqual(['I left it.']);
		expect(scene.sandbox.statuses()).toHaveLength(start);
	});
});
