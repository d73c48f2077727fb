import type { Instance } from '../instances';
import type { World } from '../world';

/** A call that has passed all checks. */
export interface AccountCall {
	world: World;
	accessToken: string;
	/** All parameters but the credentials, by name, valid by the contract. */
	params: Record<string, unknown>;
}

/** A call for one instance. */
export interface InstanceCall extends AccountCall {
	instance: Instance;
}

/** Gives the JSON answer, or throws an `ApiError`. */
export type AccountHandler = (call: AccountCall) => unknown;
export type InstanceHandler = (call: InstanceCall) => unknown;
