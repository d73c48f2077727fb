/** Lets so many tasks run at a time; the others wait their turn, in order. */
export class Lane {
	private running = 0;
	private readonly waiting: (() => void)[] = [];

	/** @param width how many at a time */
	constructor(private width: number) {}

	/** The result of a task, once its turn has come; throws what the task throws. */
	async run<T>(task: () => Promise<T>): Promise<T> {
		if (this.running >= this.width) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.running++;
		try {
			return await task();
		} finally {
			this.next();
		}
	}

	/** From now on only half as many run, but one at least. */
	halve(): void {
		this.width = Math.max(1, Math.floor(this.width / 2));
	}

	/** Hands the place on, unless there are too many places by now. */
	private next(): void {
		const resolve = this.running > this.width ? undefined : this.waiting.shift();
		if (resolve) resolve();
		else this.running--;
	}
}
