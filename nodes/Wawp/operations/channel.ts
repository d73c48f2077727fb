import type { INodePropertyOptions } from 'n8n-workflow';

import { asObject } from '../../shared/json';
import type { Field } from '../../shared/field';
import type { Operation, Resource } from '../../shared/operation';
import { codeList, numberIn, oneOf } from '../../shared/schemas';
import { FILE_KINDS, mediaOptions, mediaSource } from '../../shared/mediaFields';
import { simplifyChannel } from '../answers/directory';
import { confirmation, line } from '../fields/common';
import { CHANNEL, CHANNEL_OR_INVITE, CHANNELS } from '../fields/chats';
import { IMAGE } from '../fields/media';
import { INCLUDE_MEDIA } from '../fields/message';
import { mediaUrl, simplifyMessage } from '../answers/message';

function choice(
	displayName: string,
	name: string,
	options: INodePropertyOptions[],
	fallback: string,
	description: string,
): Field {
	return {
		property: { displayName, name, type: 'options', options, default: fallback, description },
		schema: oneOf(options.map(({ value }) => value)),
		in: 'query',
	};
}

const SEARCH_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Categories',
			name: 'categories',
			type: 'string',
			default: '',
			placeholder: 'e.g. BUSINESS, SPORTS',
			description: 'Only channels of these categories: names from Get Search Categories, separated by commas',
		},
		schema: codeList,
		in: 'query',
		as: 'categories[]',
	},
	{
		property: {
			displayName: 'Countries',
			name: 'countries',
			type: 'string',
			default: '',
			placeholder: 'e.g. US, GB',
			description: 'Only channels of these countries: codes from Get Search Countries, separated by commas',
		},
		schema: codeList,
		in: 'query',
		as: 'countries[]',
	},
];

/** What every operation on one channel has in common. */
const onChannel: Pick<Operation, 'fields' | 'repeatable'> = { fields: [CHANNEL], repeatable: true };

/** What every search has in common. */
const search: Pick<Operation, 'repeatable' | 'evidence' | 'optional' | 'list' | 'simplify'> = {
	repeatable: true,
	evidence: 'read',
	optional: SEARCH_OPTIONS,
	list: { pages: 'cursor', at: 'channels' },
	simplify: simplifyChannel,
};

/** What every list of search words has in common. */
const words: Pick<Operation, 'fields' | 'repeatable' | 'evidence' | 'list'> = {
	fields: [],
	repeatable: true,
	evidence: 'read',
	list: { pages: 'whole' },
};

/** Channels: own, followed and public ones. Sources: docs.wawp.net, "Channels Control"; official node; WAHA. */
export const channel: Resource = {
	value: 'channel',
	name: 'Channel',
	description: 'Channels: your own, followed and public ones',
	operations: [
		{
			...CHANNELS,
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many channels',
			description: 'List the channels that the linked number owns or follows',
			fields: [],
			optional: [
				choice(
					'Role',
					'role',
					[
						{ name: 'Admin', value: 'ADMIN' },
						{ name: 'Owner', value: 'OWNER' },
						{ name: 'Subscriber', value: 'SUBSCRIBER' },
					],
					'OWNER',
					'Only channels in which the linked number is this',
				),
			],
			repeatable: true,
			evidence: 'read',
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create a channel',
			description: 'Create a channel with name, description and picture',
			route: 'POST /channels',
			fields: [
				line('Name', 'name', {
					in: 'body',
					placeholder: 'e.g. Shop news',
					description: 'How the channel is called',
				}),
				line('Description', 'description', {
					in: 'body',
					placeholder: 'e.g. Offers every Monday',
					description: 'What the channel says about itself',
				}),
				...mediaSource(FILE_KINDS.picture),
			],
			optional: mediaOptions(FILE_KINDS.picture),
			media: { ...IMAGE, bodyName: 'picture' },
			repeatable: false,
			evidence: 'id',
			shape: (request) => ({ ...request, body: { ...request.body, type: 'string' } }),
			simplify: simplifyChannel,
		},
		{
			...onChannel,
			value: 'get',
			name: 'Get',
			action: 'Get a channel',
			description: 'Read a channel by its ID or invite link',
			route: 'GET /channels/{id}',
			evidence: 'read',
			fields: [CHANNEL_OR_INVITE],
			simplify: simplifyChannel,
		},
		{
			...onChannel,
			value: 'delete',
			name: 'Delete',
			action: 'Delete a channel',
			description: 'Delete a channel you own',
			route: 'DELETE /channels/{id}',
			evidence: 'any',
			fields: [
				...onChannel.fields,
				confirmation('Confirm Delete', 'Whether to delete the channel, which cannot be undone'),
			],
		},
		{
			...onChannel,
			value: 'previewMessages',
			name: 'Preview Messages',
			action: 'Preview the messages of a channel',
			description: 'Read the latest messages of a channel, also without following it',
			route: 'GET /channels/{id}/messages/preview',
			evidence: 'read',
			fields: [
				CHANNEL_OR_INVITE,
				{
					property: {
						displayName: 'Limit',
						name: 'limit',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 50,
						description: 'Max number of results to return',
					},
					schema: numberIn({ min: 1, max: 200, whole: true, expected: 'a whole number from 1 to 200' }),
					in: 'query',
				},
			],
			optional: [INCLUDE_MEDIA],
			simplify: ({ message, reactions, viewCount }) => ({
				...simplifyMessage(asObject(message)),
				reactions,
				viewCount,
			}),
			fileUrl: ({ message }) => mediaUrl(asObject(message)),
		},
		{
			...onChannel,
			value: 'follow',
			name: 'Follow',
			action: 'Follow a channel',
			description: 'Follow a channel, as its subscriber',
			route: 'POST /channels/{id}/follow',
			evidence: 'any',
		},
		{
			...onChannel,
			value: 'unfollow',
			name: 'Unfollow',
			action: 'Unfollow a channel',
			description: 'Stop following a channel',
			route: 'POST /channels/{id}/unfollow',
			evidence: 'any',
		},
		{
			...onChannel,
			value: 'mute',
			name: 'Mute',
			action: 'Mute a channel',
			description: 'Get no notifications of a channel on the phone',
			route: 'POST /channels/{id}/mute',
			evidence: 'any',
		},
		{
			...onChannel,
			value: 'unmute',
			name: 'Unmute',
			action: 'Unmute a channel',
			description: 'Get notifications of a channel on the phone again',
			route: 'POST /channels/{id}/unmute',
			evidence: 'any',
		},
		{
			...search,
			value: 'searchByView',
			name: 'Search by View',
			action: 'Search channels by view',
			description: 'Find public channels that are recommended, popular, new or trending',
			route: 'GET /channels/search',
			fields: [
				choice(
					'View',
					'view',
					[
						{ name: 'New', value: 'NEW' },
						{ name: 'Popular', value: 'POPULAR' },
						{ name: 'Recommended', value: 'RECOMMENDED' },
						{ name: 'Trending', value: 'TRENDING' },
					],
					'RECOMMENDED',
					'Which list of channels to look through',
				),
			],
		},
		{
			...search,
			value: 'searchByText',
			name: 'Search by Text',
			action: 'Search channels by text',
			description: 'Find public channels by words',
			route: 'GET /channels/search',
			fields: [
				line('Text', 'text', {
					placeholder: 'e.g. football',
					description: 'Words in the name or description of the channels',
				}),
			],
		},
		{
			...words,
			value: 'getSearchViews',
			name: 'Get Search Views',
			action: 'Get the views for a channel search',
			description: 'List the views that a search can use',
			route: 'GET /channels/search/views',
		},
		{
			...words,
			value: 'getSearchCountries',
			name: 'Get Search Countries',
			action: 'Get the countries for a channel search',
			description: 'List the countries that a search can use',
			route: 'GET /channels/search/countries',
		},
		{
			...words,
			value: 'getSearchCategories',
			name: 'Get Search Categories',
			action: 'Get the categories for a channel search',
			description: 'List the categories that a search can use',
			route: 'GET /channels/search/categories',
		},
	],
};
