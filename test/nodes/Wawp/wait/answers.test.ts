import { answerIn, answerOfForm } from '../../../../nodes/Wawp/wait/answers';
import {
	ASKED_AT,
	event,
	GROUP,
	message,
	MONA,
	MONA_LID,
	QUESTION_ID,
	reaction,
	vote,
	waitFor,
} from './wait';

const AMIR = '447700900101@c.us';
const SECONDS = Math.floor(ASKED_AT / 1000);

describe('a question to approve', () => {
	const wait = waitFor();

	test.each([
		['yes', true],
		['  Yes!! ', true],
		['OK.', true],
		['sí', true],
		['نعم', true],
		['हाँ', true],
		['Approve', true],
		['👍🏿', true],
		['\u200fنعم\u200f', true],
		['نَعَم', true],
		['نعـــم', true],
		['\u2066yes\u2069', true],
		['y\u200bes', true],
		['✅\ufe0f', true],
		['ＹＥＳ', true],
		['EVET', true],
		['HAYIR', false],
		['HAYİR', false],
		['No', false],
		['decline', false],
		['لا', false],
		['❌', false],
	])('%p is an answer', (said, approved) => {
		expect(answerIn(wait, message(said))).toEqual({ reason: 'reply', answer: said, approved });
	});

	test.each(['yes, but tomorrow', 'no problem', 'maybe', '?', `yes${'!'.repeat(100_000)}`])(
		'%.20p is none',
		(said) => expect(answerIn(wait, message(said))).toBeUndefined(),
	);

	test.each([
		['👍', true],
		['👎🏽', false],
	])('the reaction %s is an answer', (emoji, approved) => {
		expect(answerIn(wait, reaction(emoji))).toEqual({ reason: 'reaction', answer: emoji, approved });
	});

	test('the question is known by the short form of its ID too', () => {
		expect(answerIn(wait, reaction('👍', '3EB0QUESTION'))).toMatchObject({ approved: true });
	});

	test('a vote is an answer', () => {
		const answer = { reason: 'vote', answer: 'Decline', approved: false };
		expect(answerIn(wait, vote(['Decline']))).toEqual(answer);
	});

	test('a label of marks alone can be voted for, and digits are digits', () => {
		const own = waitFor({ approvalOptions: { approve: '!', decline: '2' } });
		expect(answerIn(own, vote(['!']))).toMatchObject({ approved: true });
		expect(answerIn(own, message('٢'))).toMatchObject({ approved: false });
	});

	test('own labels and words count, and replace the words until then', () => {
		const own = waitFor({
			approvalOptions: { approve: 'Ship it', decline: 'Hold' },
			approveWords: ['hop', 'go ahead'],
		});
		expect(answerIn(own, message('Go, ahead!'))).toMatchObject({ approved: true });
		expect(answerIn(own, message('ship it'))).toMatchObject({ approved: true });
		expect(answerIn(own, vote(['Hold']))).toMatchObject({ approved: false });
		expect(answerIn(own, message('yes'))).toBeUndefined();
	});
});

test.each([
	['of another chat', message('yes', { from: AMIR })],
	['of the same person in a group', message('yes', { from: GROUP, participant: MONA })],
	['of our own', message('yes', { fromMe: true })],
	['written before the question', message('yes', { timestamp: SECONDS - 1 })],
	['that quotes another message', message('yes', { replyTo: { id: `true_${MONA}_0THER` } })],
	['in a status', message('yes', { from: 'status@broadcast', participant: MONA })],
	['that is edited', event('message.edited', { id: 'E', from: MONA, body: 'yes', fromMe: false })],
	['as a reaction to another message', reaction('👍', `true_${MONA}_0THER`)],
	['as a reaction that is taken back', reaction('')],
	['as a vote in another poll', vote(['Approve'], `true_${MONA}_0THER`)],
	['as a vote that is taken back', vote([])],
	['as a vote for both', vote(['Approve', 'Decline'])],
	['as a vote for what is no answer', vote([{ name: 'Approve' }])],
])('a yes %s is no answer', (_, given) => {
	expect(answerIn(waitFor(), given)).toBeUndefined();
});

test.each([
	['in the second of the question', message('yes', { timestamp: SECONDS })],
	['by the LID of the chat', message('yes', { from: MONA_LID })],
	[
		'that quotes the question, in whatever chat',
		message('yes', { from: AMIR, replyTo: { id: QUESTION_ID } }),
	],
])('a yes %s is an answer', (_, given) => {
	expect(answerIn(waitFor(), given)).toMatchObject({ approved: true });
});

describe('in a group', () => {
	const inGroup = { chats: [GROUP] };
	const from = (participant: string) => message('yes', { from: GROUP, participant });

	test('everybody may answer', () => {
		expect(answerIn(waitFor({ chatId: GROUP }, inGroup), from(AMIR))).toMatchObject({ approved: true });
	});

	test('only approvers may, where there are some', () => {
		const wait = waitFor({ chatId: GROUP, approvers: [MONA] }, inGroup);
		expect(answerIn(wait, from(AMIR))).toBeUndefined();
		expect(answerIn(wait, from(MONA))).toMatchObject({ approved: true });
		expect(answerIn(wait, { ...reaction('👍'), from: { phone: '447700900101' } })).toBeUndefined();
	});
});

test.each([
	['by phone number, who writes by LID', MONA, message('yes', { from: MONA_LID }), true],
	['by LID, who writes by phone number', MONA_LID, message('yes'), true],
	['by LID, who reacts by phone number', MONA_LID, reaction('👍'), true],
	['that is somebody else', AMIR, message('yes', { from: MONA_LID }), undefined],
])('an approver in a private chat is known %s', (_, approver, given, approved) => {
	const wait = { ...waitFor(), approvers: [approver] };
	expect(answerIn(wait, given)?.approved).toBe(approved);
});

test('free text is any message, reaction or file', () => {
	const wait = waitFor({ responseType: 'freeText' });
	expect(answerIn(wait, message('after six'))).toEqual({ reason: 'reply', answer: 'after six' });
	expect(answerIn(wait, reaction('🎂'))).toEqual({ reason: 'reaction', answer: '🎂' });
	const media = { url: 'https://files.example.com/1.jpg', mimetype: 'image/jpeg' };
	expect(answerIn(wait, message(undefined, { hasMedia: true, media }))).toEqual({
		reason: 'reply',
		answer: '',
	});
	expect(answerIn(wait, message(undefined))).toBeUndefined();
	expect(answerIn(wait, reaction(''))).toBeUndefined();
});

describe('the form of the page', () => {
	test.each([
		[{ approved: 'true' }, { reason: 'link', answer: 'Approve', approved: true }],
		[{ approved: 'false' }, { reason: 'link', answer: 'Decline', approved: false }],
		[{ approved: '1' }, undefined],
		[{ approved: ['true'] }, undefined],
		[{ answer: 'yes' }, undefined],
		[{}, undefined],
	])('%p', (form, answer) => expect(answerOfForm(waitFor({ answerBy: 'link' }), form)).toEqual(answer));

	test('a question that can only be approved has no other button', () => {
		const wait = waitFor({ answerBy: 'link', approvalOptions: { approve: 'Approve' } });
		expect(answerOfForm(wait, { approved: 'false' })).toBeUndefined();
		expect(answerOfForm(wait, { approved: 'true' })).toMatchObject({ approved: true });
	});

	test('free text must say something', () => {
		const wait = waitFor({ responseType: 'freeText' });
		expect(answerOfForm(wait, { answer: ' later ' })).toEqual({ reason: 'link', answer: 'later' });
		expect(answerOfForm(wait, { answer: '  ' })).toBeUndefined();
		expect(answerOfForm(wait, { answer: { a: 1 } })).toBeUndefined();
	});
});
