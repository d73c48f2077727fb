import { readFileSync } from 'node:fs';
import path from 'node:path';

import { wawp } from '../nodes/Wawp/service';
import { eventsPage } from './docs-events';
import { operationsPage } from './docs-operations';
import { outputSchemas } from './output-schemas';

/** The README with its table of operations between two comments. */
function readme(): string {
	const text = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
	const rows = wawp.resources.map(({ name, value, operations }) => {
		const names = operations.map((operation) => operation.name).sort();
		return `| [${name}](docs/operations/${value}.md) | ${names.join(', ')} |`;
	});
	const table = ['| Resource | Operations |', '| --- | --- |', ...rows].join('\n');
	return text.replace(
		/(<!-- prettier-ignore-start -->)[\s\S]*(<!-- prettier-ignore-end -->)/,
		`$1\n\n${table}\n\n$2`,
	);
}

/** Every generated file by its path in the repository: what `npm run docs` writes and a test compares. */
export function generatedPages(): Record<string, string> {
	const operations = wawp.resources.map((resource): [string, string] => [
		`docs/operations/${resource.value}.md`,
		`${operationsPage(wawp, resource)}\n`,
	]);
	return {
		...Object.fromEntries(operations),
		'docs/events.md': eventsPage(),
		'README.md': readme(),
		...outputSchemas(wawp, 'nodes/Wawp'),
	};
}
