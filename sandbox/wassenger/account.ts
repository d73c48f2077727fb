import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../ground/clock';
import type { OwnNumber } from '../ground/ground';
import type { StatusContent, StatusFeed } from '../ground/statusFeed';
import { WassengerError } from './errors';
import { Queue } from './queue';
import type { WassengerAccount, WassengerDevice } from './types';

/** The key of the account that a sandbox has when none is given; it opens nothing but a sandbox. */
export const DEFAULT_WASSENGER_KEY = 'sandbox0wassenger0key';

/** Online, online, offline. */
export const DEFAULT_DEVICE_IDS = [
	'66d1a54430541033aa01bb01',
	'66d1a54430541033aa01bb02',
	'66d1a54430541033aa01bb03',
] as const;

/** An account with a device for each of the first numbers of the sandbox. */
export function defaultAccount(numbers: OwnNumber[]): WassengerAccount {
	const devices = DEFAULT_DEVICE_IDS.flatMap((id, index): WassengerDevice[] => {
		const number = numbers[index];
		const status = index < 2 ? 'online' : 'offline';
		return number === undefined ? [] : [{ id, phone: number.phone, alias: number.name, status }];
	});
	return { apiKey: DEFAULT_WASSENGER_KEY, devices };
}

/** When a status is published; without `deliverAt` at once. */
export interface Schedule {
	/** Milliseconds on the sandbox clock. */
	deliverAt: number | undefined;
	isStrict: boolean;
}

/** A status that was accepted. */
interface AcceptedStatus {
	id: string;
	createdAt: number;
	isPublished: boolean;
}

/** A status that waits for its time or its turn. */
export interface WaitingStatus {
	accepted: AcceptedStatus;
	deviceId: string;
	content: StatusContent;
	schedule: Schedule;
}

/** How long a device is away that lost its connection, milliseconds on the sandbox clock. */
const RECONNECT_MS = 30_000;

/** The account of Wassenger and the queues of its devices. */
export class Wassenger {
	private readonly queues = new Map<string, Queue>();
	private readonly waiting = new Set<WaitingStatus>();

	readonly account: WassengerAccount;

	/** `waiting` are the statuses that an earlier sandbox had not published yet. */
	constructor(
		account: WassengerAccount,
		readonly clock: SandboxClock,
		private readonly feed: StatusFeed,
		waiting: WaitingStatus[] = [],
	) {
		this.account = { ...account, devices: account.devices.map((device) => ({ ...device })) };
		for (const status of waiting) this.enqueue(status);
	}

	/** The device that may publish. Throws 404 for an unknown one, 403 for the wrong plan, 409 when it is offline. */
	publisher(id: string): WassengerDevice {
		const device = this.device(id);
		if (device === undefined) throw new WassengerError('device_not_found');
		if (this.account.plan === 'basic') throw new WassengerError('plan_required');
		if (device.status === 'offline') throw new WassengerError('device_offline');
		return device;
	}

	/** A device goes offline, and comes back by itself after half a minute. False when none with this id is online. */
	lose(id: string | undefined): boolean {
		const device = id === undefined ? undefined : this.device(id);
		if (device?.status !== 'online') return false;
		device.status = 'offline';
		this.clock.after(RECONNECT_MS, () => (device.status = 'online'));
		return true;
	}

	/** Takes a status, which appears in the feed when its time comes. */
	post(device: WassengerDevice, content: StatusContent, schedule: Schedule): AcceptedStatus {
		const accepted = { id: randomBytes(12).toString('hex'), createdAt: this.clock.now(), isPublished: false };
		this.enqueue({ accepted, deviceId: device.id, content, schedule });
		return accepted;
	}

	/** What was accepted and is not published yet, in the order in which it came. */
	save(): WaitingStatus[] {
		return [...this.waiting];
	}

	private enqueue(status: WaitingStatus): void {
		const { accepted, deviceId, schedule } = status;
		const queue = this.queues.get(deviceId) ?? new Queue(this.clock);
		this.queues.set(deviceId, queue);
		this.waiting.add(status);
		queue.add(schedule.deliverAt ?? accepted.createdAt, schedule.isStrict, () => this.publish(status));
	}

	private device(id: string): WassengerDevice | undefined {
		return this.account.devices.find((one) => one.id === id.toLowerCase());
	}

	private publish(status: WaitingStatus): void {
		const { accepted, deviceId: instanceId, content } = status;
		accepted.isPublished = true;
		this.waiting.delete(status);
		const phone = this.device(instanceId)?.phone;
		if (phone === undefined) return;
		this.feed.add({ service: 'wassenger', id: accepted.id, instanceId, phone, ...content });
	}
}
