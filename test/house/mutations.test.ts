import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { brokenText } from '../../mutate/place';
import { WALLS } from '../../mutate/places';
import { ROOT } from './graph';

const places = WALLS.flatMap((wall) => wall.places);

test('many places are named, each by a name of its own', () => {
	expect(places.length).toBeGreaterThanOrEqual(40);
	expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
});

test.each(places)('the source of "$name" stands where npm run mutate looks for it', (place) => {
	expect(brokenText(place, ROOT)).not.toBe(readFileSync(path.join(ROOT, place.file), 'utf8'));
	expect(existsSync(path.join(ROOT, place.test))).toBe(true);
});

test('the page tells of every place, and of none that survived (npm run mutate)', () => {
	const page = readFileSync(path.join(ROOT, 'docs/mutations.md'), 'utf8');
	expect(places.filter(({ name, file }) => !page.includes(`| ${name} (\`${file}\`) |`))).toEqual([]);
	expect(page).toContain(`${places.length} of ${places.length} killed`);
});
