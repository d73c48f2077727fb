/** A planned call; `cancel` takes it back. */
export interface Timer {
	cancel(): void;
}

interface Planned {
	at: number;
	run: () => void;
}

/**
 * Real time plus an offset that tests move. Timers fire when either real time or `advance` reaches them; `advance` runs
 * those on its way in order, each at its own moment, including timers that were planned by earlier ones.
 */
export class SandboxClock {
	private offset = 0;
	private readonly planned = new Set<Planned>();
	private alarm: NodeJS.Timeout | undefined;

	/** Milliseconds since 1970 on this clock. */
	now(): number {
		return Date.now() + this.offset;
	}

	/** So many milliseconds it is ahead of real time. */
	get ahead(): number {
		return this.offset;
	}

	/** Moves the clock (a negative step moves it back and runs nothing). */
	advance(ms: number): void {
		const target = this.now() + ms;
		for (let next = this.next(); next !== undefined && next.at <= target; next = this.next()) {
			this.offset += Math.max(0, next.at - this.now());
			this.planned.delete(next);
			next.run();
		}
		this.offset += target - this.now();
		this.setAlarm();
	}

	/** Plans `run` for `ms` from now. */
	after(ms: number, run: () => void): Timer {
		const entry = { at: this.now() + ms, run };
		this.planned.add(entry);
		this.setAlarm();
		return { cancel: () => void this.planned.delete(entry) };
	}

	/** Forgets all timers. */
	close(): void {
		this.planned.clear();
		clearTimeout(this.alarm);
	}

	private next(): Planned | undefined {
		return [...this.planned].sort((a, b) => a.at - b.at)[0];
	}

	private setAlarm(): void {
		clearTimeout(this.alarm);
		const next = this.next();
		if (next === undefined) return;
		this.alarm = setTimeout(() => this.advance(0), Math.max(0, next.at - this.now()));
		this.alarm.unref();
	}
}
