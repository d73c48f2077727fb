import { present } from '../../shared/json';
import type { Person } from './people';

/** What an event says around its payload; only the keys that it has. */
export interface Around {
	event: string;
	eventId?: string;
	timestamp?: string;
	instanceId?: string;
	session?: string;
	engine?: string;
	me?: Person;
	metadata?: Record<string, unknown>;
}

/** Fields of a payload; two of them tell less than what is around it. */
interface Fields {
	timestamp?: string;
	session?: string;
}

/**
 * The item of an event: what is around the payload, the normalised fields, then the payload as it came. The time around it wins
 * over the payload's: it is when the event happened, also for acknowledgements.
 */
export function eventItem<T extends Fields>({ event, ...around }: Around, fields: T, payload: unknown) {
	const { timestamp, session, ...others } = fields;
	return {
		event,
		...present({
			eventId: around.eventId,
			timestamp: around.timestamp ?? timestamp,
			instanceId: around.instanceId,
			session: around.session ?? session,
			engine: around.engine,
			me: around.me,
			metadata: around.metadata,
		}),
		...others,
		payload,
	};
}
