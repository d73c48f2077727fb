import { ApiError } from '../errors';
import type { Instance } from '../instances';
import type { WebhookSettings } from '../types';
import type { AccountHandler, InstanceCall } from './call';

/** One webhook as it travels; of `retries` the seconds stand in `delay`. */
interface WireWebhook {
	url: string;
	events?: string[];
	is_active?: boolean | 0 | 1;
	name?: string;
	retries?: {
		delay?: number;
		attempts?: number | undefined;
		policy?: 'constant' | 'linear' | 'exponential' | undefined;
	};
	hmac?: string;
}

/** The webhook operations of version 2 by operationId. */
export const WEBHOOK_ROUTES: Record<string, AccountHandler> = {
	getWebhooks: paid(({ instance }) => listOf(instance)),
	replaceWebhooks: paid((call) => {
		const given = call.params['webhooks'] as WireWebhook[];
		const { instance } = call;
		const system = instance.webhooks.filter(({ isSystem }) => isSystem).map(({ url }) => url);
		instance.webhooks = given.map((wire) => ({
			...settingsOf(wire),
			...(system.includes(wire.url) && { isSystem: true }),
		}));
		return listOf(instance);
	}),
	setWebhook: paid(({ instance, params }) => {
		const settings = settingsOf(params as unknown as WireWebhook);
		return { success: true, webhook: wireOf(putWebhook(instance, settings)) };
	}),
	updateWebhook: paid(({ instance, params }) => {
		const settings = settingsOf(params as unknown as WireWebhook);
		if (!instance.webhooks.some(({ url }) => url === settings.url)) throw new ApiError('webhook_not_found');
		return { success: true, webhook: wireOf(putWebhook(instance, settings)) };
	}),
};

/** Adds a webhook, or changes what is given of the one with its URL. */
export function putWebhook(instance: Instance, settings: WebhookSettings): WebhookSettings {
	const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
	const known = instance.webhooks.find(({ url }) => url === settings.url);
	if (known !== undefined) return Object.assign(known, given);
	const added = { isActive: true, ...given, url: settings.url };
	instance.webhooks.push(added);
	return added;
}

/** A route of the paid plans. */
function paid(handler: (call: InstanceCall) => object): AccountHandler {
	return ({ instance, ...call }) => {
		if (instance === undefined) throw new ApiError('invalid_instance');
		if (!call.wawp.instances.hasWebhooks(call.accessToken)) throw new ApiError('subscription_required');
		const answer = handler({ ...call, instance });
		call.wawp.ground.live.changed();
		return answer;
	};
}

function listOf({ webhooks }: Instance): object {
	const system = webhooks.find(({ isSystem }) => isSystem);
	return {
		webhooks: webhooks.map(wireOf),
		systemConfig: system === undefined ? {} : { url: system.url, events: system.events ?? ['*'] },
	};
}

function wireOf({ url, events = ['*'], isActive, name, retry, secret }: WebhookSettings): WireWebhook {
	const { delayMs, attempts, policy } = retry ?? {};
	const retries = { ...(delayMs !== undefined && { delay: delayMs / 1000 }), attempts, policy };
	return {
		url,
		events,
		is_active: isActive === false ? 0 : 1,
		...(name !== undefined && { name }),
		...(retry && { retries }),
		...(secret && { hmac: secret }),
	};
}

function settingsOf({ url, events, is_active, name, retries, hmac }: WireWebhook): WebhookSettings {
	return {
		url,
		events,
		name,
		secret: hmac,
		isActive: is_active === undefined ? undefined : Boolean(is_active),
		...(retries && { retry: retryOf(retries) }),
	};
}

function retryOf({ delay, attempts, policy }: NonNullable<WireWebhook['retries']>): WebhookSettings['retry'] {
	return { attempts, policy, ...(delay !== undefined && { delayMs: delay * 1000 }) };
}
