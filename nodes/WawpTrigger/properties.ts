import type { INodeProperties } from 'n8n-workflow';
import { ALL_EVENTS, EVENTS } from './events';

const registration: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	noDataExpression: true,
	default: 'manual',
	description: 'How Wawp learns where to send its events',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description:
				'This node adds its URL, events and secret at Wawp when the workflow is activated, and takes them out afterwards; other webhooks stay as they are. Needs a credential, and a Wawp plan with webhooks through the API.',
		},
		{
			name: 'Manual',
			value: 'manual',
			description: 'You enter the URL in the Wawp dashboard',
		},
	],
};

const setUp: INodeProperties = {
	displayName:
		'Wawp has to know where to send its events: copy the Production URL from above, open <a href="https://wawp.net/account/connect" target="_blank">wawp.net → Account → Connect</a>, choose <b>Webhook</b> on the card of your instance, paste the URL and tick the same events as here',
	name: 'setUpNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['manual'] } },
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
		...EVENTS.map(({ name, value, description }) => ({ name, value, description })),
	],
};

const verification: INodeProperties = {
	displayName: 'Verify Deliveries',
	name: 'verification',
	type: 'options',
	noDataExpression: true,
	default: 'auto',
	description: 'How a delivery has to prove that it comes from Wawp',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description:
				'With a Webhook Secret in the credential: the strongest proof that a delivery brings must be right',
		},
		{
			name: 'Secret in URL',
			value: 'url',
			description: 'Only ?secret=… at the end of the webhook URL; weaker, since it does not prove the body',
		},
		{
			name: 'X-Wawp-Signature (HMAC)',
			value: 'signature',
			description: 'Only a hexadecimal HMAC-SHA-256 or HMAC-SHA-512 of the body in X-Wawp-Signature',
		},
		{
			name: 'X-Wawp-Signature (Plain Secret)',
			value: 'plain',
			description: 'Only the secret itself in X-Wawp-Signature; weaker, since it does not prove the body',
		},
		{
			name: 'X-Webhook-Hmac',
			value: 'hmac',
			description: 'Only an HMAC of the body in X-Webhook-Hmac, SHA-512 unless the delivery names another',
		},
	],
};

const unprovenWarning: INodeProperties = {
	displayName:
		'<b>Warning:</b> without a Webhook Secret in the credential everybody who knows the URL can start this workflow. Fill in the secret in the credential, and the same one in Wawp',
	name: 'unprovenNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { verification: ['auto'] } },
};

const weakWarning: INodeProperties = {
	displayName:
		'This proof shows that the sender knows the secret, not that the body is as Wawp sent it. Prefer one of the HMAC schemes where Wawp offers it',
	name: 'weakNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { verification: ['plain', 'url'] } },
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Ignore Own Messages',
			name: 'ignoreOwnMessages',
			type: 'boolean',
			default: true,
			description:
				'Whether to drop messages and reactions that the connected number sent itself, so that the workflow does not start itself. Other events always pass.',
		},
		{
			displayName: 'Maximum Age (Minutes)',
			name: 'maximumAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 5,
			description:
				'How far the time in a delivery may be from the time here, in both directions. 0 switches the check off. Only used with a Webhook Secret.',
		},
		{
			displayName: 'Maximum Size (MB)',
			name: 'maximumSize',
			type: 'number',
			typeOptions: { minValue: 0.01, numberPrecision: 2 },
			default: 1,
			description: 'Larger bodies are refused with status 413',
		},
	],
};

/** The trigger's parameters in the order of the editor. */
export const TRIGGER_PROPERTIES: INodeProperties[] = [
	registration,
	setUp,
	events,
	verification,
	unprovenWarning,
	weakWarning,
	options,
];
