import type { INodeProperties } from 'n8n-workflow';
import { REMEMBERED_EVENTS } from './once';
import { CHOICE } from './choiceProperties';
import { FILTER_COLLECTION, IGNORE_OWN } from './filterProperties';
import { MEDIA_OPTIONS } from './mediaProperties';

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
		...IGNORE_OWN,
		...MEDIA_OPTIONS,
		{
			displayName: 'Maximum Age (Minutes)',
			name: 'maximumAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'How old a delivery may be; from the future it may come five minutes at most. 0 switches the check off. Without this option it is 60, or 5 where Once is off. Only used with a Webhook Secret.',
		},
		{
			displayName: 'Maximum Size (MB)',
			name: 'maximumSize',
			type: 'number',
			typeOptions: { minValue: 0.01, numberPrecision: 2 },
			default: 1,
			description: 'Larger bodies are refused with status 413',
		},
		{
			displayName: 'Once',
			name: 'once',
			type: 'boolean',
			default: true,
			description:
				'Whether an event starts the workflow once, however often Wawp sends it: a repeated delivery, the same message as Message Received and as Message Received or Sent, the own joining or leaving of a group as a change of its members. Tests in the editor may repeat.',
		},
		{
			displayName: 'Remembered Events',
			name: 'rememberedEvents',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 50000 },
			default: REMEMBERED_EVENTS,
			description:
				"How many events n8n's database remembers for Once, across restarts and workers. More cost more at each event; with 0 only the memory of each process counts.",
		},
	],
};

/** The trigger's parameters in the order of the editor. */
export const TRIGGER_PROPERTIES: INodeProperties[] = [
	registration,
	setUp,
	...CHOICE,
	verification,
	unprovenWarning,
	weakWarning,
	FILTER_COLLECTION,
	options,
];
