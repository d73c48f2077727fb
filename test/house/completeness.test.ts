import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { SERVICES } from '../../scripts/services';

/** Routes that are no operation: other methods that some source has for one, what credentials and lists ask for. */
const LEFT_OUT: Record<string, string[]> = {
	wawp: ['GET /status', 'GET /session/logout', 'GET /chats', 'GET /chats/{chatId}/messages/{messageId}'],
	wassenger: ['GET /devices'],
	wuts: ['GET /qr'],
};

/** The calls that an operation of another API leaves to the trigger, which registers itself by them. */
const OF_THE_TRIGGER = ['POST /session/webhook', 'POST /webhook/set', 'PATCH /webhook/update'];

/** The routes of an API as the sandbox's contract states it, from the API's documents and not from the tables. */
function routesOf(name: string, contract = 'openapi.yaml'): string[] {
	const file = path.join(__dirname, '../../sandbox', name, contract);
	const { paths } = parse(readFileSync(file, 'utf8')) as { paths: Record<string, object> };
	return Object.entries(paths).flatMap(([route, item]) =>
		Object.keys(item)
			.filter((key) => /^(get|post|put|patch|delete)$/.test(key))
			.map((method) => `${method.toUpperCase()} ${route}`),
	);
}

describe.each(SERVICES)('$name', ({ name, service }) => {
	const routes = routesOf(name);
	const operations = service.resources.flatMap((resource) => resource.operations);
	const leftOut = LEFT_OUT[name] ?? [];

	test('every route of the contract has its operation, and every operation its route', () => {
		const asked = operations
			.filter(({ perform, api }) => perform === undefined && api === undefined)
			.map(({ route }) => route as string);
		const expected = routes.filter((route) => !leftOut.includes(route));
		expect([...new Set(asked)].sort()).toEqual(expected.sort());
	});

	test('what is left out is really in the contract', () => {
		expect(leftOut.filter((route) => !routes.includes(route))).toEqual([]);
	});

	test('every operation has a sentence for the node panel, and no two are the same', () => {
		const actions = operations.map(({ action }) => action);
		expect(new Set(actions).size).toBe(actions.length);
		expect(actions.filter((action) => !/^[A-Z][a-zA-Z, ]+$/.test(action))).toEqual([]);
	});

	test('every placeholder of a route is a field, and every field in the path a placeholder', () => {
		const wrong = operations.filter(({ route, fields }) => {
			const places = [...route.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
			const filled = fields.flatMap((field) =>
				field.in === 'path' ? [field.as ?? field.property.name] : [],
			);
			return [...places].sort().join() !== filled.sort().join();
		});
		expect(wrong.map(({ route }) => route)).toEqual([]);
	});
});

test('every route of the webhook API has its operation, or is one of the trigger', () => {
	const wawp = SERVICES.find(({ name }) => name === 'wawp')?.service;
	const operations = wawp?.resources.flatMap((resource) => resource.operations) ?? [];
	const asked = operations.filter(({ api }) => api !== undefined).map(({ route }) => route as string);
	expect([...asked, ...OF_THE_TRIGGER].sort()).toEqual(routesOf('wawp', 'openapi-v2.yaml').sort());
});
