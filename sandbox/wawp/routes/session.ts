import { accountOf } from '../instances';
import { qrDataUrl } from '../../ground/qr';
import { sessionBody } from '../sessions';
import { requireWorking } from './checks';
import type { AccountHandler, InstanceCall, InstanceHandler } from './call';

/** The one operation that needs no instance. */
export const ACCOUNT_ROUTES: Record<string, AccountHandler> = {
	createSession: ({ wawp: { instances, sessions, ground }, accessToken, params }) => {
		const instance = instances.create(accessToken, params['name'] as string, ground.clock.now());
		sessions.resume(instance);
		ground.live.changed();
		return sessionBody(instance);
	},
};

/** Session operations by operationId. */
export const SESSION_ROUTES: Record<string, InstanceHandler> = {
	startSession: changing(({ wawp, instance }) => wawp.sessions.start(instance)),
	stopSession: changing(({ wawp, instance }) => wawp.sessions.stop(instance)),
	restartSession: changing(({ wawp, instance }) => wawp.sessions.restart(instance)),
	logoutSession: changing(({ wawp, instance }) => wawp.sessions.logout(instance)),
	logoutSessionGet: changing(({ wawp, instance }) => wawp.sessions.logout(instance)),
	deleteSession: ({ wawp, instance }) => {
		wawp.sessions.stop(instance);
		wawp.instances.remove(instance);
		wawp.ground.live.changed();
		return { success: true };
	},
	getSessionInfo: async ({ instance }) => ({
		...sessionBody(instance),
		me: instance.status === 'WORKING' ? accountOf(instance) : null,
		engine: { engine: instance.engine },
		...(instance.qr && { qr: await qrDataUrl(instance.qr.value) }),
	}),
	getSessionMe: ({ instance }) => {
		requireWorking(instance);
		return accountOf(instance);
	},
	getLegacyStatus: ({ instance }) => ({ status: instance.status === 'WORKING' ? 'Online' : 'Offline' }),
};

function changing(change: (call: InstanceCall) => void): InstanceHandler {
	return (call) => {
		change(call);
		return sessionBody(call.instance);
	};
}
