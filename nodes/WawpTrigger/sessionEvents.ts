import type { z } from 'zod';

import { present } from '../shared/json';
import { toIso } from '../Wawp/whatsapp/times';
import type { WawpEvent } from './output';
import type { engineSchema, sessionStatusSchema } from './schemas';

/** `session.status`: any state passes, also ones that come later than this code. */
export function sessionFields(session: z.infer<typeof sessionStatusSchema>): Partial<WawpEvent> {
	return present({
		state: session.status,
		qr: session.qr,
		session: session.name,
		timestamp: toIso(session.ts),
	});
}

/** `engine.event`: whatever the engine said, by its own name. */
export function engineFields(event: z.infer<typeof engineSchema>): Partial<WawpEvent> {
	return present({ engineEvent: event.event });
}
