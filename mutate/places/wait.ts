import type { Wall } from '../place';

const ANSWERS = 'test/nodes/Wawp/wait/answers.test.ts';
const ASKING = 'test/nodes/Wawp/wait/asking.test.ts';
const ANSWERS_FILE = 'nodes/Wawp/wait/answers.ts';

/** A question that waits goes on with its own answer only. */
export const wait: Wall = {
	title: 'Questions that wait',
	places: [
		{
			name: 'own answers',
			breaks: 'an own message answers the question',
			file: ANSWERS_FILE,
			from: 'event.fromMe === true || ',
			to: '',
			test: ANSWERS,
			title: 'a yes of our own is no answer',
		},
		{
			name: 'messages from before',
			breaks: 'a message that was written before the question answers it',
			file: ANSWERS_FILE,
			from: 'isInChat(wait, event) && isNew(wait, event)',
			to: 'isInChat(wait, event)',
			test: ANSWERS,
			title: 'written before the question',
		},
		{
			name: 'approvers',
			breaks: 'anybody answers a question that only some may',
			file: ANSWERS_FILE,
			from: ' || !mayAnswer(wait, event)',
			to: '',
			test: ANSWERS,
			title: 'only approvers may',
		},
		{
			name: 'a link beside a reply',
			breaks: 'a link is sent into a chat in which not only approvers are',
			file: 'nodes/Wawp/wait/question.ts',
			from: ' || values.addLink === true',
			to: '',
			test: 'test/nodes/Wawp/wait/question.test.ts',
			title: 'a link beside a reply there',
		},
		{
			name: 'the page of a GET',
			breaks: 'a preview that opens the link decides',
			file: 'nodes/Wawp/wait/receive.ts',
			from: "method === 'POST' ? answerOfForm",
			to: "method !== 'HEAD' ? answerOfForm",
			test: ASKING,
			title: 'by GET only shows it',
		},
		{
			name: 'words in the page',
			breaks: 'what others write becomes a part of the page',
			file: 'nodes/Wawp/wait/page.ts',
			from: '${escaped(wait.message)}',
			to: '${wait.message}',
			test: 'test/nodes/Wawp/wait/page.test.ts',
			title: 'nothing that others write',
		},
		{
			name: 'the webhook of an answer',
			breaks: 'the webhook of a question stays at Wawp after its answer',
			file: 'nodes/Wawp/wait/receive.ts',
			from: 'if (wait.webhook) await stopListening(context, wait.webhook);',
			to: '',
			test: ASKING,
			title: 'goes on, and takes the webhook out',
		},
		{
			name: 'the input of a time-out',
			breaks: 'a time-out passes on what came in',
			file: 'nodes/Wawp/wait/ask.ts',
			from: "context.getInputData().splice(0, Infinity, { json: { reason: 'timeout', approved: false } });",
			to: '',
			test: ASKING,
			title: 'replaces what it got',
		},
	],
};
