import type { DeliveryEffect, DeliveryFault, DeliveryFaultKind, PlannedDeliveryFault } from './types';

/** One delivery before it is signed. */
export interface Delivery {
	/** What is sent; the whole of it is signed. */
	body: string;
	contentType: string;
	secret: string | undefined;
	/** So much of the body arrives, from 0 to 1. */
	share: number;
}

const LARGE_BYTES = 2 * 1024 * 1024;
const DEEP = 20_000;

/** What each kind does to what is sent; those that are missing here are about when and how often. */
const SPOIL: { [Kind in DeliveryFaultKind]?: (delivery: Delivery, effect: DeliveryEffect) => Delivery } = {
	wrongSignature: (delivery) => ({ ...delivery, secret: `not ${delivery.secret ?? 'any'}` }),
	truncated: (delivery) => ({ ...delivery, share: 0.5 }),
	large: (delivery, effect) => {
		const { bytes = LARGE_BYTES } = effect as Extract<DeliveryEffect, { kind: 'large' }>;
		return { ...delivery, body: withMember(delivery.body, `"padding":"${'x'.repeat(bytes)}"`) };
	},
	wrongType: (delivery, effect) => {
		const { contentType = 'text/plain' } = effect as Extract<DeliveryEffect, { kind: 'wrongType' }>;
		return { ...delivery, contentType };
	},
	deepJson: (delivery, effect) => {
		const { depth = DEEP } = effect as Extract<DeliveryEffect, { kind: 'deepJson' }>;
		return {
			...delivery,
			body: withMember(delivery.body, `"deep":${'['.repeat(depth)}${']'.repeat(depth)}`),
		};
	},
};

/** A delivery with what its fault does to it. */
export function spoilt(delivery: Delivery, fault: DeliveryEffect | undefined): Delivery {
	return fault === undefined ? delivery : (SPOIL[fault.kind]?.(delivery, fault) ?? delivery);
}

function withMember(json: string, member: string): string {
	return `${json.slice(0, -1)},${member}}`;
}

interface Entry {
	id: number;
	fault: DeliveryFault;
	left: number;
}

/** Planned faults of deliveries, in the order they were planned. */
export class DeliveryFaults {
	private planned: Entry[] = [];
	private lastId = 0;

	/** `chance` gives numbers from 0 to below 1; `changed` is called when what waits is another. */
	constructor(
		private readonly chance: () => number,
		private readonly changed: () => void,
	) {}

	/** Plans a fault; without `times` it stays until it is cleared. */
	add(fault: DeliveryFault): void {
		this.lastId += 1;
		this.planned.push({ id: this.lastId, fault, left: fault.times ?? Infinity });
		this.changed();
	}

	/** What still waits to happen. */
	list(): PlannedDeliveryFault[] {
		return this.planned.map(({ id, fault, left }) => ({
			...fault,
			id,
			...(Number.isFinite(left) && { left }),
		}));
	}

	clear(): void {
		this.planned = [];
		this.changed();
	}

	/** Takes one back; false when none with this id waits. */
	remove(id: number): boolean {
		const before = this.planned.length;
		this.planned = this.planned.filter((entry) => entry.id !== id);
		this.changed();
		return this.planned.length < before;
	}

	/** The fault of a delivery of this event, used up by one. */
	take(event: string): DeliveryFault | undefined {
		const found = this.planned.find(
			({ fault }) =>
				(fault.event ?? event) === event && (fault.rate === undefined || this.chance() < fault.rate),
		);
		if (found === undefined) return undefined;
		found.left -= 1;
		this.planned = this.planned.filter(({ left }) => left > 0);
		this.changed();
		return found.fault;
	}
}
