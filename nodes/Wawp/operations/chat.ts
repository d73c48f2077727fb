import type { Field } from '../../shared/field';
import type { Operation, Resource } from '../../shared/operation';
import { asText } from '../../shared/json';
import { chatIds, numberIn } from '../../shared/schemas';
import { simplifyChat } from '../answers/directory';
import { confirmation, REFRESH, sorting } from '../fields/common';
import { chatField } from '../fields/chats';
import { CHECK_FOR_HUMAN } from './checkForHuman';

const CHAT_IDS: Field = {
	property: {
		displayName: 'Chat IDs',
		name: 'chatIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. +44 7441 429009, +20 100 123 4567',
		description:
			'Only these chats: chat IDs or phone numbers, separated by commas or line breaks, or an array',
	},
	schema: chatIds,
	in: 'query',
	as: 'ids[]',
};

const howMany = (displayName: string, name: string, description: string): Field => ({
	property: { displayName, name, type: 'number', typeOptions: { minValue: 1 }, default: 30, description },
	schema: numberIn({
		min: 1,
		max: Number.MAX_SAFE_INTEGER,
		whole: true,
		expected: 'a whole number from 1 up',
	}),
	in: 'query',
});

/** What every operation on one chat has in common. */
const onChat: Pick<Operation, 'fields' | 'repeatable'> = {
	fields: [chatField('path')],
	repeatable: true,
};

/** Chats with contacts and groups. Sources: docs.wawp.net, "Chats"; official node; WAHA. */
export const chat: Resource = {
	value: 'chat',
	name: 'Chat',
	description: 'The chats of the linked number',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many chats',
			description: 'List the chats of the linked number',
			route: 'POST /chats',
			fields: [],
			optional: sorting(
				[
					{ name: 'ID', value: 'id' },
					{ name: 'Last Message', value: 'conversationTimestamp' },
					{ name: 'Name', value: 'name' },
				],
				'conversationTimestamp',
			),
			repeatable: true,
			evidence: 'read',
			list: { pages: 'offset' },
			simplify: simplifyChat,
		},
		{
			value: 'getOverview',
			name: 'Get Overview',
			action: 'Get an overview of chats',
			description: 'List chats with name, picture and last message',
			route: 'GET /chats/overview',
			fields: [],
			optional: [CHAT_IDS],
			repeatable: true,
			evidence: 'read',
			list: { pages: 'offset' },
			simplify: simplifyChat,
			fileUrl: ({ picture }) => asText(picture) || undefined,
		},
		{
			value: 'getOverviewByIds',
			name: 'Get Overview by IDs',
			action: 'Get an overview of certain chats',
			description: 'Get the overview of certain chats, also of a long list of them',
			route: 'POST /chats/overview',
			fields: [
				{ ...CHAT_IDS, property: { ...CHAT_IDS.property, required: true }, in: 'body', as: 'filter.ids' },
			],
			repeatable: true,
			evidence: 'read',
			shape: ({ query: { limit, offset, ...query }, body, ...request }) => ({
				...request,
				query,
				body: { ...body, pagination: { limit: Number(limit), offset: Number(offset) } },
			}),
			list: { pages: 'offset' },
			simplify: simplifyChat,
		},
		CHECK_FOR_HUMAN,
		{
			...onChat,
			value: 'archive',
			name: 'Archive',
			action: 'Archive a chat',
			description: 'Move a chat to the archive',
			route: 'POST /chats/{chatId}/archive',
			evidence: 'any',
		},
		{
			...onChat,
			value: 'unarchive',
			name: 'Unarchive',
			action: 'Unarchive a chat',
			description: 'Bring a chat back from the archive',
			route: 'POST /chats/{chatId}/unarchive',
			evidence: 'any',
		},
		{
			...onChat,
			value: 'clearMessages',
			name: 'Clear Messages',
			action: 'Clear all messages of a chat',
			description: 'Delete all messages of a chat on your own phone',
			route: 'DELETE /chats/{chatId}/messages',
			evidence: 'any',
			fields: [
				...onChat.fields,
				confirmation('Confirm Clear', 'Whether to delete all messages of the chat, which cannot be undone'),
			],
		},
		{
			...onChat,
			value: 'delete',
			name: 'Delete',
			action: 'Delete a chat',
			description: 'Delete a chat with its messages on your own phone',
			route: 'DELETE /chats/{chatId}',
			evidence: 'any',
			fields: [
				...onChat.fields,
				confirmation(
					'Confirm Delete',
					'Whether to delete the chat with its messages, which cannot be undone',
				),
			],
		},
		{
			...onChat,
			value: 'getPicture',
			name: 'Get Picture',
			action: 'Get the picture of a chat',
			description: 'Get the URL of the picture of a contact or group, or the picture as a file',
			route: 'GET /chats/{chatId}/picture',
			evidence: 'read',
			optional: [REFRESH],
			simplify: ({ url }) => ({ hasPicture: Boolean(url), pictureUrl: url }),
			fileUrl: ({ url }) => asText(url) || undefined,
		},
		{
			...onChat,
			value: 'markAsRead',
			name: 'Mark as Read',
			action: 'Mark a chat as read',
			description: 'Mark the unread messages of a chat as read',
			route: 'POST /chats/{chatId}/messages/read',
			evidence: 'data',
			optional: [
				howMany('Look Back (Days)', 'days', 'How many days back to look for unread messages'),
				howMany('Max Messages', 'messages', 'How many of the latest messages to mark'),
			],
			simplify: ({ ids }) => ({ success: true, messageIds: ids }),
		},
		{
			...onChat,
			value: 'markAsUnread',
			name: 'Mark as Unread',
			action: 'Mark a chat as unread',
			description: 'Show a chat as unread',
			route: 'POST /chats/{chatId}/unread',
			evidence: 'any',
		},
	],
};
