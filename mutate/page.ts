import type { Place, Wall } from './place';

/** What became of a place that was broken. */
export interface Verdict {
	kind: 'killed' | 'survived' | 'unclear';
	/** The full name of the first test that failed, or why nobody can tell. */
	by: string;
}

/** How many of the places were noticed, as people say it. */
export function scoreOf(verdicts: Verdict[]): string {
	const killed = verdicts.filter(({ kind }) => kind === 'killed').length;
	return `${killed} of ${verdicts.length} killed (${Math.floor((100 * killed) / verdicts.length)} %)`;
}

/**
 * The page with all places.
 *
 * @param date of the run, YYYY-MM-DD
 */
export function mutationsPage(walls: Wall[], verdicts: Map<Place, Verdict>, date: string): string {
	return [
		'# What happens when a promise is broken',
		'',
		'`npm run mutate` breaks the code on purpose, one named place at a time, in a copy of the tree, and runs the tests that',
		'have to notice. It ends with 1 if one does not. `npm run mutate -- audience` tries the places that the word names. The',
		'places stand in `mutate/places/`; this page is written by a run over all of them.',
		'',
		`**${date}: ${scoreOf([...verdicts.values()])}**`,
		...walls.flatMap(({ title, places }) => [
			'',
			`## ${title}`,
			'',
			'| Place | What is broken | What noticed it |',
			'| --- | --- | --- |',
			...places.map((place) => row(place, verdicts.get(place))),
		]),
		'',
	].join('\n');
}

function row({ name, file, breaks, test }: Place, verdict?: Verdict): string {
	const noticed =
		verdict?.kind === 'killed' ? `\`${test}\`: ${verdict.by}` : `**${verdict?.kind ?? 'not tried'}**`;
	return `| ${[`${name} (\`${file}\`)`, breaks, noticed].map(cell).join(' | ')} |`;
}

function cell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
