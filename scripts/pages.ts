import { wawp } from '../nodes/Wawp/service';
import { eventsPage } from './docs-events';
import { operationsPage } from './docs-operations';

/** Every generated page by its path in the repository: what `npm run docs` writes and a test compares. */
export function generatedPages(): Record<string, string> {
	const operations = wawp.resources.map((resource): [string, string] => [
		`docs/operations/${resource.value}.md`,
		`${operationsPage(wawp, resource)}\n`,
	]);
	return { ...Object.fromEntries(operations), 'docs/events.md': eventsPage() };
}
