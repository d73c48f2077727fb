import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { wassenger } from '../../../packages/wassenger-status/nodes/Wassenger/service';
import type { Sandbox } from '../../../sandbox';
import { matchRoute } from '../../../sandbox/http/contract';
import { mistakesIn } from '../../../sandbox/http/validation';
import { loadContract, ROOTS } from '../../../sandbox/world';
import { runWassenger, startWassenger } from './account';

/** A request as the documents have it, and its answer: written by hand. */
interface Example {
	source: string;
	operation: string;
	parameters: INodeParameters;
	request: { method: string; path: string; headers: Record<string, string>; body: Record<string, unknown> };
	answer: unknown;
	simplified: IDataObject;
}

const FOLDER = path.join(__dirname, '../../examples/wassenger');
const examples = readdirSync(FOLDER).map(
	(file) => [file, JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Example] as const,
);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWassenger();
});
afterAll(async () => await sandbox.close());

test('every operation has an example', () => {
	const operations = wassenger.resources.flatMap((resource) => resource.operations.map(({ value }) => value));
	expect(new Set(examples.map(([, { operation }]) => operation))).toEqual(new Set(operations));
});

describe.each(examples)('%s', (_, example) => {
	const answering = async (simplify: boolean) => {
		sandbox.requests.length = 0;
		sandbox.clearFaults();
		sandbox.fail({ route: '*', kind: 'status', status: 200, body: example.answer });
		return await runWassenger(sandbox, example.operation, { ...example.parameters, simplify });
	};

	test('sends the documented request and simplifies the answer', async () => {
		const { outputs, error } = await answering(true);
		expect(error).toBeUndefined();
		expect(sandbox.requests).toHaveLength(1);
		const [{ service, method, path: sentPath, query, headers, body } = {}] = sandbox.requests;
		expect({ service, method, path: sentPath, query, body }).toEqual({
			service: 'wassenger',
			method: example.request.method,
			path: example.request.path,
			query: {},
			body: example.request.body,
		});
		expect(headers).toMatchObject(example.request.headers);
		expect(outputs[0]).toMatchObject([{ json: example.simplified, pairedItem: { item: 0 } }]);
		expect(outputs[0]?.[0]?.json).toEqual(example.simplified);
	});

	test('gives the whole answer without Simplify', async () => {
		const { outputs } = await answering(false);
		expect(outputs[0]?.[0]?.json).toEqual(example.answer);
	});

	test('is a request that the contract allows', async () => {
		const contract = await loadContract('wassenger');
		const { method, path: below, body } = example.request;
		const request = { method, path: ROOTS.wassenger + below, headers: {}, query: {} };
		const route = matchRoute(contract, request);
		if (route === undefined) throw new Error('The contract has no such route.');
		expect(mistakesIn(contract, route, request, { query: {}, payload: body })).toEqual([]);
	});
});
