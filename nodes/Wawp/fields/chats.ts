import type { Place, SentField } from '../../shared/field';
import type { Listing } from '../../shared/operation';
import type { Searched } from '../../shared/listSearch';
import { BY_PHONE, byId, locator, type Typed } from '../../shared/locator';
import { CHAT_EXPECTED, chatId, personId, PERSON_EXPECTED } from '../../shared/recipient';
import { understood } from '../../shared/schemas';
import { simplifyChannel, simplifyContact, simplifyGroup } from '../answers/directory';
import { STATUS_CHAT } from '../whatsapp/ids';
import { named, person } from './search';

const GROUP_ID = /^\d+(-\d+)?@g\.us$/;
const CHANNEL_ID = /^\d+@newsletter$/;
const CHANNEL_INVITE = /^(https?:\/\/)?(www\.)?whatsapp\.com\/channel\/([\w-]+)\/?$/i;
const CHANNEL_EXPECTED = 'a channel ID such as 120363012345678901@newsletter';

/** The contacts of the linked number. */
export const CONTACTS: Listing = {
	route: 'GET /contacts/all',
	list: { pages: 'offset' },
	simplify: simplifyContact,
};

/** The groups of the linked number. */
export const GROUPS: Listing = { route: 'GET /groups', list: { pages: 'offset' }, simplify: simplifyGroup };

/** The channels that the linked number owns or follows. */
export const CHANNELS: Listing = {
	route: 'GET /channels',
	list: { pages: 'whole' },
	simplify: simplifyChannel,
};

/** What the lists of the fields below offer, by the names that the fields give the searches. */
export const CHAT_SOURCES: Record<string, Searched[]> = {
	searchChats: [
		{ listing: CONTACTS, entry: person },
		{ listing: GROUPS, entry: named('groupId', 'subject', 'group') },
		{ listing: CHANNELS, entry: named('channelId', 'name', 'channel') },
	],
	searchContacts: [{ listing: CONTACTS, entry: person }],
	searchGroups: [{ listing: GROUPS, entry: named('groupId', 'subject') }],
	searchChannels: [{ listing: CHANNELS, entry: named('channelId', 'name') }],
};

/** A chat of any kind: who gets it. Searchable by name, or typed as people know numbers. */
export function recipient(
	place: Place = 'query',
	displayName = 'Recipient',
	description = 'Who gets it: a contact, group or channel',
): SentField {
	return {
		property: locator({
			displayName,
			name: 'chatId',
			description,
			what: 'chat',
			search: 'searchChats',
			typed: [BY_PHONE, byId('e.g. 120363012345678901@g.us')],
		}),
		schema: understood(chatId, CHAT_EXPECTED),
		in: place,
	};
}

/** A chat that something is done with or in. */
export function chatField(place: Place = 'query', description = 'A contact, group or channel'): SentField {
	return recipient(place, 'Chat', description);
}

/** A chat to read or react in: also the one in which statuses travel. */
export function chatOrStatuses(place: Place = 'query'): SentField {
	const chat = chatField(place);
	return {
		...chat,
		schema: understood(
			(text) => (text.trim() === STATUS_CHAT ? STATUS_CHAT : chatId(text)),
			`${CHAT_EXPECTED}, or ${STATUS_CHAT}`,
		),
	};
}

/** One person: for contact operations. */
export function contact(place: Place = 'query'): SentField {
	return {
		property: locator({
			displayName: 'Contact',
			name: 'contactId',
			description: 'The person, by name or number',
			what: 'contact',
			search: 'searchContacts',
			typed: [BY_PHONE, byId('e.g. 447441429009@c.us')],
		}),
		schema: understood(personId, PERSON_EXPECTED),
		in: place,
	};
}

/** One group, in the path. */
export const GROUP: SentField = {
	property: locator({
		displayName: 'Group',
		name: 'groupId',
		description: 'A group that the linked number is in',
		what: 'group',
		search: 'searchGroups',
		typed: [byId('e.g. 120363012345678901@g.us')],
	}),
	schema: understood((text) => GROUP_ID.exec(text.trim())?.[0], 'a group ID such as 120363012345678901@g.us'),
	in: 'path',
	as: 'id',
};

/** One channel, in the path. */
export const CHANNEL: SentField = channelField(
	channelIdOf,
	CHANNEL_EXPECTED,
	'A channel that the linked number owns or follows',
);

/** One channel, also by its link or invite code, as Get Channel documents. */
export const CHANNEL_OR_INVITE: SentField = channelField(
	(text) => channelIdOf(text) ?? CHANNEL_INVITE.exec(text)?.[3] ?? /^[\w-]{16,}$/.exec(text)?.[0],
	`${CHANNEL_EXPECTED}, its link or its invite code`,
	'A channel of the linked number, or any public one by its link',
	{
		name: 'link',
		displayName: 'By Invite Link',
		placeholder: 'e.g. whatsapp.com/channel/0029Va…',
	},
);

function channelIdOf(text: string): string | undefined {
	return CHANNEL_ID.exec(text)?.[0];
}

function channelField(
	read: (text: string) => string | undefined,
	expected: string,
	description: string,
	...others: Typed[]
): SentField {
	return {
		property: locator({
			displayName: 'Channel',
			name: 'channelId',
			description,
			what: 'channel',
			search: 'searchChannels',
			typed: [...others, byId('e.g. 12036301234567890@newsletter')],
		}),
		schema: understood((text) => read(text.trim()), expected),
		in: 'path',
		as: 'id',
	};
}
