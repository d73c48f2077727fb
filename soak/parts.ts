/** All that `npm run soak` runs, in the order of its page. Another part is one more entry here. */
import { FLOOD } from '../e2e/load/flood';
import type { Part } from '../e2e/load/part';
import { QUEUE } from '../e2e/load/queue';
import { REDELIVERY } from '../e2e/load/redelivery';
import { MATRIX, REGISTRATIONS, SECRETS } from './tests';

export const PARTS: readonly Part[] = [MATRIX, SECRETS, FLOOD, REDELIVERY, REGISTRATIONS, QUEUE];
