import * as lenient from '../../../nodes/shared/lenient';

const { anyFields, anything, count, entries, filledText, flag, numberOrText, shape, text } = lenient;

const ODD = [undefined, null, '', 'a', 0, 1.5, NaN, Infinity, true, false, [], ['a'], {}, { a: 1 }];

/** Of the odd values, those that a reader takes. */
const taken = (read: lenient.Lenient<unknown>) => ODD.filter((value) => read(value) !== undefined);

it.each([
	['text', text, ['', 'a']],
	['filledText', filledText, ['a']],
	['flag', flag, [true, false]],
	['count', count, [0, 1.5]],
	['numberOrText', numberOrText, ['', 'a', 0, 1.5]],
	['entries', entries, [[], ['a']]],
	['anyFields', anyFields, [{}, { a: 1 }]],
	['anything', anything, ODD.slice(1)],
	['shape', shape({ a: text }), [{}, { a: 1 }]],
] as const)('%s takes what fits as it is, and nothing else', (_, read, fitting) => {
	expect(taken(read)).toEqual(fitting);
});

it('reads an object field by field: one that is odd costs no other, and what is not known is left out', () => {
	const read = shape({ name: text, age: count, inner: shape({ on: flag }) });
	const given = { name: 'Ann', age: 'old', inner: { on: true, off: false }, more: 1 };
	expect(read(given)).toStrictEqual({ name: 'Ann', inner: { on: true } });
});

it('reads an object of too many fields nowhere but by the names that it knows', () => {
	const large = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`field${index}`, index]));
	expect(anyFields(large)).toBeUndefined();
	expect(shape({ field7: count })(large)).toStrictEqual({ field7: 7 });
});
