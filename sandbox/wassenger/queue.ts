import type { SandboxClock } from '../ground/clock';

interface Waiting {
	isDue: boolean;
	publish: () => void;
}

/**
 * What one device has still to publish. Each entry goes at its own time; one in strict order also waits until all earlier
 * ones in strict order are out.
 */
export class Queue {
	private strict: Waiting[] = [];

	constructor(private readonly clock: SandboxClock) {}

	/** Publishes at `at` (milliseconds on the sandbox clock), or at once when that has come. */
	add(at: number, isStrict: boolean, publish: () => void): void {
		const entry: Waiting = { isDue: false, publish };
		if (isStrict) this.strict.push(entry);
		const come = (): void => {
			entry.isDue = true;
			if (isStrict) this.release();
			else publish();
		};
		const left = at - this.clock.now();
		if (left <= 0) come();
		else this.clock.after(left, come);
	}

	/** Publishes the strict ones whose turn it is. */
	private release(): void {
		while (this.strict[0]?.isDue === true) this.strict.shift()?.publish();
	}
}
