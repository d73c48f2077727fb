import { isGroupId } from '../phone/addresses';
import type { Phone } from '../phone/phone';
import { working } from './call';
import type { InstanceHandler, PhoneCall } from './call';

interface InChat {
	chatId: string;
}

/** Operations about who is there and who types, by operationId. */
export const PRESENCE_ROUTES: Record<string, InstanceHandler> = {
	startTyping: typing('typing'),
	stopTyping: typing(undefined),
	setPresence: working(({ phone, params }: PhoneCall<{ chatId?: string; presence: string }>) => {
		const { chatId, presence } = params;
		if (chatId === undefined) phone.presence = presence;
		else showIn(phone, phone.addressee(chatId), WORDS[presence]);
	}),
	getPresence: working(({ phone, params, tell }: PhoneCall<InChat>) => {
		const id = phone.peer(params.chatId);
		const presence = presenceOf(phone, id);
		const isNew = !phone.subscriptions.has(id);
		phone.subscriptions.add(id);
		if (isNew) tell('presence.update', presence);
		return presence;
	}),
};

/** What is shown in a chat; the other words end it. */
const WORDS: Record<string, string | undefined> = {
	typing: 'typing',
	composing: 'typing',
	recording: 'recording',
};

function typing(presence: string | undefined): InstanceHandler {
	return working(({ phone, params }: PhoneCall<InChat>) => {
		showIn(phone, phone.addressee(params.chatId), presence);
	});
}

function showIn(phone: Phone, id: string, presence: string | undefined): void {
	const chat = phone.chats.get(phone.idOf(id));
	if (chat !== undefined) chat.ownPresence = presence;
}

/** The presence of a person, or of all members of a group. */
function presenceOf(phone: Phone, id: string): object {
	const people = isGroupId(id) ? phone.group(id).participants.map((one) => one.id) : [id];
	const others = people.filter((one) => one !== phone.me.id);
	return {
		id,
		presences: others.map((participant) => {
			const { presence = 'offline', lastSeen = null } = phone.contact(participant) ?? {};
			return { participant, lastKnownPresence: presence, lastSeen };
		}),
	};
}
