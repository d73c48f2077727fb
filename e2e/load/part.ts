/** A part of the proof under load, and what it measured: the same for `npm run e2e` and `npm run soak`. */

/** Is told what happens, in a few words, while it happens. */
export type Report = (what: string) => void;

/** One number that was asked for, and what came of it. */
export interface Row {
	what: string;
	/** Empty: it is only told. */
	asked: string;
	measured: string;
	holds: boolean;
}

/** One part. */
export interface Part {
	/** As `npm run soak -- <name>` takes it. */
	name: string;
	title: string;
	/** One or two sentences on what is done, with its numbers. */
	about: () => string;
	/** Does all of it with the numbers of e2e/numbers.ts; throws only when it could not be done. */
	run: (report: Report) => Promise<Row[]>;
}

const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** @returns the number with its unit, as people read it */
export function amount(value: number, unit = ''): string {
	return unit === '' ? format.format(value) : `${format.format(value)} ${unit}`;
}

/** A number that has to be met. */
export function exactly(what: string, asked: number, measured: number): Row {
	return { what, asked: amount(asked), measured: amount(measured), holds: measured === asked };
}

/** A number that must not be passed. */
export function atMost(what: string, asked: number, measured: number, unit = ''): Row {
	const holds = measured <= asked;
	return { what, asked: `at most ${amount(asked, unit)}`, measured: amount(measured, unit), holds };
}

/** A number that is only told. */
export function told(what: string, measured: number, unit = ''): Row {
	return { what, asked: '', measured: amount(measured, unit), holds: true };
}

/** What did not hold, in words; for a test that wants none. */
export function broken(rows: Row[]): string[] {
	return rows
		.filter(({ holds }) => !holds)
		.map(({ what, asked, measured }) => `${what}: ${measured} (${asked})`);
}
