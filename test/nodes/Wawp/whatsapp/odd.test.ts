import fc from 'fast-check';

import { messageFields } from '../../../../nodes/Wawp/whatsapp/message';
import { messageOf } from '../../../../nodes/Wawp/whatsapp/shapes';

const ID = 'false_201001234567@c.us_3EB0C767D26A1D8B1D2F';
const HALLO = { id: ID, from: '201001234567@c.us', fromMe: false, body: 'Hallo' };
const ODD = [null, '', 5, true, [], ['a'], {}, 'x'.repeat(600), { _serialized: 7 }];
const NAMES = [
	'timestamp',
	'to',
	'participant',
	'media',
	'location',
	'vCards',
	'replyTo',
	'ack',
	'_data',
	'type',
];

it.each(NAMES)('an odd %s costs no other field', (name) => {
	for (const odd of ODD) {
		const { type, ...fields } = messageFields(messageOf({ ...HALLO, [name]: odd }));
		expect(fields).toMatchObject({ messageId: ID, chatId: '201001234567@c.us', fromMe: false });
		// An object may be a location, and a list one of contacts: their text is a preview picture or a vCard.
		expect(fields.text).toBe(type === 'location' || type === 'contact' ? undefined : 'Hallo');
	}
});

it('an odd field of the engine hides none that is beside it', () => {
	const image = { ...HALLO, type: 'image' };
	expect(messageFields(messageOf({ ...image, _data: { type: null } }))).toMatchObject({ type: 'image' });
	expect(messageFields(messageOf({ ...image, _data: { type: 'video' } }))).toMatchObject({ type: 'video' });
});

it.each([
	['as text', ID, ID],
	['as an object', { _serialized: ID }, ID],
	['in parts', { fromMe: false, remote: '201001234567@c.us', id: '3EB0C767D26A1D8B1D2F' }, ID],
	['too long', 'x'.repeat(501), undefined],
	['too long as an object', { _serialized: 'x'.repeat(501) }, undefined],
	['without a part', { fromMe: false, id: '3EB0C767D26A1D8B1D2F' }, undefined],
	['of another type', 7, undefined],
])('an ID %s', (_, id, expected) => {
	expect(messageOf({ id }).id).toBe(expected);
});

it('any JSON is a message of which something or nothing is read, without an error', () => {
	const value = fc.letrec((tie) => ({
		json: fc.oneof(
			{ maxDepth: 3 },
			fc.jsonValue(),
			fc.dictionary(fc.constantFrom(...NAMES, 'id'), tie('json')),
		),
	})).json;
	fc.assert(
		fc.property(value, (body) => {
			expect(JSON.parse(JSON.stringify(messageFields(messageOf(body))))).toHaveProperty('type');
		}),
	);
});
