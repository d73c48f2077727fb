/** How much is remembered: the oldest go first. */
interface Limits {
	/** For each place. */
	count: number;
	ageMs: number;
}

interface Line {
	text: string;
	at: number;
}

/**
 * What this process wrote into lists that others write too, without a lock: who comes second takes out what the first
 * added meanwhile. To be written again with whatever comes next.
 */
export class Written {
	private readonly places = new Map<string, Line[]>();

	constructor(private readonly limits: Limits) {}

	/** How many lists something was written into lately. */
	get size(): number {
		return this.places.size;
	}

	/** @returns what was written into a list lately, the oldest first */
	lately(place: string): string[] {
		return this.fresh(place).map(({ text }) => text);
	}

	/** Remembers what was written into a list. */
	add(place: string, texts: readonly string[]): void {
		const at = Date.now();
		const lines = [...this.fresh(place), ...texts.map((text) => ({ text, at }))];
		this.places.delete(place);
		this.places.set(place, lines.slice(-this.limits.count));
		this.trim();
	}

	private fresh(place: string): Line[] {
		return (this.places.get(place) ?? []).filter((line) => this.isFresh(line));
	}

	private isFresh(line: Line | undefined): boolean {
		return line !== undefined && line.at >= Date.now() - this.limits.ageMs;
	}

	/** Takes out the lists that nothing was written into lately; those come first. */
	private trim(): void {
		for (const [place, lines] of this.places) {
			if (this.isFresh(lines.at(-1))) return;
			this.places.delete(place);
		}
	}
}
