import { ApiError } from './errors';
import { SAMPLE_PAYLOADS } from './events';
import { accountOf } from './instances';
import type { Instance } from './instances';
import type { Sending } from './webhooks';
import type { World } from './world';

const DEFAULT_TEXT = 'Are you open today?';

/** An event somebody wants to be sent. */
export interface EventRequest {
	event: string;
	payload?: object | undefined;
	/** The words of a sample message. */
	text?: string | undefined;
}

/** Begins to send an event of an instance. Throws for an unknown instance, and for an unknown event without a payload. */
export function sendEvent(world: World, instanceId: string, wanted: EventRequest): Sending {
	const instance = world.instances.get(instanceId);
	if (instance === undefined) throw new ApiError('invalid_instance');
	const payload = wanted.payload ?? samplePayload(instance, wanted, world.clock.now());
	return world.webhooks.send(instance, wanted.event, payload);
}

function samplePayload(
	instance: Instance,
	{ event, text = DEFAULT_TEXT }: EventRequest,
	now: number,
): object {
	const sample = Object.hasOwn(SAMPLE_PAYLOADS, event) ? SAMPLE_PAYLOADS[event] : undefined;
	if (sample === undefined) {
		throw new ApiError('rest_invalid_param', { message: `There is no sample of the event ${event}.` });
	}
	const { status, name: session } = instance;
	return sample({ me: accountOf(instance).id, now, text, status, session });
}
