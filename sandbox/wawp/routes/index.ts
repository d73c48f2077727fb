import { ApiError } from '../errors';
import type { AccountHandler, InstanceHandler } from './call';
import { CHANNEL_ROUTES } from './channels';
import { CHAT_ROUTES } from './chats';
import { CONTACT_ROUTES } from './contacts';
import { GROUP_ROUTES } from './groups';
import { GROUP_SETTINGS_ROUTES } from './groupSettings';
import { LABEL_ROUTES } from './labels';
import { LOGIN_ROUTES } from './login';
import { MESSAGE_ROUTES } from './messages';
import { PARTICIPANT_ROUTES } from './participants';
import { PRESENCE_ROUTES } from './presence';
import { PROFILE_ROUTES } from './profile';
import { SEND_ROUTES } from './send';
import { ACCOUNT_ROUTES, SESSION_ROUTES } from './session';
import { STATUS_ROUTES } from './status';

const INSTANCE_ROUTES: Record<string, InstanceHandler> = {
	...SESSION_ROUTES,
	...LOGIN_ROUTES,
	...STATUS_ROUTES,
	...SEND_ROUTES,
	...MESSAGE_ROUTES,
	...CHAT_ROUTES,
	...CONTACT_ROUTES,
	...GROUP_ROUTES,
	...GROUP_SETTINGS_ROUTES,
	...PARTICIPANT_ROUTES,
	...CHANNEL_ROUTES,
	...LABEL_ROUTES,
	...PRESENCE_ROUTES,
	...PROFILE_ROUTES,
};

/** What the operations do that change or read something, by operationId. */
export const ROUTES: Record<string, AccountHandler> = {
	...ACCOUNT_ROUTES,
	...Object.fromEntries(Object.entries(INSTANCE_ROUTES).map(([id, handler]) => [id, forInstance(handler)])),
};

function forInstance(handler: InstanceHandler): AccountHandler {
	return (call) => {
		const { instance } = call;
		if (instance === undefined) throw new ApiError('invalid_instance');
		return handler({ ...call, instance });
	};
}
