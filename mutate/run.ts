/**
 * `npm run mutate`: breaks named places of the product one at a time and sees whether the tests notice.
 *
 *   npm run mutate               all places; writes docs/mutations.md
 *   npm run mutate -- audience   only those whose name, file or description has the words
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { Failure } from '../e2e/n8n/failure';
import { tryLock } from '../e2e/n8n/lock';
import { ROOT, WORK } from '../e2e/n8n/paths';
import { runSteps, type Step } from '../e2e/n8n/progress';
import { endOnSignals, leaveAfter, onShutdown } from '../e2e/n8n/shutdown';
import { makeCopies, removeCopies, whileBroken } from './copies';
import { runTests } from './jest';
import { mutationsPage, scoreOf, type Verdict } from './page';
import { brokenText, isMeant, type Place } from './place';
import { WALLS } from './places';

/** So many at a time: each needs one core. */
const COPIES = 2;

/** Takes a copy that nobody uses, and gives it back. */
async function inCopy<T>(free: string[], act: (copy: string) => Promise<T>): Promise<T> {
	const copy = free.pop();
	if (copy === undefined) throw new Error('There are more tasks than copies.');
	try {
		return await act(copy);
	} finally {
		free.push(copy);
	}
}

/** A test that fails by itself would kill everything. */
function soundness(places: Place[], free: string[]): Step[] {
	const files = [...new Set(places.map(({ test }) => test))];
	const titles = [...new Set(places.map(({ title }) => title))];
	return Array.from({ length: COPIES }, (_, part) => ({
		title: `Nothing is broken (${part + 1} of ${COPIES})`,
		run: async () => {
			const own = files.filter((_file, index) => index % COPIES === part);
			if (own.length === 0) return;
			const { failed, problem } = await inCopy(free, async (copy) => await runTests(copy, own, titles));
			const wrong = problem ?? failed.join('\n');
			if (wrong !== '') throw new Failure(`These tests fail although nothing is broken:\n${wrong}`);
		},
	}));
}

function breaking(place: Place, free: string[], verdicts: Map<Place, Verdict>): Step {
	return {
		title: `${place.name}: ${place.breaks}`,
		run: async (_report, conclude) => {
			const verdict = await inCopy(free, async (copy) => await judge(place, copy));
			verdicts.set(place, verdict);
			conclude(verdict.kind === 'killed' ? 'killed' : verdict.kind.toUpperCase());
		},
	};
}

async function judge(place: Place, copy: string): Promise<Verdict> {
	const { file, test, title } = place;
	const text = brokenText(place, copy);
	const outcome = await whileBroken(copy, file, text, async () => await runTests(copy, [test], [title]));
	const { passed, failed, problem } = outcome;
	if (problem !== undefined) return { kind: 'unclear', by: problem };
	const [by] = failed;
	if (by !== undefined) return { kind: 'killed', by };
	if (passed.length === 0) return { kind: 'unclear', by: `no test is called "${title}"` };
	return { kind: 'survived', by: `${passed.length} tests passed` };
}

async function main(): Promise<number> {
	endOnSignals(() => 130);
	const words = process.argv.slice(2);
	const places = WALLS.flatMap((wall) => wall.places).filter((place) => isMeant(place, words));
	if (places.length === 0) throw new Failure(`No place is called "${words.join(' ')}".`);
	for (const place of places) brokenText(place, ROOT);
	const unlock = await tryLock(path.join(WORK, 'mutate.pid'));
	if (typeof unlock === 'number') throw new Failure(`process ${unlock} breaks things already.`);
	onShutdown(unlock);
	onShutdown(removeCopies);
	const free = makeCopies(COPIES);
	const verdicts = new Map<Place, Verdict>();
	await runSteps(soundness(places, free), COPIES);
	await runSteps(
		places.map((place) => breaking(place, free, verdicts)),
		COPIES,
	);
	return report(words, verdicts);
}

/** Says how it went, and writes the page after a whole run. */
function report(words: string[], verdicts: Map<Place, Verdict>): number {
	const alive = [...verdicts].filter(([, { kind }]) => kind !== 'killed');
	for (const [{ name, file, test }, { kind, by }] of alive) {
		console.log(`${kind}: ${name} (${file}); ${test}: ${by}`);
	}
	console.log(`mutate: ${scoreOf([...verdicts.values()])}`);
	if (words.length === 0) {
		const page = mutationsPage(WALLS, verdicts, new Date().toISOString().slice(0, 10));
		writeFileSync(path.join(ROOT, 'docs', 'mutations.md'), page);
	}
	return alive.length === 0 ? 0 : 1;
}

void leaveAfter(main(), 'Nothing could be broken');
