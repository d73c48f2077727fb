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
				'This node enters its URL, events and secret at Wawp when the workflow is published, and takes them out afterwards; other webhooks stay as they are. Needs a credential, and a Wawp plan with webhooks through the API.',
		},
		{
			name: 'Manual',
			value: 'manual',
			description: 'You enter the URL in the Wawp dashboard yourself',
		},
	],
};

const setUp: INodeProperties = {
	displayName:
		'Wawp has to know where to send its events: copy the Production URL under <b>Webhook URLs</b> above, open <a href="https://wawp.net/account/connect" target="_blank">wawp.net → Account → Connect</a>, choose <b>Webhook</b> on the card of your instance, paste the URL, tick the same events as here, and enter the Webhook Secret of your credential',
	name: 'setUpNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['manual'] } },
};

const verification: INodeProperties = {
	displayName: 'Verification',
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
			description:
				'Only ?secret=… at the end of the webhook URL; weaker, since it does not prove the content',
		},
		{
			name: 'X-Wawp-Signature (HMAC)',
			value: 'signature',
			description: 'Only a signature of the content (SHA-256 or SHA-512) in the header X-Wawp-Signature',
		},
		{
			name: 'X-Wawp-Signature (Plain Secret)',
			value: 'plain',
			description:
				'Only the secret itself in the header X-Wawp-Signature; weaker, since it does not prove the content',
		},
		{
			name: 'X-Webhook-Hmac',
			value: 'hmac',
			description:
				'Only a signature of the content in the header X-Webhook-Hmac, by SHA-512 unless it names another',
		},
	],
};

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	displayOptions: { show: { '@version': [{ _cnd: { gte: 3 } }] } },
	description:
		'Whether to return a simplified version of the event, without the raw data of Wawp (payload, metadata, engine, session, me)',
};

/** A node of version 2 has the verification beside the options. */
const formerVerification: INodeProperties = {
	...verification,
	displayOptions: { show: { '@version': [2] } },
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description: 'What can be set beside; what is not added keeps its default',
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
				'How old a delivery may be. 0 switches the check off; without this option it is 60, or 5 where Once is off. Only used with a Webhook Secret.',
		},
		{
			displayName: 'Maximum Size (MB)',
			name: 'maximumSize',
			type: 'number',
			typeOptions: { minValue: 0.01, numberPrecision: 2 },
			default: 1,
			description: 'How large a delivery may be; larger ones are refused',
		},
		{
			displayName: 'Once',
			name: 'once',
			type: 'boolean',
			default: true,
			description:
				'Whether an event starts the workflow only once, however often Wawp sends it, also as another event: a message as Message Received and as Message Received or Sent. Tests in the editor may repeat.',
		},
		{
			displayName: 'Remembered Events',
			name: 'rememberedEvents',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 50000 },
			default: REMEMBERED_EVENTS,
			description:
				"How many events n8n's database remembers for Once, also after a restart. More cost more at each event; with 0 they are only remembered until a restart.",
		},
		{ ...verification, displayOptions: { show: { '@version': [{ _cnd: { gte: 3 } }] } } },
	],
};

/** The trigger's parameters in the order of the editor. */
export const TRIGGER_PROPERTIES: INodeProperties[] = [
	registration,
	setUp,
	...CHOICE,
	formerVerification,
	simplify,
	FILTER_COLLECTION,
	options,
];
