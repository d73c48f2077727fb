import type { Model } from './agent';
import { openModel } from './agent';
import { ended, filledIn, person, publish, sent, withOther } from './examples';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const TEAM = '447700900101@c.us';
const OWN = '447441429009@c.us';
const [ANNA, BEN, CARA] = ['447700902011@c.us', '447700902012@c.us', '447700902013@c.us'] as const;
const MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
const ANSWER = 'We open at nine.';

let scene: Scene;
let model: Model;
let runs = 0;

beforeAll(async () => {
	scene = await openScene('Example of an agent');
	model = await openModel(scene, 'Example of an agent');
	await publish(scene, workflow('answers-customers'));
});

/** The example, with a scripted conversation for a model. */
function workflow(conversation: string) {
	const filled = filledIn('ai-agent.json', {
		'Wait for the end of the burst': { waitSeconds: 1 },
		'Chat model': { model: { __rl: true, mode: 'id', value: conversation } },
		'Ask the Team': { chatId: person(TEAM) },
	});
	return withOther(filled, MODEL, 'openAiApi', model.credential);
}

/** Somebody writes messages at once; what was sent then, and what the model was asked. */
async function hears(chatId: string, ...texts: string[]) {
	const before = model.requests.length;
	const answers = await sent(scene, async () => {
		for (const text of texts) await scene.sandbox.write(SHOP, { chatId, text });
		runs += texts.length;
		await ended(scene, workflow(''), runs);
	});
	const asked = model.requests
		.slice(before)
		.map(({ messages }) => messages.map(({ content }) => String(content)));
	return { answers, asked };
}

it('answers a burst once, with all of it', async () => {
	const { answers, asked } = await hears(ANNA, 'Hello', 'this is Anna', 'When do you open?');
	expect(answers).toEqual([[ANNA, ANSWER]]);
	expect(asked).toHaveLength(1);
	expect(asked[0]?.at(-1)).toBe('Hello\nthis is Anna\nWhen do you open?');
});

it('remembers each chat for itself', async () => {
	const { asked } = await hears(ANNA, 'And on Sunday?');
	expect(asked[0]?.slice(-3)).toEqual(['Hello\nthis is Anna\nWhen do you open?', ANSWER, 'And on Sunday?']);
	const other = await hears(BEN, 'Are you there?');
	expect(other.answers).toEqual([[BEN, ANSWER]]);
	expect(other.asked[0]?.join('\n')).not.toContain('Anna');
});

it('is silent in a chat where a person answered', async () => {
	await scene.sandbox.write(SHOP, { chatId: ANNA, text: 'Anna, this is the baker.', by: OWN });
	expect(await hears(ANNA, 'Oh, hello')).toEqual({ answers: [], asked: [] });
	expect((await hears(BEN, 'Still there?')).answers).toEqual([[BEN, ANSWER]]);
});

it('asks the team what it does not know', async () => {
	await publish(scene, workflow('asks-the-team'));
	const { answers } = await hears(CARA, 'Is your bread made without milk?');
	expect(answers).toEqual([
		[TEAM, expect.stringMatching(/^From .*447700902013: Is the bread baked without milk\?$/)],
		[CARA, 'A colleague will answer.'],
	]);
});
