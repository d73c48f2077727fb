import type { Fault, PlannedFault } from './types';

/** What a fault happens to: a call of an API, or the download of a file. */
export type FaultPlace = 'call' | 'media';

interface Entry {
	id: number;
	fault: Fault;
	/** So many calls are left alone yet. */
	skip: number;
	left: number;
}

/** Planned failures, in the order they were planned. */
export class Faults {
	private planned: Entry[] = [];
	private lastId = 0;

	/** `chance` gives numbers from 0 to below 1; `changed` is called when what waits is another. */
	constructor(
		private readonly chance: () => number,
		private readonly changed: () => void,
	) {}

	/** Plans a failure; without `times` it stays until it is cleared. */
	add(fault: Fault): void {
		this.lastId += 1;
		this.planned.push({ id: this.lastId, fault, skip: fault.skip ?? 0, left: fault.times ?? Infinity });
		this.changed();
	}

	clear(): void {
		this.keep(() => false);
	}

	/** Takes one back; false when none with this id waits. */
	remove(id: number): boolean {
		const before = this.planned.length;
		this.keep((entry) => entry.id !== id);
		return this.planned.length < before;
	}

	/** What still waits to happen. */
	list(): PlannedFault[] {
		return this.planned.map(({ id, fault, left }) => ({
			...fault,
			id,
			...(Number.isFinite(left) && { left }),
		}));
	}

	/** The failure for this call, used up by one; `paths` are the path as sent and as the contract writes it. */
	take(place: FaultPlace, method: string, paths: (string | undefined)[]): Fault | undefined {
		const routes = ['*', ...paths.map((path) => `${method} ${path ?? ''}`)];
		const meant = this.planned.filter(
			({ fault }) => placeOf(fault) === place && routes.includes(fault.route),
		);
		const found = meant.find((entry) => this.happens(entry));
		if (found === undefined) return undefined;
		found.left -= 1;
		this.keep(({ left }) => left > 0);
		return found.fault;
	}

	private happens(entry: Entry): boolean {
		if (entry.skip > 0) {
			entry.skip -= 1;
			return false;
		}
		const { rate } = entry.fault;
		return rate === undefined || this.chance() < rate;
	}

	private keep(isKept: (entry: Entry) => boolean): void {
		this.planned = this.planned.filter(isKept);
		this.changed();
	}
}

function placeOf({ kind }: Fault): FaultPlace {
	return kind === 'slowMedia' ? 'media' : 'call';
}
