import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One operation as test/examples has it: request and answer, written by hand from the API's documents. */
export interface Example {
	source: string;
	parameters: Record<string, unknown>;
	request: { method: string; path: string; query?: Record<string, unknown>; body?: unknown };
	answer: unknown;
	/** The first item. */
	simplified: object;
	/** All items, for lists. */
	items?: object[];
	/** What leaves the node once somebody answered, where it waits for that. */
	resumed?: object[];
	/** What else the same request is answered, by other engines or in other cases. */
	otherAnswers?: Array<{ source: string; answer: unknown; items: object[] }>;
	binary?: Record<string, { fileName: string; mimeType: string }>;
}

/** The example of an operation; throws where there is none. */
export function readExample(resource: string, operation: string): Example {
	const file = path.join(__dirname, '..', 'test', 'examples', resource, `${operation}.json`);
	if (!existsSync(file)) {
		throw new Error(
			`test/examples/${resource}/${operation}.json is missing: write it by hand (docs/adding-an-operation.md)`,
		);
	}
	return JSON.parse(readFileSync(file, 'utf8')) as Example;
}

/** What leaves the node at last. */
export function outputOf({ simplified, resumed = [] }: Example): object {
	return resumed[0] ?? simplified;
}
