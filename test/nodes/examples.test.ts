import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox, ServiceName } from '../../sandbox';
import { matchRoute } from '../../sandbox/http/contract';
import { mistakesIn } from '../../sandbox/http/validation';
import { loadContract, ROOTS } from '../../sandbox/world';
import { SERVICES } from '../../scripts/services';
import { SERVICES_UNDER_TEST } from './services';

/** A request as the API's documents have it, and its answer: written by hand. */
interface Example {
	source: string;
	/** The service of the sandbox that has the route, where it is another version of the API. */
	service?: ServiceName;
	/** How many requests leave, where it is not one. */
	calls?: number;
	parameters: INodeParameters;
	request: {
		method: string;
		path: string;
		query?: Record<string, string | string[]>;
		headers?: Record<string, string>;
		body?: unknown;
	};
	answer: unknown;
	/** The only item, or the first one where `items` has all. */
	simplified: IDataObject;
	items?: IDataObject[];
	/** What else the same request is answered, by other engines or in other cases. */
	otherAnswers?: Array<{ source: string; answer: unknown; items: IDataObject[] }>;
	binary?: Record<string, { fileName: string; mimeType: string; data: string }>;
}

/** Stands in a documented query for a value that is another one in each call. */
const VARIES = '<varies>';

const EXAMPLES = path.join(__dirname, '../examples');

/** The examples of a resource; `postText.delayed.json` is one more of `postText`. */
function examplesIn(folder: string) {
	return readdirSync(path.join(EXAMPLES, folder)).map((file) => ({
		title: `${folder} → ${path.basename(file, '.json')}`,
		operation: file.split('.')[0] ?? '',
		example: JSON.parse(readFileSync(path.join(EXAMPLES, folder, file), 'utf8')) as Example,
	}));
}

test('every service is under test', () => {
	expect(SERVICES_UNDER_TEST.map(({ name }) => name).sort()).toEqual(SERVICES.map(({ name }) => name).sort());
});

describe.each(SERVICES_UNDER_TEST)('$name', ({ name, service, folder, start, run, secret, plain }) => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await start();
	});
	afterAll(async () => await sandbox.close());

	/** Runs an operation against an API that gives this answer to everything. */
	async function answering(
		{ answer, parameters }: Pick<Example, 'answer' | 'parameters'>,
		resource: string,
		operation: string,
		simplify: boolean,
	) {
		sandbox.requests.length = 0;
		sandbox.clearFaults();
		sandbox.fail({
			route: '*',
			kind: 'status',
			status: answer === null ? 204 : 200,
			body: typeof answer === 'string' ? JSON.stringify(answer) : answer,
		});
		return await run(sandbox, resource, operation, { ...parameters, simplify });
	}

	for (const { value: resource, operations } of service.resources) {
		const examples = examplesIn(folder(resource));

		test(`every operation of ${resource} has an example`, () => {
			const shown = new Set(examples.map(({ operation }) => operation));
			expect(shown).toEqual(new Set(operations.map(({ value }) => value)));
		});

		describe.each(examples)('$title', ({ operation, example }) => {
			test('sends the documented request and simplifies the documented answer', async () => {
				const { outputs, error } = await answering(example, resource, operation, true);
				expect(error).toBeUndefined();
				expect(sandbox.requests).toHaveLength(example.calls ?? 1);
				const [{ service: called, method, path: sentPath, query, headers, body } = {}] = sandbox.requests;
				const { headers: documented = {}, ...request } = filledIn(example.request, query);
				expect({ called, method, path: sentPath, query, body: body ?? undefined }).toEqual({
					called: example.service ?? name,
					query: {},
					body: undefined,
					...request,
				});
				expect(headers).toMatchObject(documented);
				const [items = []] = outputs;
				expect(items[0]?.json).toEqual(example.simplified);
				expect(items.map(({ json }) => json)).toEqual(example.items ?? [example.simplified]);
				expect(items[0]?.pairedItem).toEqual({ item: 0 });
				for (const [property, expected] of Object.entries(example.binary ?? {})) {
					expect(items[0]?.binary?.[property]).toMatchObject(expected);
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
				expect(text).not.toContain(secret);
				expect(text).not.toContain('access_token');
				if (plain) expect(outputs[0]?.[0]?.json).toEqual(example.answer);
			});

			if (!plain) return;
			test('is a request that the contract allows', async () => {
				expect(await mistakes(example.service ?? name, example)).toEqual([]);
			});
		});
	}
});

/** The documented request, with what varies from call to call as it was sent this time. */
function filledIn(request: Example['request'], sent: Record<string, unknown> = {}): Example['request'] {
	const query = Object.entries(request.query ?? {}).map(([name, value]) => [
		name,
		value === VARIES ? sent[name] : value,
	]);
	return request.query ? { ...request, query: Object.fromEntries(query) as typeof request.query } : request;
}

/** What the contract has against the documented request of an example. */
async function mistakes(name: ServiceName, { request: { method, path: below, body } }: Example) {
	const contract = await loadContract(name);
	const request = { method, path: ROOTS[name] + below, headers: {}, query: {} };
	const route = matchRoute(contract, request);
	if (route === undefined) throw new Error('The contract has no such route.');
	return mistakesIn(contract, route, request, { query: {}, payload: body as Record<string, unknown> });
}
