import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { wawp } from '../../nodes/Wawp/service';

/** The API as the sandbox's contract states it, from the API's documents and not from the tables. */
const contract = parse(readFileSync(path.join(__dirname, '../../sandbox/wawp/openapi.yaml'), 'utf8')) as {
	paths: Record<string, Record<string, unknown>>;
};

/** Other methods that some source has for a route (the seeds win, then Wawp), and the legacy state of an instance. */
const LEFT_OUT = [
	'GET /status',
	'GET /session/logout',
	'GET /chats',
	'GET /chats/{chatId}/messages/{messageId}',
];

const routes = Object.entries(contract.paths).flatMap(([route, item]) =>
	Object.keys(item)
		.filter((key) => /^(get|post|put|delete)$/.test(key))
		.map((method) => `${method.toUpperCase()} ${route}`),
);
const operations = wawp.resources.flatMap((resource) =>
	resource.operations.filter(({ perform }) => perform === undefined).map(({ route }) => route as string),
);

test('every route of the contract has its operation, and every operation its route', () => {
	const expected = routes.filter((route) => !LEFT_OUT.includes(route));
	expect([...new Set(operations)].sort()).toEqual(expected.sort());
});

test('what is left out is really in the contract', () => {
	expect(LEFT_OUT.filter((route) => !routes.includes(route))).toEqual([]);
});

test('every operation has a sentence for the node panel, and no two are the same', () => {
	const actions = wawp.resources.flatMap((resource) => resource.operations.map(({ action }) => action));
	expect(new Set(actions).size).toBe(actions.length);
	expect(actions.filter((action) => !/^[A-Z][a-zA-Z, ]+$/.test(action))).toEqual([]);
});
