import type { SandboxClock } from '../ground/clock';
import type { Incoming } from '../http/service';

/** What Wawp marks as not to be kept. */
const NEVER = ['/getQr'];

interface Kept {
	at: number;
	answer: unknown;
}

/** The answers of the last moments: Wawp answers a GET with the same query as it did then. */
export class ReadCache {
	private readonly kept = new Map<string, Kept>();

	/** @param ms how long an answer is kept; 0 keeps none */
	constructor(
		private readonly clock: SandboxClock,
		private readonly ms: number,
	) {}

	/** The answer to a call: that of an earlier one, or what `work` gives. Throws what `work` throws. */
	async answer({ request, route, query }: Incoming, work: () => unknown): Promise<unknown> {
		if (this.ms === 0 || route.method !== 'get' || NEVER.includes(route.path)) return work();
		const key = JSON.stringify([request.path, query]);
		const earlier = this.kept.get(key);
		if (earlier !== undefined && this.clock.now() - earlier.at < this.ms) return earlier.answer;
		const at = this.clock.now();
		const answer = await work();
		this.kept.set(key, { at, answer });
		return answer;
	}
}
