import { byLink, questionOf, textOf } from '../../../../nodes/Wawp/wait/question';
import { LIMIT } from '../../../../nodes/Wawp/fields/limit';
import { GROUP, MONA, values } from './wait';

const AMIR = '447700900101@c.us';
const LINK = 'https://n8n.example.com/webhook-waiting/1/n?signature=1';

test.each([
	['a poll without answers', { answerBy: 'vote', responseType: 'freeText' }, 'Answer By'],
	['a poll with a long question', { answerBy: 'vote', message: 'x'.repeat(256) }, 'Message'],
	['a link in a group with approvers', { answerBy: 'link', chatId: GROUP, approvers: [MONA] }, 'Approvers'],
	['a link to somebody else than the approvers', { answerBy: 'link', approvers: [AMIR] }, 'Approvers'],
	['a link beside a reply there', { addLink: true, chatId: GROUP, approvers: [MONA] }, 'Approvers'],
	['a word for both', { approveWords: ['da', 'si'], disapproveWords: ['da'] }, 'Words for Yes'],
	['a label for both', { approvalOptions: { approve: 'Hm', decline: 'hm!' } }, 'Words for Yes'],
	['a private chat with none of the approvers', { approvers: [AMIR] }, 'Approvers'],
])('%s is refused', (_, given, field) => {
	expect(() => questionOf(values(given))).toThrow(`"${field}"`);
});

test.each([
	['a link to an approver', { answerBy: 'link', approvers: [AMIR, MONA] }],
	['a reply in a group with approvers', { chatId: GROUP, approvers: [MONA] }],
	['a poll of 255 characters', { answerBy: 'vote', message: 'x'.repeat(255) }],
])('%s is asked', (_, given) => {
	expect(questionOf(values(given))).toMatchObject({ message: values(given).message });
});

test('a label counts before the words', () => {
	const approvalOptions = { approve: 'No, all is well', decline: 'Yes' };
	const [yes, no] = questionOf(values({ approvalOptions })).choices;
	expect(yes?.words).toContain('no all is well');
	expect(yes?.words).not.toContain('yes');
	expect(no?.words).toContain('yes');
});

test('where no more may wait for replies, a link is sent, unless approvers forbid it', () => {
	const question = questionOf(values({ chatId: GROUP }));
	expect(byLink(question, GROUP)).toEqual({ ...question, by: 'link' });
	const restricted = questionOf(values({ chatId: GROUP, approvers: [MONA] }));
	expect(() => byLink(restricted, GROUP)).toThrow('opened by anybody');
});

test.each([
	['a link', { answerBy: 'link' }, LINK, `May we deliver today?\n\n${LINK}`],
	['a reply', {}, undefined, 'May we deliver today?\n\n👍 Approve · 👎 Decline'],
	['both', {}, LINK, `May we deliver today?\n\n👍 Approve · 👎 Decline\n\n${LINK}`],
	['free text', { responseType: 'freeText' }, undefined, 'May we deliver today?'],
])('the text of a question to be answered by %s', (_, given, link, text) => {
	expect(textOf(questionOf(values(given)), link)).toBe(text);
});

test('a text that gets too long by what is added is refused', () => {
	const question = questionOf(values({ answerBy: 'link', message: 'x'.repeat(4090) }));
	expect(textOf(question, undefined)).toHaveLength(4090);
	expect(() => textOf(question, LINK)).toThrow('4096');
});

describe('Limit Wait Time', () => {
	const read = (given: object) => LIMIT.schema.safeParse({ values: given });

	test.each([
		[{ limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' }, { ms: 2_700_000 }],
		[{ resumeAmount: '1.5' }, { ms: 5_400_000 }],
		[{ resumeAmount: 2, resumeUnit: 'days' }, { ms: 172_800_000 }],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-12-24T18:00:00' }, { at: '2026-12-24T18:00:00' }],
	])('%p', (given, limit) => expect(read(given)).toMatchObject({ success: true, data: limit }));

	test.each([
		{ resumeAmount: -1 },
		{ resumeAmount: null },
		{ resumeAmount: '' },
		{ resumeUnit: 'years' },
		{ resumeAmount: 1e9 },
		{ limitType: 'atSpecifiedTime' },
	])('%p is none', (given) => expect(read(given).success).toBe(false));
});
