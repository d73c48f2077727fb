import { present } from '../shared/json';
import type { Read } from '../shared/lenient';
import { toIso } from '../Wawp/whatsapp/times';
import type { WawpEvent } from './output';
import type { engineShape, sessionStatusShape } from './shapes';

/** `session.status`: any state passes, also ones that come later than this code. */
export function sessionFields(session: Read<typeof sessionStatusShape>): Partial<WawpEvent> {
	return present({
		state: session.status,
		qr: session.qr,
		session: session.name,
		timestamp: toIso(session.ts),
	});
}

/** `engine.event`: whatever the engine said, by its own name. */
export function engineFields(event: Read<typeof engineShape>): Partial<WawpEvent> {
	return present({ engineEvent: event.event });
}
