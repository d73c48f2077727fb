import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Service } from '../nodes/shared/operation';
import { wassenger } from '../packages/wassenger-status/nodes/Wassenger/service';
import { wawp } from '../nodes/Wawp/service';
import { wuts } from '../packages/wuts-status/nodes/Wuts/service';
import { eventsPage } from './docs-events';
import { operationsPage } from './docs-operations';

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

/** A service with one resource: its page and its examples have the service's own name. */
function servicePage(service: Service, name: string): Record<string, string> {
	const [resource] = service.resources;
	if (!resource) return {};
	const page = operationsPage(service, resource, `${service.name}: ${resource.name}`, name);
	return { [`docs/operations/${name}.md`]: `${page}\n` };
}

/** Every generated file by its path in the repository: what `npm run docs` writes and a test compares. */
export function generatedPages(): Record<string, string> {
	const operations = wawp.resources.map((resource): [string, string] => [
		`docs/operations/${resource.value}.md`,
		`${operationsPage(wawp, resource, resource.name, resource.value)}\n`,
	]);
	return {
		...Object.fromEntries(operations),
		'docs/events.md': eventsPage(),
		'README.md': readme(),
		...servicePage(wassenger, 'wassenger'),
		...servicePage(wuts, 'wuts'),
	};
}
