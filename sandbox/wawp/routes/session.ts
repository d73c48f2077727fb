import { notSupported, wrongState } from '../errors';
import { accountOf } from '../instances';
import type { Instance } from '../instances';
import { qrDataUrl } from '../../ground/qr';
import { sessionBody } from '../sessions';
import type { AccountHandler, InstanceCall, InstanceHandler } from './call';

/** The one operation that needs no instance. */
export const ACCOUNT_ROUTES: Record<string, AccountHandler> = {
	createSession: ({ world, accessToken, params }) => {
		const instance = world.instances.create(accessToken, params['name'] as string, world.clock.now());
		world.sessions.resume(instance);
		world.live.changed();
		return sessionBody(instance);
	},
};

/** Session operations by operationId. */
export const SESSION_ROUTES: Record<string, InstanceHandler> = {
	startSession: changing(({ world, instance }) => world.sessions.start(instance)),
	stopSession: changing(({ world, instance }) => world.sessions.stop(instance)),
	restartSession: changing(({ world, instance }) => world.sessions.restart(instance)),
	logoutSession: changing(({ world, instance }) => world.sessions.logout(instance)),
	logoutSessionGet: changing(({ world, instance }) => world.sessions.logout(instance)),
	deleteSession: ({ world, instance }) => {
		world.sessions.stop(instance);
		world.instances.remove(instance);
		world.live.changed();
		return { success: true };
	},
	getSessionInfo: ({ instance }) => ({
		...sessionBody(instance),
		me: instance.status === 'WORKING' ? accountOf(instance) : null,
		engine: { engine: instance.engine },
		...(instance.qr && { qr: qrDataUrl(instance.qr.value) }),
	}),
	getSessionMe: ({ instance }) => {
		requireWorking(instance);
		return accountOf(instance);
	},
	getLegacyStatus: ({ instance }) => ({ status: instance.status === 'WORKING' ? 'Online' : 'Offline' }),
};

/** Throws 422 unless the session works. */
export function requireWorking(instance: Instance): void {
	if (instance.status !== 'WORKING') throw wrongState(instance.status, 'WORKING');
}

/** Throws 501 on an engine that cannot do it. */
export function requireEngine(instance: Instance, engine: Instance['engine'], what: string): void {
	if (instance.engine !== engine) throw notSupported(what, instance.engine);
}

function changing(change: (call: InstanceCall) => void): InstanceHandler {
	return (call) => {
		change(call);
		return sessionBody(call.instance);
	};
}
