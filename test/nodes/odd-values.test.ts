import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field, Values } from '../../nodes/shared/field';
import type { Operation, Service } from '../../nodes/shared/operation';
import { fieldsOf } from '../../nodes/shared/options';
import { Problem } from '../../nodes/shared/problem';
import { accountOf, buildRequest } from '../../nodes/shared/request';
import { SERVICES } from '../../scripts/services';
import type { ServiceName } from '../../sandbox';
import { accepted, assertAllowed, casesOf, contractOf, OWN_INSTANCE } from './leaving';

/** What expressions and newcomers put into fields. */
const ODD: Array<[string, unknown]> = [
	['null', null],
	['undefined', undefined],
	['an empty text', ''],
	['a blank', ' '],
	['an empty list', []],
	['an empty object', {}],
	['true', true],
	['false', false],
	['no number', NaN],
	['an endless number', 1e400],
	['zero', 0],
	['less than nothing', -1],
	['the text "undefined"', 'undefined'],
	['[object Object]', '[object Object]'],
	['a very long text', 'x'.repeat(100_000)],
	['a very long number', '4'.repeat(5000)],
	['emoji', '👩‍👩‍👧'],
	['half an emoji', '\ud83d'],
	['Arabic digits', '٤٤٧٤٤١٤٢٩٠٠٩'],
	['a dot', '.'],
	['two dots', '..'],
	['a climb', '../../session/delete'],
	['an encoded climb', '%2e%2e%2f'],
	['a query', 'a?instance_id=X&b'],
	['a fragment', 'a#b'],
	['lines', 'a\r\nX-Header: b'],
	['a list of odd ones', [null, '', {}, true]],
	['an object that only holds a number', { a: 447441429009 }],
	['a prototype', '__proto__'],
	['deep JSON', JSON.parse('['.repeat(500) + ']'.repeat(500))],
];

/** Something that every kind of field takes. */
const FITTING: unknown[] = [
	'+44 7441 429009',
	'120363012345678901@g.us',
	'120363012345678901@newsletter',
	'7',
	'true_447441429009@c.us_3EB0C767',
	'https://chat.whatsapp.com/AbCdEfGhIjK',
	'https://example.com/a.jpg',
	'2026-12-24T18:00:00Z',
	'#aabbcc',
	'["a", "b"]',
	'[{"fullName": "A", "phoneNumber": "+44 7441 429009"}]',
	'[{"title": "A", "rows": [{"title": "B"}]}]',
	true,
	12,
];

function fitting({ property, schema }: Field): unknown {
	const own = (property.options ?? []).map((option) => (option as INodePropertyOptions).value as unknown);
	return [property.default, ...own, ...FITTING].find((value) => schema.safeParse(value).success);
}

const FILE = { url: 'https://example.com/a.jpg', filename: 'a.jpg', mimetype: 'image/jpeg' };

/** What left, of each service. */
const sent: Record<string, number> = {};

/** An operation with its service. */
interface Case {
	name: ServiceName;
	service: Service;
	title: string;
	operation: Operation;
}

const CASES = SERVICES.flatMap(({ name, service }) =>
	casesOf(service).map(([place, operation]): Case => ({
		name: name as ServiceName,
		service,
		title: `${name}/${place}`,
		operation,
	})),
);

/** All odd values that a field takes although the rest is right: what then leaves, each held to the contract. */
async function tryAll(tried: Case): Promise<void> {
	const contract = await contractOf(tried.name, tried.operation);
	const { shown, simplify, options } = fieldsOf(tried.operation, tried.service);
	const fields = [...shown, ...simplify, ...options].filter(({ in: place }) => place !== 'file');
	const right = Object.fromEntries(shown.map((field) => [field.property.name, fitting(field)]));
	for (const field of fields) {
		for (const [, value] of ODD) {
			const raw: Values = { ...right, [field.property.name]: value };
			const values = accepted(fields, raw);
			if (values !== undefined) held(contract, tried, { fields, field, raw, values });
		}
	}
}

function held(
	contract: Parameters<typeof assertAllowed>[1],
	{ name: serviceName, service, operation }: Case,
	{ fields, field, raw, values }: { fields: Field[]; field: Field; raw: Values; values: Values },
): void {
	const { name } = field.property;
	const pages = operation.list?.pages ?? 'whole';
	const page = pages === 'whole' ? {} : { limit: 50, ...(pages === 'offset' && { offset: 0 }) };
	try {
		const account = accountOf(operation, service, values);
		const file = operation.media && FILE;
		const request = buildRequest(operation, fields, values, { account, file, page });
		const { path, query } = assertAllowed(serviceName, contract, operation, request);
		sent[serviceName] = (sent[serviceName] ?? 0) + 1;
		if (serviceName === 'wawp') heldToInstance(operation, name, query);
		// The device is the number that publishes.
		if (serviceName === 'wassenger') expect(path).toEqual({ deviceId: String(raw.deviceId).trim() });
		if (serviceName !== 'wawp') expect(query).toEqual({});
		if (name === 'audience') expect(query.contacts ?? values.audience).toBeTruthy();
	} catch (error) {
		if (!(error instanceof Problem)) throw new Error(`${name}: ${String(error)}`);
	}
}

/** Only the option chooses another number than that of the credential. */
function heldToInstance({ accountless }: Operation, field: string, query: Values): void {
	if (field === 'instanceId') expect(query.instance_id).not.toBe(OWN_INSTANCE);
	else if (!accountless) expect(query.instance_id).toBe(OWN_INSTANCE);
}

test.each(CASES)(
	'no odd value in any field of $title leaves for another route, number or audience',
	async (tried) => {
		await tryAll(tried);
	},
);

test('many odd texts are simply texts, and leave', () => {
	expect(ODD.length).toBeGreaterThanOrEqual(30);
	expect(sent.wawp).toBeGreaterThan(1000);
	expect(sent.wassenger).toBeGreaterThan(60);
	expect(sent.wuts).toBeGreaterThan(60);
});
