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

test('the page of the last whole run (npm run mutate) tells of none that survived, and of no machine', () => {
	const page = readFileSync(path.join(ROOT, 'docs/mutations.md'), 'utf8');
	const [, killed, of] = /: (\d+) of (\d+) killed/.exec(page) ?? [];
	expect(Number(killed)).toBeGreaterThanOrEqual(40);
	expect(killed).toBe(of);
	expect(page).not.toMatch(/\/(work|home|root|tmp)\//);
});
