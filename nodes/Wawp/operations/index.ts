import type { Resource } from '../../shared/operation';
import { channel } from './channel';
import { chat } from './chat';
import { contact } from './contact';
import { group } from './group';
import { label } from './label';
import { login } from './login';
import { message } from './message';
import { presence } from './presence';
import { profile } from './profile';
import { session } from './session';
import { status } from './status';

/** Everything the Wawp node offers; the first is what a new node shows. */
export const resources: Resource[] = [
	status,
	session,
	login,
	message,
	chat,
	contact,
	group,
	channel,
	label,
	presence,
	profile,
];
