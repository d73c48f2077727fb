import { z } from 'zod';

import type { Field } from './operation';

/** Seconds until a call is given up when the user sets nothing. A status for many contacts takes long. */
export const DEFAULT_TIMEOUT_SECONDS = 120;

/** An option of every operation, read by the machinery itself. */
export const TIMEOUT: Field = {
	property: {
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description: 'How many seconds to wait for an answer',
	},
	schema: z.coerce.number().min(1).max(3600).describe('a number of seconds from 1 to 3600'),
	in: 'local',
};
