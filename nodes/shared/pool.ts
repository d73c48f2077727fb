/**
 * The results of some work for each element, in their order, so many at a time.
 *
 * @throws what the first failing work throws, once the work under way has ended
 */
export async function mapPool<T, R>(
	elements: readonly T[],
	atATime: number,
	work: (element: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		while (next < elements.length) {
			const index = next++;
			results[index] = await work(elements[index] as T, index);
		}
	};
	const workers = Array.from({ length: Math.min(atATime, elements.length) }, worker);
	const ended = await Promise.allSettled(workers);
	const failed = ended.find(({ status }) => status === 'rejected');
	if (failed) throw (failed as PromiseRejectedResult).reason;
	return results;
}
