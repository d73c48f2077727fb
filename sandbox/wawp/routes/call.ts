import type { ServedPhone } from '../engine/message';
import type { Instance } from '../instances';
import type { Wawp } from '../state';
import { requireWorking } from './checks';

/** A call that has passed all checks of the contract. */
export interface WawpCall {
	wawp: Wawp;
	accessToken: string;
	/** All parameters but the credentials, by name, valid by the contract. */
	params: Record<string, unknown>;
	/** Missing where the contract asks for none. */
	instance: Instance | undefined;
}

/** A call for one instance. */
export interface InstanceCall extends WawpCall {
	instance: Instance;
}

/** A call about what is on the phone of an instance; `params` are what the contract says of the route. */
export interface PhoneCall<Params = Record<string, never>> extends ServedPhone {
	wawp: Wawp;
	params: Params;
	/** Milliseconds on the sandbox clock. */
	now: number;
	/** Sends a webhook event. */
	tell: (event: string, payload: object) => void;
}

/** Gives the JSON answer, or throws an `ApiError`. */
export type AccountHandler = (call: WawpCall) => unknown;
export type InstanceHandler = (call: InstanceCall) => unknown;

/** Gives the JSON answer, nothing for plain success, or throws an `ApiError`. */
export type PhoneHandler<Params = Record<string, never>> = (call: PhoneCall<Params>) => unknown;

const SUCCESS = { success: true };

/** A route that reads what the sandbox keeps, whatever the state of the session. */
export function always<Params>(handler: PhoneHandler<Params>): InstanceHandler {
	return async (call) => {
		const answer = (await handler(phoneCall(call))) ?? SUCCESS;
		call.wawp.ground.live.changed();
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

function phoneCall<Params>({ wawp, instance, params }: InstanceCall): PhoneCall<Params> {
	return {
		wawp,
		instance,
		phone: wawp.phones.of(instance),
		origin: wawp.ground.origin,
		params: params as Params,
		now: wawp.ground.clock.now(),
		tell: (event, payload) => void wawp.webhooks.send(instance, event, payload),
	};
}

/** The address of a picture, or null. */
export function pictureUrl({ origin }: Pick<PhoneCall, 'origin'>, name: string | undefined): string | null {
	return name === undefined ? null : `${origin}/sandbox/media/${name}`;
}
