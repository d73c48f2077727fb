import type { Field, Place } from '../../shared/operation';
import { CHAT_EXPECTED, chatId, personId, PHONE_EXPECTED } from '../../shared/recipient';
import { understood } from '../../shared/schemas';

const GROUP_ID = /^\d+(-\d+)?@g\.us$/;
const CHANNEL_ID = /^\d+@newsletter$/;
const CHANNEL_INVITE = /^https?:\/\/(www\.)?whatsapp\.com\/channel\/([\w-]+)\/?$/i;

/** A chat of any kind: who gets it. Searchable by name, or typed as people know numbers. */
export function recipient(place: Place = 'query', displayName = 'Recipient'): Field {
	return {
		property: {
			displayName,
			name: 'chatId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'A contact, group or channel',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a chat…',
					typeOptions: { searchListMethod: 'searchChats', searchable: true },
				},
				{
					displayName: 'By ID or Phone',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. +44 7441 429009 or 120363012345678901@g.us',
				},
			],
		},
		schema: understood(chatId, CHAT_EXPECTED.replace('expected ', '')),
		in: place,
	};
}

/** One person: for contact operations. */
export function contact(place: Place = 'query'): Field {
	return {
		property: {
			displayName: 'Contact',
			name: 'contactId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a contact…',
					typeOptions: { searchListMethod: 'searchContacts', searchable: true },
				},
				{
					displayName: 'By ID or Phone',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. +44 7441 429009',
				},
			],
		},
		schema: understood(personId, PHONE_EXPECTED.replace('expected ', '')),
		in: place,
	};
}

/** One group, in the path. */
export const GROUP: Field = {
	property: {
		displayName: 'Group',
		name: 'groupId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a group…',
				typeOptions: { searchListMethod: 'searchGroups', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 120363012345678901@g.us',
			},
		],
	},
	schema: understood((text) => GROUP_ID.exec(text.trim())?.[0], 'a group ID such as 120363012345678901@g.us'),
	in: 'path',
	as: 'id',
};

/** One channel, in the path; `invite` also takes its link or invite code, as Get Channel documents. */
export function channel(invite = false): Field {
	const read = (text: string) =>
		CHANNEL_ID.exec(text.trim())?.[0] ??
		(invite ? (CHANNEL_INVITE.exec(text.trim())?.[2] ?? /^[\w-]{16,}$/.exec(text.trim())?.[0]) : undefined);
	return {
		property: {
			displayName: 'Channel',
			name: 'channelId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a channel…',
					typeOptions: { searchListMethod: 'searchChannels', searchable: true },
				},
				{
					displayName: invite ? 'By ID or Invite Link' : 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 120363012345678901@newsletter',
				},
			],
		},
		schema: understood(
			read,
			invite
				? 'a channel ID such as 120363012345678901@newsletter, its link or its invite code'
				: 'a channel ID such as 120363012345678901@newsletter',
		),
		in: 'path',
		as: 'id',
	};
}

/** One label, in the path. */
export const LABEL: Field = {
	property: {
		displayName: 'Label',
		name: 'labelId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a label…',
				typeOptions: { searchListMethod: 'searchLabels', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 7' },
		],
	},
	schema: understood((text) => /^\d+$/.exec(text.trim())?.[0], 'a label ID: a number'),
	in: 'path',
};
