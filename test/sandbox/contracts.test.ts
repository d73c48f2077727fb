import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readContract } from '../../sandbox/http/contract';
import { SERVICES } from '../../sandbox/world';
import { OPENAPI_DOCUMENT } from './openapi';

const contracts = Object.entries(SERVICES).map(([name, service]) => {
	const source = readFileSync(service.contract, 'utf8');
	const document = OPENAPI_DOCUMENT.parse(parse(source));
	const operations = Object.entries(document.paths).flatMap(([path, item]) =>
		Object.entries(item).map(([method, operation]) => ({
			route: `${method.toUpperCase()} ${path}`,
			operation,
		})),
	);
	return { name, service, source, document, operations };
});

describe.each(contracts)('the contract of $name', ({ service, source, document, operations }) => {
	it('names every operation once, under a tag it declares', () => {
		const ids = operations.map(({ operation }) => operation.operationId);
		expect(new Set(ids).size).toBe(ids.length);
		const tags = document.tags.map(({ name }) => name);
		for (const { operation } of operations) expect(tags).toContain(operation.tags[0]);
	});

	it('has an operation for each behaviour', () => {
		const ids = operations.map(({ operation }) => operation.operationId);
		expect(service.operations.filter((id) => !ids.includes(id))).toEqual([]);
	});

	it('resolves every reference', () => {
		const references = [...source.matchAll(/\$ref: '?#\/components\/(\w+)\/(\w+)'?/g)];
		expect(references).not.toEqual([]);
		for (const [, kind = '', name = ''] of references) {
			expect(document.components[kind as keyof typeof document.components]).toHaveProperty(name);
		}
	});

	it('declares the parameters that stand in each path', () => {
		for (const { route, operation } of operations) {
			const inPath = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			const declared = operation.parameters
				.map((parameter) =>
					'$ref' in parameter
						? document.components.parameters[parameter.$ref.split('/').at(-1) ?? '']
						: parameter,
				)
				.filter((parameter) => parameter?.in === 'path')
				.map((parameter) => parameter?.name);
			expect([route, declared]).toEqual([route, inPath]);
		}
	});

	it('says of every payload parameter where it is known from', () => {
		for (const { route, operation } of operations) {
			const schema = operation.requestBody?.content['application/json'].schema;
			for (const [name, property] of Object.entries(schema?.properties ?? {})) {
				expect([route, name, property]).toEqual([
					route,
					name,
					expect.objectContaining({ 'x-source': expect.any(String) as unknown }),
				]);
			}
		}
	});

	it('takes payload by POST, PUT and PATCH only, and nothing unknown', () => {
		for (const { route, operation } of operations) {
			if (operation.requestBody === undefined) continue;
			expect(route).toMatch(/^(POST|PUT|PATCH) /);
			expect(operation.requestBody.content['application/json'].schema).toMatchObject({
				type: 'object',
				additionalProperties: false,
			});
		}
	});

	it.each(operations.map(({ operation }) => operation.operationId))(
		'%s answers with a valid example',
		async (operationId) => {
			const contract = await readContract(service.contract, service.root);
			const { mock } = contract.mockResponseForOperation(operationId) as { mock: unknown };
			expect(mock).toBeDefined();
			expect(contract.validateResponse(mock, operationId, 200).errors).toBeNull();
			expect(contract.validateResponse({ wrong: [] }, operationId, 200).errors).not.toBeNull();
		},
	);
});

it('Wawp takes each payload in the query as well', () => {
	const [wawp] = contracts;
	const bodies = wawp?.operations.filter(({ operation }) => operation.requestBody !== undefined) ?? [];
	expect(bodies).not.toEqual([]);
	expect(bodies.filter(({ operation }) => operation['x-also-in'] !== 'query')).toEqual([]);
});
