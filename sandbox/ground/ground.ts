import { SandboxClock } from './clock';
import { Live } from './live';
import { Pictures } from './pictures';
import type { Sample } from './samples';
import { StatusFeed } from './statusFeed';
import type { PostedStatus } from './statusFeed';

/** A number that has a phone on the page. */
export interface OwnNumber {
	phone: string;
	name: string;
}

/** What every service of a sandbox stands on. */
export interface Ground {
	clock: SandboxClock;
	live: Live;
	feed: StatusFeed;
	pictures: Pictures;
	/** The numbers of the sandbox: a service that is given no others works with these. */
	numbers: OwnNumber[];
	/** `http://127.0.0.1:PORT`, once it listens. */
	origin: string;
}

/** What stays of a ground when its sandbox ends. */
export interface SavedGround {
	/** The clock is so many milliseconds ahead. */
	ahead: number;
	statuses: PostedStatus[];
	pictures: Map<string, Sample>;
}

/** The ground of a new sandbox, or of one that goes on where an earlier one ended. */
export function createGround(numbers: OwnNumber[], saved?: SavedGround): Ground {
	const clock = new SandboxClock();
	clock.advance(saved?.ahead ?? 0);
	const live = new Live();
	const feed = new StatusFeed(clock, live, saved?.statuses);
	return { clock, live, feed, pictures: new Pictures(saved?.pictures), numbers, origin: '' };
}

/** What stays of it. */
export function saveGround({ clock, feed, pictures }: Ground): SavedGround {
	return { ahead: clock.ahead, statuses: feed.list(), pictures: pictures.uploaded };
}

/** Ends timers and live connections. */
export function closeGround({ clock, live }: Ground): void {
	clock.close();
	live.close();
}
