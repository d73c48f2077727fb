import { SandboxClock } from './clock';
import { Live } from './live';
import { Pictures } from './pictures';
import { StatusFeed } from './statusFeed';

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

/** The ground of a new sandbox. */
export function createGround(numbers: OwnNumber[]): Ground {
	const clock = new SandboxClock();
	const live = new Live();
	const feed = new StatusFeed(clock, live);
	return { clock, live, feed, pictures: new Pictures(), numbers, origin: '' };
}

/** Ends timers and live connections. */
export function closeGround({ clock, live }: Ground): void {
	clock.close();
	live.close();
}
