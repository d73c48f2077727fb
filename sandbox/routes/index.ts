import type { InstanceHandler } from './call';
import { LOGIN_ROUTES } from './login';
import { SESSION_ROUTES } from './session';
import { STATUS_ROUTES } from './status';

export { ACCOUNT_ROUTES } from './session';

/** Operations with behaviour, by operationId. The others answer with the example of their contract. */
export const INSTANCE_ROUTES: Record<string, InstanceHandler> = {
	...SESSION_ROUTES,
	...LOGIN_ROUTES,
	...STATUS_ROUTES,
};
