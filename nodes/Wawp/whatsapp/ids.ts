export type ChatType = 'private' | 'group' | 'channel' | 'status' | 'broadcast';

/** IDs of WhatsApp have about a hundred characters; what is far longer is none and is not looked at. */
export const LONGEST_ID = 500;

/** The chat in which statuses (stories) travel. */
export const STATUS_CHAT = 'status@broadcast';

const CHAT_TYPES: Record<string, ChatType> = {
	'c.us': 'private',
	lid: 'private',
	'g.us': 'group',
	newsletter: 'channel',
	broadcast: 'broadcast',
};

/**
 * An ID in the form that Wawp's send operations take: without the device (`447…:13@…` names one phone of
 * several), and `@c.us` where the engines NOWEB and GOWS write `@s.whatsapp.net`. A LID stays a LID: it is no
 * phone number and must never become one.
 *
 * @returns undefined for an empty text, and for one of more than 500 characters
 */
export function chatIdOf(id: string | undefined): string | undefined {
	if (id === undefined || id === '' || id.length > LONGEST_ID) return undefined;
	const parts = /^([^@:]+)(?::\d+)?@(.+)$/.exec(id);
	if (!parts) return id;
	const [, user = '', server = ''] = parts;
	return `${user}@${server === 's.whatsapp.net' ? 'c.us' : server}`;
}

/** What kind of chat an ID names; private chats by phone number and by LID are both `private`. */
export function chatTypeOf(chatId: string | undefined): ChatType | undefined {
	if (chatId === undefined) return undefined;
	if (chatId === STATUS_CHAT) return 'status';
	const server = chatId.slice(chatId.lastIndexOf('@') + 1);
	return Object.hasOwn(CHAT_TYPES, server) ? CHAT_TYPES[server] : undefined;
}

/** The parts of a long message ID. */
export interface MessageKey {
	fromMe: boolean;
	chatId: string;
	/** The short ID: the part between chat and participant. */
	shortId: string;
	/** In groups and statuses: who wrote it. */
	participant?: string;
}

/**
 * The parts of WAHA's message ID `<fromMe>_<chat>_<id>[_<participant>]`, the only place where every engine writes the
 * chat in the same way.
 *
 * @returns undefined for a short ID, and for what is no ID, as one of more than 500 characters
 */
export function messageKeyOf(id: string | undefined): MessageKey | undefined {
	if (id === undefined || id.length > LONGEST_ID) return undefined;
	const [direction = '', chat = '', shortId = '', writer, ...more] = id.split('_', 6);
	const wellFormed = /^(true|false)$/.test(direction) && isChat(chat) && shortId !== '' && more.length === 0;
	const chatId = chatIdOf(chat);
	if (!wellFormed || chatId === undefined || (writer !== undefined && !isChat(writer))) return undefined;
	const participant = chatIdOf(writer);
	return {
		fromMe: direction === 'true',
		chatId,
		shortId,
		...(participant !== undefined && { participant }),
	};
}

/** An `@` with something before and behind it. */
function isChat(text: string): boolean {
	const at = text.indexOf('@');
	return at > 0 && at < text.length - 1;
}

/**
 * The short form of a message ID: the `<ID>` in `true_status@broadcast_<ID>_<me>@c.us`. A short one stays.
 * WAHA deletes statuses by the short form; whether Wawp takes the long one is not documented.
 */
export function shortMessageId(id: string): string {
	return messageKeyOf(id.trim())?.shortId ?? id.trim();
}
