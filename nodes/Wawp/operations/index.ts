import type { Resource } from '../../shared/operation';
import { login } from './login';
import { session } from './session';
import { status } from './status';

/** Everything the Wawp node offers; the first is what a new node shows. */
export const resources: Resource[] = [status, session, login];
