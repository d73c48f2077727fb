import type { Wall } from '../place';
import { closed } from './closed';
import { fast } from './fast';
import { filters } from './filters';
import { named } from './named';
import { neverTwice } from './neverTwice';
import { once } from './once';
import { pace } from './pace';
import { registration } from './registration';
import { trigger } from './trigger';
import { truth } from './truth';
import { secrets } from './secrets';
import { wait } from './wait';

/** Everything that `npm run mutate` breaks. */
export const WALLS: Wall[] = [
	named,
	closed,
	truth,
	secrets,
	neverTwice,
	pace,
	fast,
	trigger,
	once,
	filters,
	registration,
	wait,
];
