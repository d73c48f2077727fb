import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../ground/clock';
import type { StatusFeed } from '../ground/statusFeed';
import type { PostedStatus, WassengerAccount, WassengerDevice } from '../types';
import { WassengerError } from './errors';
import { Queue } from './queue';

/** What a status shows. */
export type Content = Pick<PostedStatus, 'type' | 'text' | 'caption' | 'mimetype' | 'fileLength' | 'media'>;

/** When a status is published; without `deliverAt` at once. */
export interface Plan {
	/** Milliseconds on the sandbox clock. */
	deliverAt: number | undefined;
	isStrict: boolean;
}

/** A status that was taken. */
export interface Taken {
	id: string;
	createdAt: number;
	isPublished: boolean;
}

/** The account of Wassenger and the queues of its devices. */
export class Wassenger {
	private readonly queues = new Map<string, Queue>();

	constructor(
		readonly account: WassengerAccount,
		private readonly clock: SandboxClock,
		private readonly feed: StatusFeed,
	) {}

	/** The device that may publish. Throws 404 for an unknown one, 403 for the wrong plan, 409 when it is offline. */
	publisher(id: string): WassengerDevice {
		const device = this.account.devices.find((one) => one.id === id.toLowerCase());
		if (device === undefined) throw new WassengerError('device_not_found');
		if (this.account.plan === 'basic') throw new WassengerError('plan_required');
		if (device.status === 'offline') throw new WassengerError('device_offline');
		return device;
	}

	/** Takes a status, which appears in the feed when its time comes. */
	post(device: WassengerDevice, content: Content, { deliverAt, isStrict }: Plan): Taken {
		const taken = { id: randomBytes(12).toString('hex'), createdAt: this.clock.now(), isPublished: false };
		const queue = this.queues.get(device.id) ?? new Queue(this.clock);
		this.queues.set(device.id, queue);
		queue.add(deliverAt ?? taken.createdAt, isStrict, () => {
			taken.isPublished = true;
			this.publish(device, taken.id, content);
		});
		return taken;
	}

	private publish({ id: instanceId, phone }: WassengerDevice, id: string, content: Content): void {
		const messageId = `true_status@broadcast_${id}_${phone}@c.us`;
		this.feed.add({
			service: 'wassenger',
			id,
			messageId,
			instanceId,
			phone,
			contacts: null,
			...content,
		});
	}
}
