import type { INodeProperties } from 'n8n-workflow';

import { OWN_EVENTS } from './filterEvents';
import { FILTERS, type Filter } from './filterTable';

/** The filters in the editor: each says which events it touches. */
export const FILTER_COLLECTION: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'What an event must fit before it starts the workflow. All filters that are added count.',
	options: FILTERS.map(property),
};

function property({ name, label, touches, description, field }: Filter): INodeProperties {
	const whole = `${description.replace(/\.$/, '')}. Applies to ${touches.said}; other events pass.`;
	return { displayName: label, name, ...field, description: whole };
}

/** The options against workflows that start themselves. */
export const IGNORE_OWN: INodeProperties[] = [
	{
		displayName: 'Ignore Own Messages',
		name: 'ignoreOwnMessages',
		type: 'boolean',
		default: true,
		description: `Whether to ignore what the linked number sent itself, so that the workflow does not start itself. Applies to ${OWN_EVENTS.said}; other events always pass.`,
	},
	{
		displayName: 'Ignore Own Messages From',
		name: 'ignoreOwnFrom',
		type: 'options',
		default: 'all',
		description:
			'Which own messages to ignore while Ignore Own Messages is on. One that does not say where it was sent counts as both.',
		options: [
			{ name: 'API and Phone', value: 'all' },
			{ name: 'API Only', value: 'api', description: 'What you write on the phone starts the workflow' },
			{ name: 'Phone Only', value: 'app', description: 'What is sent through the API starts the workflow' },
		],
	},
];
