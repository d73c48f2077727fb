import { readFileSync } from 'node:fs';
import path from 'node:path';

import { wawp } from '../nodes/Wawp/service';
import { eventsPage } from './docs-events';
import { operationsPage } from './docs-operations';
import { factPages, rootFacts, withFacts } from './facts';
import { mimeTypes } from './mime';
import { SERVICES, type ListedService } from './services';

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

/** The pages of a service: one per resource, titled by the service where it is not the root's. */
function operationPages({ name, service, folder }: ListedService): Array<[string, string]> {
	return service.resources.map((resource) => {
		const page = folder(resource.value);
		const title = page === name ? `${service.name}: ${resource.name}` : resource.name;
		return [`docs/operations/${page}.md`, `${operationsPage(service, resource, title, page)}\n`];
	});
}

/** Every generated file by its path in the repository: what `npm run docs` writes and a test compares. */
export function generatedPages(): Record<string, string> {
	const facts = rootFacts();
	return {
		...factPages(facts),
		...Object.fromEntries(SERVICES.flatMap(operationPages)),
		'docs/events.md': eventsPage(),
		'README.md': withFacts(readme(), facts),
		'nodes/shared/mimeTypes.ts': mimeTypes(),
	};
}
