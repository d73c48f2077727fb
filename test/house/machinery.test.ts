import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

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

test.each(['Wawp', 'Wassenger', 'Wuts'])('the class of the node %s is small', (name) => {
	const text = readFileSync(path.join(ROOT, 'nodes', name, `${name}.node.ts`), 'utf8');
	expect(text.split('\n').length).toBeLessThan(60);
});
