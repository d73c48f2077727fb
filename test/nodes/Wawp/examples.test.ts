import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { wawp } from '../../../nodes/Wawp/service';
import type { Sandbox } from '../../../sandbox';
import { runWawp, startWawp } from './account';

/** One operation as the API's documents have it: request and answer, written by hand. */
interface Example {
	source: string;
	/** How many requests leave, where it is not one. */
	calls?: number;
	parameters: INodeParameters;
	request: { method: string; path: string; query: Record<string, string | string[]>; body?: unknown };
	answer: unknown;
	/** The first item. */
	simplified: IDataObject;
	/** All items, for lists. */
	items?: IDataObject[];
	/** What else the same request is answered, by other engines or in other cases. */
	otherAnswers?: Array<{ source: string; answer: unknown; items: IDataObject[] }>;
	binary?: Record<string, { fileName: string; mimeType: string; data: string }>;
}

const operations = wawp.resources.flatMap((resource) =>
	resource.operations.map((operation) => [resource.value, operation.value] as const),
);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWawp();
});
afterAll(async () => await sandbox.close());

describe.each(operations)('%s → %s', (resource, operation) => {
	const file = path.join(__dirname, '../../examples', resource, `${operation}.json`);
	const example = JSON.parse(readFileSync(file, 'utf8')) as Example;

	test('sends the documented request and simplifies the documented answer', async () => {
		const { outputs, error } = await answering(example, resource, operation, true);
		expect(error).toBeUndefined();
		expect(sandbox.requests).toHaveLength(example.calls ?? 1);
		const [{ method, path: sentPath, query, body } = {}] = sandbox.requests;
		expect({ method, path: sentPath, query, body: body ?? undefined }).toEqual({
			body: undefined,
			...example.request,
		});
		const [item] = outputs[0] ?? [];
		expect(item?.json).toEqual(example.simplified);
		expect(item?.pairedItem).toEqual({ item: 0 });
		if (example.items) expect(outputs[0]?.map(({ json }) => json)).toEqual(example.items);
		for (const [property, expected] of Object.entries(example.binary ?? {})) {
			expect(item?.binary?.[property]).toMatchObject(expected);
		}
	});

	for (const { source, answer, items } of example.otherAnswers ?? []) {
		test(`simplifies another answer: ${source}`, async () => {
			const { outputs, error } = await answering({ ...example, answer }, resource, operation, true);
			expect(error).toBeUndefined();
			expect(outputs[0]?.map(({ json }) => json)).toEqual(items);
		});
	}

	test('gives the whole answer but its secrets without Simplify', async () => {
		const { outputs } = await answering(example, resource, operation, false);
		const text = JSON.stringify(outputs);
		expect(text).not.toContain('example-token-1');
		expect(text).not.toContain('access_token');
	});
});

async function answering(example: Example, resource: string, operation: string, simplify: boolean) {
	sandbox.requests.length = 0;
	sandbox.clearFaults();
	sandbox.fail({
		route: '*',
		kind: 'status',
		status: example.answer === null ? 204 : 200,
		body: typeof example.answer === 'string' ? JSON.stringify(example.answer) : example.answer,
	});
	return await runWawp(sandbox, resource, operation, { ...example.parameters, simplify });
}
