/** What lists can be asked for. */
export interface ListParameters {
	sortBy?: string;
	sortOrder?: 'ASC' | 'DESC';
	limit?: number;
	offset?: number;
}

/** A part of a list; all of it without a limit. */
export function pageOf<T>(things: T[], { limit, offset = 0 }: ListParameters): T[] {
	return things.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** A list in the order of one of its properties; in its own order where it has no such property. */
export function sorted<T extends object>(things: T[], { sortBy, sortOrder = 'ASC' }: ListParameters): T[] {
	if (sortBy === undefined) return things;
	const valueOf = (thing: T): unknown => (thing as Record<string, unknown>)[sortBy];
	const direction = sortOrder === 'ASC' ? 1 : -1;
	return [...things].sort((a, b) => direction * compare(valueOf(a), valueOf(b)));
}

function compare(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'en');
}
