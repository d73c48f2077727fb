import type { Place, SentField } from '../../shared/field';
import type { Listing } from '../../shared/operation';
import type { Searched } from '../../shared/listSearch';
import { locator } from '../../shared/locator';
import { CHAT_EXPECTED, chatId, personId, PERSON_EXPECTED } from '../../shared/recipient';
import { understood } from '../../shared/schemas';
import { simplifyChannel, simplifyContact, simplifyGroup } from '../answers/directory';
import { STATUS_CHAT } from '../whatsapp/ids';
import { named } from './search';

const GROUP_ID = /^\d+(-\d+)?@g\.us$/;
const CHANNEL_ID = /^\d+@newsletter$/;
const CHANNEL_INVITE = /^https?:\/\/(www\.)?whatsapp\.com\/channel\/([\w-]+)\/?$/i;
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
		{ listing: CONTACTS, entry: named('contactId', 'name') },
		{ listing: GROUPS, entry: named('groupId', 'subject', 'group') },
		{ listing: CHANNELS, entry: named('channelId', 'name', 'channel') },
	],
	searchContacts: [{ listing: CONTACTS, entry: named('contactId', 'name') }],
	searchGroups: [{ listing: GROUPS, entry: named('groupId', 'subject') }],
	searchChannels: [{ listing: CHANNELS, entry: named('channelId', 'name') }],
};

/** A chat of any kind: who gets it. Searchable by name, or typed as people know numbers. */
export function recipient(place: Place = 'query', displayName = 'Recipient'): SentField {
	return {
		property: locator({
			displayName,
			name: 'chatId',
			description: 'A contact, group or channel',
			what: 'chat',
			search: 'searchChats',
			id: {
				displayName: 'By ID or Phone',
				placeholder: 'e.g. +44 7441 429009 or 120363012345678901@g.us',
			},
		}),
		schema: understood(chatId, CHAT_EXPECTED),
		in: place,
	};
}

/** A chat to read or react in: also the one in which statuses travel. */
export function chatOrStatuses(place: Place = 'query'): SentField {
	const chat = recipient(place, 'Chat');
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
			what: 'contact',
			search: 'searchContacts',
			id: { displayName: 'By ID or Phone', placeholder: 'e.g. +44 7441 429009' },
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
		what: 'group',
		search: 'searchGroups',
		id: { placeholder: 'e.g. 120363012345678901@g.us' },
	}),
	schema: understood((text) => GROUP_ID.exec(text.trim())?.[0], 'a group ID such as 120363012345678901@g.us'),
	in: 'path',
	as: 'id',
};

/** One channel, in the path. */
export const CHANNEL: SentField = channelField(channelIdOf, CHANNEL_EXPECTED, 'By ID');

/** One channel, also by its link or invite code, as Get Channel documents. */
export const CHANNEL_OR_INVITE: SentField = channelField(
	(text) => channelIdOf(text) ?? CHANNEL_INVITE.exec(text)?.[2] ?? /^[\w-]{16,}$/.exec(text)?.[0],
	`${CHANNEL_EXPECTED}, its link or its invite code`,
	'By ID or Invite Link',
);

function channelIdOf(text: string): string | undefined {
	return CHANNEL_ID.exec(text)?.[0];
}

function channelField(
	read: (text: string) => string | undefined,
	expected: string,
	typed: string,
): SentField {
	return {
		property: locator({
			displayName: 'Channel',
			name: 'channelId',
			what: 'channel',
			search: 'searchChannels',
			id: { displayName: typed, placeholder: 'e.g. 120363012345678901@newsletter' },
		}),
		schema: understood((text) => read(text.trim()), expected),
		in: 'path',
		as: 'id',
	};
}
