import type { Resource } from '../../shared/operation';
import { oneOf } from '../../shared/schemas';
import { chatField } from '../fields/chats';

const STATES = [
	{ name: 'Offline', value: 'offline' },
	{ name: 'Online', value: 'online' },
	{ name: 'Paused', value: 'paused' },
	{ name: 'Recording', value: 'recording' },
	{ name: 'Typing', value: 'typing' },
];

const CHAT = chatField();

/**
 * Whether somebody is there. Sources: docs.wawp.net, "Presence information"; the words for the states are WAHA's,
 * which is what the engine understands (the official node's differ).
 */
export const presence: Resource = {
	value: 'presence',
	name: 'Presence',
	description: 'Whether somebody is online or typing',
	operations: [
		{
			value: 'set',
			name: 'Set',
			action: 'Set your presence',
			description: 'Show the linked number as online, offline, typing or recording',
			route: 'POST /presence',
			fields: [
				{
					property: {
						displayName: 'Presence',
						name: 'presence',
						type: 'options',
						options: STATES,
						default: 'online',
						description: 'What others see of the linked number',
					},
					schema: oneOf(STATES.map(({ value }) => value)),
					in: 'query',
				},
				{
					...CHAT,
					property: {
						...CHAT.property,
						displayOptions: { show: { presence: ['typing', 'recording', 'paused'] } },
						description: 'The chat in which it shows',
					},
				},
			],
			repeatable: true,
			evidence: 'any',
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get the presence of a chat',
			description: 'Read who of a chat is online; the first call begins to watch, later ones know more',
			route: 'GET /presence/{chatId}',
			fields: [chatField('path')],
			repeatable: true,
			evidence: 'read',
		},
	],
};
