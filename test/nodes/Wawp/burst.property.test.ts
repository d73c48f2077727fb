import fc from 'fast-check';

import { burstEndingWith } from '../../../nodes/Wawp/answers/burst';
import type { Past } from '../../../nodes/Wawp/answers/history';

const PAUSES = { quiet: 6000, most: 60_000 };

type Who = 'guest' | 'bot' | 'human';

function past(who: Who, at: number, index: number): Past {
	const fromMe = who !== 'guest';
	const source = who === 'bot' ? 'api' : 'app';
	return { body: {}, fields: { messageId: `${index}`, fromMe, source, chatType: 'private' }, at };
}

/** A chat of seconds, written by a guest, a bot and a human. */
const chats = (...writers: Who[]) =>
	fc
		.array(fc.tuple(fc.constantFrom(...writers), fc.integer({ min: 0, max: 20 })), { maxLength: 60 })
		.map((steps) => {
			let seconds = 0;
			return steps.map(([who, pause], index) => past(who, (seconds += pause) * 1000, index));
		});

const ofGuest = (chat: Past[]) => chat.filter(({ fields }) => fields.fromMe === false);
const burstsOf = (chat: Past[]) => ofGuest(chat).flatMap((one) => [burstEndingWith(chat, one, PAUSES) ?? []]);

test('every message is in the burst of exactly one execution, in its order, whatever the bot sends between', () => {
	fc.assert(
		fc.property(chats('guest', 'guest', 'guest', 'bot'), (chat) => {
			expect(burstsOf(chat).flat()).toEqual(ofGuest(chat));
		}),
		{ numRuns: 500 },
	);
});

test('where a person answered, nothing before that goes on, and everything behind it does once', () => {
	fc.assert(
		fc.property(chats('guest', 'guest', 'bot', 'human'), (chat) => {
			const last = chat
				.map(({ fields }) => fields.fromMe === true && fields.source === 'app')
				.lastIndexOf(true);
			expect(burstsOf(chat).flat()).toEqual(ofGuest(chat.slice(last + 1)));
		}),
		{ numRuns: 500 },
	);
});

test('what an execution finds does not change by what is written after a pause', () => {
	fc.assert(
		fc.property(chats('guest', 'guest', 'bot'), chats('guest', 'bot'), (chat, later) => {
			const end = chat.at(-1)?.at ?? 0;
			const behind = later.map((_, index) => past('bot', end + 20_000 + index, 100 + index));
			for (const one of ofGuest(chat)) {
				expect(burstEndingWith([...chat, ...behind], one, PAUSES)).toEqual(
					burstEndingWith(chat, one, PAUSES),
				);
			}
		}),
	);
});

test('who never stops is cut off after the longest wait', () => {
	const chat = Array.from({ length: 100 }, (_, index) => past('guest', index * 3000, index));
	const lengths = burstsOf(chat)
		.map(({ length }) => length)
		.filter((length) => length > 0);
	expect(lengths).toEqual([21, 21, 21, 21, 16]);
});
