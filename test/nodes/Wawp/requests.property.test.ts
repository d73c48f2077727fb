import fc from 'fast-check';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import type { ApiFile } from '../../../nodes/shared/media';
import type { Field, Values } from '../../../nodes/shared/field';
import type { Operation } from '../../../nodes/shared/operation';
import { fieldsOf } from '../../../nodes/shared/options';
import { chatId, personId } from '../../../nodes/shared/recipient';
import { accountOf, buildRequest } from '../../../nodes/shared/request';
import { wawp } from '../../../nodes/Wawp/service';
import { accepted, assertAllowed, casesOf, contractOf } from '../leaving';

const anything = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.integer(),
	fc.boolean(),
	fc.constant(null),
	fc.object(),
);
const LIKELY: unknown[] = [
	'+44 7441 429009',
	'https://wa.me/447441429009',
	'120363012345678901@g.us',
	'120363012345678901@newsletter',
	'99@lid',
	'7',
	'true_447441429009@c.us_3EB0C767',
	'https://chat.whatsapp.com/AbCdEfGhIjK',
	'https://example.com/a.jpg',
	'2026-12-24T18:00:00Z',
	'#aabbcc',
	'Grüße & +1 👍\n',
	'["a", "b"]',
	'[{"fullName": "A", "phoneNumber": "+44 7441 429009"}]',
	'[{"title": "A", "rows": [{"title": "B"}]}]',
	12,
	true,
	false,
	[{ id: '447441429009@c.us' }, '99@lid'],
	['7', 8],
	'447441429009@c.us',
	'US, GB',
	51.5,
];

/** What a user, or an expression, may put into a field: mostly something it accepts, now and then anything. */
function entry({ property, schema }: Field): fc.Arbitrary<unknown> {
	const own = (property.options ?? []).map((option) => (option as INodePropertyOptions).value as unknown);
	const fitting = [...own, ...LIKELY].filter((value) => schema.safeParse(value).success);
	const good = fitting.length > 0 ? fc.oneof(fc.constantFrom(...fitting), likelyText(schema)) : anything;
	const rows = property.type === 'fixedCollection' ? rowsOf(property) : good;
	return fc.oneof({ weight: 40, arbitrary: rows }, { weight: 1, arbitrary: anything });
}

/** Any text, where the field takes any text. */
function likelyText(schema: Field['schema']): fc.Arbitrary<unknown> {
	return schema.safeParse('any text?').success
		? fc.string({ unit: 'binary', minLength: 1 })
		: fc.constantFrom(...LIKELY);
}

function rowsOf({ options = [] }: INodeProperties): fc.Arbitrary<unknown> {
	const [kind] = options as INodePropertyCollection[];
	const row = fc.record(
		Object.fromEntries(
			(kind?.values ?? []).map(({ name }) => [
				name,
				fc.constantFrom('+44 7441 429009', 'Coffee', 'Ü, ; "x"\n'),
			]),
		),
	);
	const rows = fc.array(row, { minLength: 1, maxLength: 4 });
	return rows.map((list) => ({ [kind?.name ?? '']: list }));
}

/** Entries for the fields that are shown, and some of the options. */
function entries(fields: Field[], operation: Operation): fc.Arbitrary<Values> {
	const required = fields
		.filter((field) => operation.fields.includes(field))
		.map(({ property }) => property.name);
	return fc
		.record(Object.fromEntries(fields.map((field) => [field.property.name, entry(field)])), {
			requiredKeys: required,
		})
		.map((values) => {
			const shown = fields.filter(({ property }) =>
				Object.entries(property.displayOptions?.show ?? {}).every(([name, accepted]) =>
					(accepted as unknown[] | undefined)?.includes(values[name]),
				),
			);
			return Object.fromEntries(
				shown
					.map(({ property }) => [property.name, values[property.name]])
					.filter(([, value]) => value !== undefined),
			) as Values;
		});
}

const FILES: ApiFile[] = [
	{ url: 'https://example.com/a b.jpg?x=1&y=2', filename: 'a b.jpg', mimetype: 'image/jpeg' },
	{ data: 'aGk=', filename: 'ü.png', mimetype: 'image/png' },
];

let sent = 0;

test.each(casesOf(wawp))(
	'whatever is entered, %s leaves only as the contract wants it',
	async (_, operation) => {
		const contract = await contractOf('wawp', operation);
		const { shown, options } = fieldsOf(operation, wawp);
		// Controls are no part of a request.
		const fields = [...shown, ...options].filter(({ in: place }) => place !== 'file' && place !== 'control');
		fc.assert(
			fc.property(entries(fields, operation), fc.constantFrom(...FILES), (raw, file) => {
				const values = accepted(fields, raw);
				if (values === undefined) return;
				const page =
					operation.list === undefined
						? {}
						: { limit: 50, ...(operation.list.pages === 'offset' && { offset: 0 }) };
				const request = buildRequest(operation, fields, values, {
					account: accountOf(operation, wawp, values),
					file: operation.media && file,
					page: operation.list?.pages === 'whole' ? {} : page,
				});
				assertAllowed('wawp', contract, operation, request);
				sent++;
			}),
			{ numRuns: 60 },
		);
	},
);

test('many of these requests would leave: the property is not empty', () => {
	expect(sent).toBeGreaterThan(1000);
});

test('no text becomes a chat that was not meant', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 ().\-@a-z:/]{5,40}$/)),
			(text) => {
				const id = chatId(text);
				if (id === undefined) return;
				const digits = id.split('@')[0] ?? '';
				const written = text.replace(/[^0-9]/g, '');
				expect(written).toContain(digits.replace('-', ''));
				if (text.includes('@lid')) expect(id).toMatch(/@lid$/);
				if (id.endsWith('@c.us')) expect(personId(text) ?? id).toBe(id);
			},
		),
		{ numRuns: 500 },
	);
});
