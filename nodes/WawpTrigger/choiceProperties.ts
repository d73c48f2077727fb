import type { INodeProperties } from 'n8n-workflow';

import { ALL_EVENTS, OTHER_EVENTS } from './choice';
import { EVENTS } from './events';

const OTHER = {
	name: 'Other',
	value: OTHER_EVENTS,
	description: 'Events that this list does not have, by their names',
};

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['message'],
	description: 'The events that start the workflow; all others are answered and dropped',
	options: [
		{
			name: 'All Events',
			value: ALL_EVENTS,
			description: 'Everything Wawp sends, also events that this node does not know yet',
		},
		...[...EVENTS.map(({ name, value, description }) => ({ name, value, description })), OTHER].sort((a, b) =>
			a.name.localeCompare(b.name),
		),
	],
};

const otherEvents: INodeProperties = {
	displayName: 'Names of Other Events',
	name: 'otherEvents',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. message.ack.group, group.v2.participants.join-request',
	description:
		'As Wawp sends them in the field event, separated by commas. Such events come with their payload, but without fields of their own.',
	displayOptions: { show: { events: [OTHER_EVENTS] } },
};

/** What starts the workflow, in the order of the editor. */
export const CHOICE: INodeProperties[] = [events, otherEvents];
