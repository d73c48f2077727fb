import type { SandboxClock } from './clock';
import { statusMessageId } from './ids';
import type { Live } from './live';

/** Who saw a status, and when (milliseconds on the sandbox clock). */
export interface StatusView {
	viewer: string;
	at: number;
}

/** What a status shows. */
export interface StatusContent {
	type: 'text' | 'image' | 'voice' | 'video';
	text?: string;
	backgroundColor?: string;
	font?: number;
	linkPreview?: boolean;
	linkPreviewHighQuality?: boolean;
	caption?: string;
	mimetype?: string;
	filename?: string;
	fileLength?: number;
	seconds?: number;
	convert?: boolean;
	asNote?: boolean;
	viewOnce?: boolean;
	/** The uploaded bytes of a picture, voice or video. */
	media?: Buffer;
}

/** A status in the feed. Times are milliseconds on the sandbox clock. */
export interface PostedStatus extends StatusContent {
	/** The name of the service that published it. */
	service: string;
	/** The short id: what deleting takes. */
	id: string;
	/** The long id: `true_status@broadcast_<id>_<own number>@c.us`. */
	messageId: string;
	/** What the service calls the number: its instance, its device. */
	instanceId: string;
	/** The own number. */
	phone: string;
	/** null: everybody. */
	contacts: string[] | null;
	postedAt: number;
	expiresAt: number;
	deletedAt?: number;
	views: StatusView[];
}

/** A status about to be published; without `contacts` for everybody. */
type NewStatus = StatusContent &
	Pick<PostedStatus, 'service' | 'id' | 'instanceId' | 'phone'> &
	Partial<Pick<PostedStatus, 'contacts'>>;

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** All statuses of all services, oldest first; deleted and expired ones stay in the list. */
export class StatusFeed {
	/** `posted` are those of an earlier sandbox. */
	constructor(
		private readonly clock: SandboxClock,
		private readonly live: Live,
		private readonly posted: PostedStatus[] = [],
	) {}

	/** Puts a status into the feed, from now for 24 hours. */
	add(status: NewStatus): PostedStatus {
		const postedAt = this.clock.now();
		const entry: PostedStatus = {
			contacts: null,
			...status,
			messageId: statusMessageId(status.id, status.phone),
			postedAt,
			expiresAt: postedAt + LIFETIME_MS,
			views: [],
		};
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
