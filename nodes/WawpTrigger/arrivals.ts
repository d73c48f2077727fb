/** How much is remembered: the oldest go first. */
interface Limits {
	count: number;
	ageMs: number;
}

/** A delivery that came first. */
interface First {
	at: number;
	/** While it is not answered yet: whether it was answered well. Undefined once it was. */
	answer?: Promise<boolean>;
}

/** What is to be said of a delivery that came first: exactly one of these, once its answer is out. */
interface Claim {
	answered: () => void;
	failed: () => void;
}

/** What arrived in this process lately, by identities. It keeps digests only. */
export class Arrivals {
	private readonly firsts = new Map<string, First>();

	constructor(private readonly limits: Limits) {}

	/** How many identities are remembered. */
	get size(): number {
		return this.firsts.size;
	}

	/**
	 * Takes the place of the first for a delivery. One that came before and is not answered yet is waited for: if its
	 * answer fails, its sender may never repeat it, and this one counts.
	 *
	 * @param identities all by which it is known; without any it is always a first
	 * @returns undefined for a repeat
	 */
	async claim(identities: readonly string[]): Promise<Claim | undefined> {
		for (;;) {
			const earlier = this.earlier(identities);
			if (earlier === undefined) return this.enter(identities);
			if (earlier.answer === undefined || (await earlier.answer)) return undefined;
		}
	}

	private earlier(identities: readonly string[]): First | undefined {
		const oldest = Date.now() - this.limits.ageMs;
		return identities
			.map((one) => this.firsts.get(one))
			.find((first) => first !== undefined && first.at >= oldest);
	}

	private enter(identities: readonly string[]): Claim {
		const first: First = { at: Date.now() };
		const claim: Claim = { answered: () => undefined, failed: () => undefined };
		first.answer = new Promise((resolve) => {
			claim.answered = () => {
				delete first.answer;
				resolve(true);
			};
			claim.failed = () => {
				this.forget(identities, first);
				resolve(false);
			};
		});
		for (const one of identities) {
			this.firsts.delete(one);
			this.firsts.set(one, first);
		}
		this.trim();
		return claim;
	}

	private forget(identities: readonly string[], first: First): void {
		for (const one of identities) if (this.firsts.get(one) === first) this.firsts.delete(one);
	}

	private trim(): void {
		const oldest = Date.now() - this.limits.ageMs;
		for (const [one, { at }] of this.firsts) {
			if (this.firsts.size <= this.limits.count && at >= oldest) return;
			this.firsts.delete(one);
		}
	}
}
