/**
 * A function that finds out about each object once. For objects that nobody changes, and whose findings are asked for often.
 *
 * @param find finds it out; nothing is remembered where it throws
 */
export function foundOnce<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
	const found = new WeakMap<Key, { value: Found }>();
	return (key) => {
		const known = found.get(key);
		if (known) return known.value;
		const value = find(key);
		found.set(key, { value });
		return value;
	};
}
