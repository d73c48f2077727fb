import fc from 'fast-check';

import { chatId, idList, personId, phoneDigits } from '../../../nodes/shared/recipient';

const people = (list: unknown) => idList(list, personId);

test.each([
	['+44 7441 429009', '447441429009'],
	['0044 7441 429009', '447441429009'],
	['+44 (0)7441-429009', '447441429009'],
	['0044(0)7441 429009', '447441429009'],
	['447441429009', '447441429009'],
	['+20.100.123.4567', '201001234567'],
	['\u202a+44\u00a07441\u00a0429009\u202c', '447441429009'],
	['٠٠٢٠١٠٠١٢٣٤٥٦٧', '201001234567'],
	['+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹', '989123456789'],
])('reads the phone number %j', (text, digits) => {
	expect(phoneDigits(text)).toBe(digits);
});

test.each([
	'',
	'hello',
	'07441429009',
	'(0)7441429009',
	'+(0)7441429009',
	'44 7441 (0)429009',
	'12345',
	'1234567890123456',
	'+44 7441 42900x',
	'447441429009@g.us',
	// As spreadsheets and programs write whole numbers that they took for others.
	'447441429009.0',
	'447441429009.5',
])('takes %j for no phone number', (text) => {
	expect(phoneDigits(text)).toBeUndefined();
});

test.each([
	['447441429009@c.us', '447441429009@c.us'],
	['447441429009:13@s.whatsapp.net', '447441429009@c.us'],
	['123456@lid', '123456@lid'],
	['+44 7441 429009', '447441429009@c.us'],
	['123456-789@g.us', undefined],
	['123@newsletter', undefined],
	['status@broadcast', undefined],
])('the person behind %j is %j', (text, id) => {
	expect(personId(text)).toBe(id);
});

test('reads lists as workflows have them, each person once and in order', () => {
	const expected = { ids: ['447441429009@c.us', '201001234567@c.us', '99@lid'] };
	const list = ['+44 7441 429009', '0020 100 123 4567', '99@lid', '447441429009@c.us'];
	expect(people(list.join(', '))).toEqual(expected);
	expect(people(list.join('\n'))).toEqual(expected);
	expect(people(list)).toEqual(expected);
	expect(people(JSON.stringify(list))).toEqual(expected);
	expect(people(list.map((id) => ({ id })))).toEqual(expected);
	expect(people([447441429009, { phone: '201001234567' }, { chatId: '99@lid' }])).toEqual(expected);
	expect(people('')).toEqual({ ids: [] });
	expect(people(undefined)).toEqual({ ids: [] });
});

test.each([
	[{ id: 48291033, phone: '+44 7441 429009' }, ['447441429009@c.us']],
	[{ id: '99@lid', phone: '447441429009' }, ['99@lid']],
	[{ id: '', phone: '447441429009' }, ['447441429009@c.us']],
	[{ id: '447441429009' }, ['447441429009@c.us']],
	[{ lid: '99@lid' }, ['99@lid']],
	[{ lid: '100000000000042' }, []],
	[{ lid: 100000000000042 }, []],
])('an object names whom it can only mean: %j', (entry, ids) => {
	expect(people(entry).ids).toEqual(ids);
	expect(people([entry]).ids).toEqual(ids);
});

test.each([
	['https://wa.me/447441429009', '447441429009@c.us'],
	['wa.me/447441429009?text=Hi', '447441429009@c.us'],
	['https://wa.me/+447441429009/', '447441429009@c.us'],
	['https://api.whatsapp.com/send?phone=447441429009&text=Hi', '447441429009@c.us'],
	['https://wa.me/4474414%2029009', undefined],
	['https://wa.me/4474414-29009', undefined],
	['https://wa.me/447441429009abc', undefined],
])('the number in the link %j is %j: all of it, or none', (link, id) => {
	expect(chatId(link)).toBe(id);
});

test('names the entry that is wrong', () => {
	expect(people('+44 7441 429009, not a number')).toEqual({ ids: [], wrong: 'not a number' });
});

test('whatever is written, an ID is a phone number or the very lid that was written', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const id = personId(text);
			expect(
				id === undefined || /^[1-9]\d{6,14}@c\.us$/.test(id) || (/^\d+@lid$/.test(id) && text.includes(id)),
			).toBe(true);
		}),
	);
});
