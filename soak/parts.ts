/** All that `npm run soak` runs, in the order of its page. Another part is one more entry here. */
import { BURSTS, BURSTS_IN_QUEUE } from '../e2e/load/bursts';
import { FLOOD } from '../e2e/load/flood';
import { MISSED } from '../e2e/load/missed';
import type { Part } from '../e2e/load/part';
import { QUEUE } from '../e2e/load/queue';
import { REDELIVERY } from '../e2e/load/redelivery';
import { MATRIX, REGISTRATIONS, SECRETS } from './tests';

export const PARTS: readonly Part[] = [
	MATRIX,
	SECRETS,
	FLOOD,
	REDELIVERY,
	REGISTRATIONS,
	QUEUE,
	BURSTS,
	BURSTS_IN_QUEUE,
	MISSED,
];
