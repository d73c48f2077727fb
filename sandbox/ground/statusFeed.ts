import type { SandboxClock } from './clock';
import type { Live } from './live';
import type { PostedStatus } from '../types';

/** A status lives 24 hours. */
export const STATUS_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** All statuses of all instances, oldest first; deleted and expired ones stay in the list. */
export class StatusFeed {
	private readonly posted: PostedStatus[] = [];

	constructor(
		private readonly clock: SandboxClock,
		private readonly live: Live,
	) {}

	/** Puts a status into the feed, from now for 24 hours. */
	add(status: Omit<PostedStatus, 'postedAt' | 'expiresAt' | 'views'>): PostedStatus {
		const postedAt = this.clock.now();
		const entry = { ...status, postedAt, expiresAt: postedAt + STATUS_LIFETIME_MS, views: [] };
		this.posted.push(entry);
		this.live.changed();
		return entry;
	}

	/** The feed of one instance, or of all. */
	list(instanceId?: string): PostedStatus[] {
		return this.posted.filter((status) => instanceId === undefined || status.instanceId === instanceId);
	}

	/** A status that can still be seen, by its short id. */
	visible(instanceId: string, id: string): PostedStatus | undefined {
		const now = this.clock.now();
		return this.list(instanceId).find(
			(status) => status.id === id && status.deletedAt === undefined && status.expiresAt > now,
		);
	}

	/** Takes a status back. */
	remove(status: PostedStatus): void {
		status.deletedAt = this.clock.now();
		this.live.changed();
	}

	/** Somebody looked at a status. */
	view(status: PostedStatus, viewer: string): void {
		status.views.push({ viewer, at: this.clock.now() });
		this.live.changed();
	}
}
