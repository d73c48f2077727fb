import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { SERVICES } from '../../scripts/services';
import { entriesOf, ROOT, sourcePackages } from '../../scripts/package/manifest';

const actions = sourcePackages()
	.flatMap((source) => entriesOf(source).nodes)
	.filter((file) => !file.endsWith('Trigger.node.ts'));

test('the machinery mentions no service', () => {
	const named = new RegExp(SERVICES.map(({ name }) => name).join('|'), 'i');
	const folder = path.join(ROOT, 'nodes', 'shared');
	const mentions = readdirSync(folder).flatMap((file) =>
		readFileSync(path.join(folder, file), 'utf8')
			.split('\n')
			.filter((line) => named.test(line))
			.map((line) => `${file}: ${line.trim()}`),
	);
	expect(mentions).toEqual([]);
});

test.each(actions)('the class of the node %s is small', (file) => {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	expect(text.split('\n').length).toBeLessThan(60);
});
