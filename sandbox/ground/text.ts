/** A value that JSON has no word for, under the name of its kind. */
interface Tagged {
	$: 'map' | 'set' | 'bytes' | 'file';
	value: unknown;
}

/**
 * What a sandbox keeps, as JSON: maps, sets and bytes stay what they are, and of a file that is read when it is asked for
 * (`() => Buffer`) the bytes are written.
 */
export function toText(value: unknown): string {
	return JSON.stringify(tagged(value));
}

/** What `toText` wrote. Throws a `SyntaxError` for anything that is no JSON. */
export function fromText(text: string): unknown {
	return JSON.parse(text, (_name, value: unknown) => (isTagged(value) ? untagged(value) : value));
}

function tagged(value: unknown): unknown {
	if (value instanceof Map) return { $: 'map', value: tagged([...(value as Map<unknown, unknown>)]) };
	if (value instanceof Set) return { $: 'set', value: tagged([...(value as Set<unknown>)]) };
	if (Buffer.isBuffer(value)) return { $: 'bytes', value: value.toString('base64') };
	if (typeof value === 'function') return { $: 'file', value: (value as () => Buffer)().toString('base64') };
	if (Array.isArray(value)) return value.map(tagged);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tagged(inner)]));
}

function isTagged(value: unknown): value is Tagged {
	return typeof value === 'object' && value !== null && '$' in value && 'value' in value;
}

function untagged({ $: kind, value }: Tagged): unknown {
	if (kind === 'map') return new Map(value as [unknown, unknown][]);
	if (kind === 'set') return new Set(value as unknown[]);
	const bytes = Buffer.from(value as string, 'base64');
	return kind === 'bytes' ? bytes : () => bytes;
}
