import { messageId } from '../wawp/events/samples';
import type { StatusFeed } from '../ground/statusFeed';
import type { PostedStatus, WutsAccount } from '../types';
import { WutsError } from './errors';

/** What a status shows. */
export type Content = Pick<
	PostedStatus,
	'type' | 'text' | 'caption' | 'mimetype' | 'fileLength' | 'viewOnce' | 'media'
>;

/** The user of WUTS with the one number. */
export class Wuts {
	constructor(
		readonly account: Required<WutsAccount>,
		private readonly feed: StatusFeed,
	) {}

	/** Throws 503 unless the number is connected. */
	requireConnected(): void {
		if (!this.account.connected) throw new WutsError('device_disconnected');
	}

	/** Puts a status into the feed. */
	publish(content: Content): PostedStatus {
		const { phone } = this.account;
		const id = messageId();
		return this.feed.add({
			service: 'wuts',
			id,
			messageId: `true_status@broadcast_${id}_${phone}@c.us`,
			instanceId: 'wuts',
			phone,
			contacts: null,
			...content,
		});
	}
}
