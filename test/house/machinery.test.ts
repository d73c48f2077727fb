import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { entriesOf, ROOT, sourcePackages } from '../../scripts/package/manifest';

const actions = sourcePackages()
	.flatMap((source) => entriesOf(source).nodes)
	.filter((file) => !file.endsWith('Trigger.node.ts'));

test('the machinery mentions no service', () => {
	const folder = path.join(ROOT, 'nodes', 'shared');
	const mentions = readdirSync(folder).flatMap((file) =>
		readFileSync(path.join(folder, file), 'utf8')
			.split('\n')
			.filter((line) => /wawp|wassenger|wuts/i.test(line))
			.map((line) => `${file}: ${line.trim()}`),
	);
	expect(mentions).toEqual([]);
});

test.each(actions)('the class of the node %s is small', (file) => {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	expect(text.split('\n').length).toBeLessThan(60);
});
