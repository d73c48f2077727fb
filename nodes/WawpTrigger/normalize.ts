import { present } from '../shared/json';
import { eventItem } from '../Wawp/whatsapp/event';
import { personOf, type Person } from '../Wawp/whatsapp/people';
import { toIso } from '../Wawp/whatsapp/times';
import { eventKindOf, eventNameOf } from './events';
import type { WawpEvent } from './output';
import { type Envelope, envelopeShape, flatStatusShape } from './shapes';

/** What stood on the wire, in the one shape that the rest of the trigger knows. */
export interface Arrival {
	envelope: Envelope & { event: string };
	payload: unknown;
}

/**
 * Reads a parsed body: WAHA's envelope, `{event, data}` as some receivers saw it, an event with its fields
 * beside the name, or the flat `session.status` of Wawp's page on the instance's life.
 *
 * @returns undefined for anything that names no event
 */
export function readArrival(body: unknown): Arrival | undefined {
	const { event = '', ...envelope } = envelopeShape(body) ?? {};
	if (event === '') return flatStatusOf(body);
	const { data = body, payload = data } = envelope;
	return { envelope: { event, ...envelope }, payload };
}

function flatStatusOf(body: unknown): Arrival | undefined {
	const { event, status = '', instance_id, ts } = flatStatusShape(body) ?? {};
	if (event !== undefined || status === '') return undefined;
	return { envelope: { event: 'session.status', instance_id, timestamp: ts }, payload: body };
}

/** The output item of an event. */
export function normalize({ envelope, payload }: Arrival): WawpEvent & { payload: unknown } {
	const { event, me } = envelope;
	const account = me && personOf([me.id, me.lid], me.pushName);
	const fields = detailsOf(event, payload, account);
	const around = {
		event: eventNameOf(event, fields),
		...present({
			eventId: envelope.id,
			timestamp: toIso(envelope.timestamp),
			instanceId: instanceIdOf(envelope),
			session: envelope.session,
			engine: envelope.engine,
			me: account,
			metadata: envelope.metadata,
		}),
	};
	return eventItem(around, fields, payload);
}

/** What can be read of a payload; an event with an odd one is not lost for it. */
function detailsOf(event: string, payload: unknown, me?: Person): Partial<WawpEvent> {
	try {
		return eventKindOf(event)?.read(payload, me) ?? {};
	} catch {
		return {};
	}
}

/** Wawp keeps the instance id in the session's metadata; the flat shape has it at the top. */
function instanceIdOf({ instance_id: flat, metadata }: Arrival['envelope']): string | undefined {
	const id = flat ?? metadata?.instance_id;
	return typeof id === 'string' && id !== '' ? id : undefined;
}
