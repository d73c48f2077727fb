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

/** Fields of a payload; two of them tell less than what is around it, and three are what people look for first. */
interface Fields {
	timestamp?: string;
	session?: string;
	from?: Person;
	text?: string;
	chatId?: string;
}

/**
 * The item of an event: what it is, who wrote what in which chat, the other normalised fields, what is around the payload, then the
 * payload as it came. The time around it wins
 * over the payload's: it is when the event happened, also for acknowledgements.
 */
export function eventItem<T extends Fields>({ event, ...around }: Around, fields: T, payload: unknown) {
	const { timestamp, session, from, text, chatId, ...others } = fields;
	return {
		event,
		...present({ from, text, chatId, timestamp: around.timestamp ?? timestamp }),
		...others,
		...present({
			eventId: around.eventId,
			instanceId: around.instanceId,
			session: around.session ?? session,
			engine: around.engine,
			me: around.me,
			metadata: around.metadata,
		}),
		payload,
	};
}
