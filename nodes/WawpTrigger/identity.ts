export type ChatType = 'private' | 'group' | 'channel' | 'status' | 'broadcast';

/** A WhatsApp account as far as the event shows it. `phone` is digits only; `lid` is the whole id. */
export interface Person {
	phone?: string;
	lid?: string;
	name?: string;
}

/** The chat in which statuses (stories) travel. */
export const STATUS_CHAT = 'status@broadcast';

/**
 * An id in the form that Wawp's send operations take: without the device (`447…:13@…` names one phone of
 * several), and `@c.us` where the engines NOWEB and GOWS write `@s.whatsapp.net`. A LID stays a LID: it is no
 * phone number and must never become one.
 */
export function chatIdOf(id: string | undefined): string | undefined {
	const parts = /^([^@:]+)(?::\d+)?@(.+)$/.exec(id ?? '');
	if (!parts) return id === '' ? undefined : id;
	const [, user = '', server = ''] = parts;
	return `${user}@${server === 's.whatsapp.net' ? 'c.us' : server}`;
}

/** What kind of chat an id names; private chats by phone number and by LID are both `private`. */
export function chatTypeOf(chatId: string | undefined): ChatType | undefined {
	if (chatId === undefined) return undefined;
	if (chatId === STATUS_CHAT) return 'status';
	const kinds: Record<string, ChatType> = {
		'c.us': 'private',
		lid: 'private',
		'g.us': 'group',
		newsletter: 'channel',
		broadcast: 'broadcast',
	};
	const server = chatId.slice(chatId.lastIndexOf('@') + 1);
	return Object.hasOwn(kinds, server) ? kinds[server] : undefined;
}

/**
 * One person from all ids an event has for them: the phone from the first `@c.us` or `@s.whatsapp.net`, the
 * LID from the first `@lid`. Ids of groups and broadcasts are no persons and are passed over.
 */
export function personOf(ids: readonly (string | undefined)[], name?: string): Person | undefined {
	const known = ids.map(chatIdOf).filter((id) => id !== undefined);
	const phone = known.find((id) => /^\d+@c\.us$/.test(id));
	const lid = known.find((id) => /^\w+@lid$/.test(id));
	const person: Person = {
		...(phone !== undefined && { phone: phone.slice(0, phone.indexOf('@')) }),
		...(lid !== undefined && { lid }),
		...(name !== undefined && name !== '' && { name }),
	};
	return Object.keys(person).length > 0 ? person : undefined;
}

export interface MessageKey {
	fromMe: boolean;
	chatId: string;
	participant?: string;
}

/**
 * The parts of WAHA's message id `<fromMe>_<chat>_<id>[_<participant>]`, or undefined for a short id.
 * The only place where every engine writes the chat in the same way.
 */
export function messageKeyOf(id: string | undefined): MessageKey | undefined {
	const parts = /^(true|false)_([^_]+@[^_]+)_[^_]+(?:_([^_]+@[^_]+))?$/.exec(id ?? '');
	const chatId = chatIdOf(parts?.[2]);
	if (!parts || chatId === undefined) return undefined;
	const participant = chatIdOf(parts[3]);
	return { fromMe: parts[1] === 'true', chatId, ...(participant !== undefined && { participant }) };
}
