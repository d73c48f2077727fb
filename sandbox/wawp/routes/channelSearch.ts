import { ApiError } from '../errors';
import type { Channel } from '../phone/types';

/** How public channels are searched for: by a view or by text. */
export interface SearchParameters {
	view?: string;
	text?: string;
	countries?: string[];
	categories?: string[];
	limit?: number;
	startCursor?: string;
}

interface Found {
	page: { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
	channels: Channel[];
}

const PAGE = 50;
const ORDERS: Record<string, (a: Channel, b: Channel) => number> = {
	POPULAR: (a, b) => b.subscribersCount - a.subscribersCount,
	TRENDING: (a, b) => a.subscribersCount - b.subscribersCount,
	NEW: (a, b) => b.id.localeCompare(a.id),
};

/** One page of the public channels that match; the end cursor of a page begins the next one. */
export function searchChannels(channels: Channel[], parameters: SearchParameters): Found {
	const { view = '', limit = PAGE, startCursor } = parameters;
	const matching = channels.filter((channel) => matches(channel, parameters)).sort(ORDERS[view] ?? (() => 0));
	const start = startCursor === undefined ? 0 : placeOf(startCursor);
	const page = matching.slice(start, start + limit);
	const end = start + page.length;
	return {
		page: {
			startCursor: cursorOf(start),
			endCursor: cursorOf(end),
			hasNextPage: end < matching.length,
			hasPreviousPage: start > 0,
		},
		channels: page,
	};
}

function matches(channel: Channel, { text = '', countries, categories }: SearchParameters): boolean {
	const words = `${channel.name} ${channel.description}`.toLowerCase();
	return (
		words.includes(text.toLowerCase()) &&
		(countries?.includes(channel.country) ?? true) &&
		(categories?.includes(channel.category) ?? true)
	);
}

function cursorOf(place: number): string {
	return Buffer.from(String(place)).toString('base64');
}

function placeOf(cursor: string): number {
	const place = Buffer.from(cursor, 'base64').toString();
	if (/^\d+$/.test(place)) return Number(place);
	throw new ApiError('rest_invalid_param', {
		message: 'Invalid parameter(s): startCursor',
		params: { startCursor: 'startCursor is no cursor of a page.' },
	});
}
