import { Lane } from '../../../nodes/shared/pool';

/** Tasks in a lane, each of which ends when it is told to. */
function busy(lane: Lane, count: number) {
	const running: Array<() => void> = [];
	const started: number[] = [];
	const task = async (index: number) => {
		started.push(index);
		await new Promise<void>((resolve) => running.push(resolve));
		return index;
	};
	const results = Promise.all(Array.from({ length: count }, (_, index) => lane.run(() => task(index))));
	/** Ends the oldest task, and lets the next one begin. */
	const end = async () => {
		running.shift()?.();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { running, started, results, end };
}

test('so many run at a time, and the others in order', async () => {
	const { running, started, results, end } = busy(new Lane(3), 7);
	for (let done = 0; done < 7; done++) {
		expect(running).toHaveLength(Math.min(3, 7 - done));
		await end();
	}
	expect(started).toEqual([0, 1, 2, 3, 4, 5, 6]);
	expect(await results).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('once it is halved, half as many run, but one at least', async () => {
	const lane = new Lane(5);
	const { running, results, end } = busy(lane, 12);
	lane.halve();
	for (const left of [4, 3, 2, 2, 2]) {
		await end();
		expect(running).toHaveLength(left);
	}
	for (let times = 0; times < 5; times++) lane.halve();
	await end();
	for (let done = 6; done < 12; done++) {
		expect(running).toHaveLength(1);
		await end();
	}
	expect(await results).toHaveLength(12);
});

test('a task that fails gives its place back', async () => {
	const lane = new Lane(1);
	await expect(lane.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(await lane.run(() => Promise.resolve('yes'))).toBe('yes');
});
