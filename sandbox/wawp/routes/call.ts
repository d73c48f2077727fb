import type { Telling } from '../engine/message';
import type { Instance } from '../instances';
import type { World } from '../../world';
import { requireWorking } from './session';

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

/** A call about what is on the phone of an instance; `params` are what the contract says of the route. */
export interface PhoneCall<Params = Record<string, never>> extends Telling {
	world: World;
	params: Params;
	/** Milliseconds on the sandbox clock. */
	now: number;
	/** Sends a webhook event. */
	tell: (event: string, payload: object) => void;
}

/** Gives the JSON answer, or throws an `ApiError`. */
export type AccountHandler = (call: AccountCall) => unknown;
export type InstanceHandler = (call: InstanceCall) => unknown;

/** Gives the JSON answer, nothing for plain success, or throws an `ApiError`. */
export type PhoneHandler<Params = Record<string, never>> = (call: PhoneCall<Params>) => unknown;

const SUCCESS = { success: true };

/** A route that reads what the sandbox keeps, whatever the state of the session. */
export function always<Params>(handler: PhoneHandler<Params>): InstanceHandler {
	return async (call) => {
		const answer = (await handler(phoneCall(call))) ?? SUCCESS;
		call.world.live.changed();
		return answer;
	};
}

/** A route that needs a working session. */
export function working<Params>(handler: PhoneHandler<Params>): InstanceHandler {
	const perform = always(handler);
	return (call) => {
		requireWorking(call.instance);
		return perform(call);
	};
}

function phoneCall<Params>({ world, instance, params }: InstanceCall): PhoneCall<Params> {
	return {
		world,
		instance,
		phone: world.phones.of(instance),
		origin: world.origin,
		params: params as Params,
		now: world.clock.now(),
		tell: (event, payload) => void world.webhooks.send(instance, event, payload),
	};
}

/** The address of a picture, or null. */
export function pictureUrl({ origin }: Pick<PhoneCall, 'origin'>, name: string | undefined): string | null {
	return name === undefined ? null : `${origin}/sandbox/media/${name}`;
}
