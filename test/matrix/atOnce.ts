/** The results of some work for each element, in their order, so many at a time. Rejects with the first failure. */
export async function atOnce<T, R>(
	elements: readonly T[],
	many: number,
	work: (element: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const left = elements.entries();
	const worker = async () => {
		for (const [index, element] of left) results[index] = await work(element, index);
	};
	await Promise.all(Array.from({ length: many }, worker));
	return results;
}
