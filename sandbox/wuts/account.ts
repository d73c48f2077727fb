import type { Ground } from '../ground/ground';
import { messageId } from '../ground/ids';
import type { PostedStatus, StatusContent } from '../ground/statusFeed';
import { WutsError } from './errors';
import type { WutsAccount } from './types';

/** The token of the user that a sandbox has when none is given; it opens nothing but a sandbox. */
export const DEFAULT_WUTS_TOKEN = '6f1e9c52-3c1b-4f5e-9d7a-1b2c3d4e5f60';

const DEFAULT_PHONE = '447441429009';

/** How long the number is away that lost its connection, milliseconds on the sandbox clock. */
const RECONNECT_MS = 30_000;

/** The user of WUTS with the one number. */
export class Wuts {
	readonly account: Required<WutsAccount>;

	/** What the account leaves out is: connected, with the first number of the sandbox. */
	constructor(
		private readonly ground: Ground,
		account: WutsAccount = { apiToken: DEFAULT_WUTS_TOKEN },
	) {
		this.account = { connected: true, phone: ground.numbers[0]?.phone ?? DEFAULT_PHONE, ...account };
	}

	/** Milliseconds on the sandbox clock. */
	now(): number {
		return this.ground.clock.now();
	}

	/** Throws 503 unless the number is connected. */
	requireConnected(): void {
		if (!this.account.connected) throw new WutsError('device_disconnected');
	}

	/** The number loses its connection, and comes back by itself after half a minute. False when it was not connected. */
	lose(): boolean {
		const { account } = this;
		if (!account.connected) return false;
		account.connected = false;
		this.ground.clock.after(RECONNECT_MS, () => (account.connected = true));
		return true;
	}

	/** Puts a status into the feed. */
	publish(content: StatusContent): PostedStatus {
		const { phone } = this.account;
		return this.ground.feed.add({ service: 'wuts', id: messageId(), instanceId: 'wuts', phone, ...content });
	}
}
