import type { INodeProperties } from 'n8n-workflow';

import { ALL_EVENTS, OTHER_EVENTS } from './choice';
import { EVENTS } from './events';

const OTHER = {
	name: 'Other',
	value: OTHER_EVENTS,
	action: 'On another event',
	description: 'Events that this list does not have, by their names',
};

const BY_NAME = [...EVENTS.map(({ name, value, description }) => ({ name, value, description })), OTHER].sort(
	(a, b) => a.name.localeCompare(b.name),
);

/** How the events are called in the editor, by the values that workflows store. */
export const EVENT_NAMES = Object.fromEntries(BY_NAME.map(({ name, value }) => [value, name]));

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['message'],
	description: 'The events that start the workflow; all others are ignored',
	options: [
		{
			name: 'All Events',
			value: ALL_EVENTS,
			action: 'On any event',
			description: 'Everything Wawp sends, also events that this node does not know yet',
		},
		...BY_NAME,
	],
};

const otherEvents: INodeProperties = {
	displayName: 'Names of Other Events',
	name: 'otherEvents',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. message.ack.group',
	description:
		'The names by which Wawp calls the events, separated by commas. What they tell is in the field payload of the output.',
	displayOptions: { show: { events: [OTHER_EVENTS] } },
};

/** What starts the workflow, in the order of the editor. */
export const CHOICE: INodeProperties[] = [events, otherEvents];
