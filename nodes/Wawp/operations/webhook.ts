import { baseUrl } from '../../shared/baseUrl';
import type { Field, Values } from '../../shared/field';
import type { Operation, OtherApi } from '../../shared/operation';
import { text } from '../../shared/schemas';
import { bareUrl, simplifyWebhooks } from '../answers/webhooks';

const ADDRESS_FIELD = 'Webhook API URL';

/** Where Wawp's version 2 lives (api.wawp.net/en/docs); the credential's default. */
const WEBHOOK_API_URL = 'https://api.wawp.net/v2';

const WRONG_ADDRESS = `Check that the ${ADDRESS_FIELD} in the credential is that of Wawp's version 2, ${WEBHOOK_API_URL}.`;

/** Wawp's version 2 (api.wawp.net/en/docs), which has what version 1 lacks: webhooks. */
export const WEBHOOK_API: OtherApi = {
	baseUrl: ({ webhookApiUrl }) => baseUrl(webhookApiUrl, WEBHOOK_API_URL, ADDRESS_FIELD),
	addressField: ADDRESS_FIELD,
	remedies: {
		subscription_required: {
			message: 'The plan of this Wawp account has no webhooks through the API',
			hint: 'Do it by hand: set Registration in the Wawp Trigger to "Manual", copy its webhook URL, open wawp.net → Account → Connect, choose Webhook on the card of the instance, and enter URL, events and secret there. Or change to a paid plan at Wawp.',
		},
		rest_no_route: { message: 'This Wawp server offers no webhooks', hint: WRONG_ADDRESS },
		'404': { hint: WRONG_ADDRESS },
	},
};

const WEBHOOK_URL: Field = {
	property: {
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…',
		description: 'The webhook to look for; without it, any that leads to this n8n',
	},
	schema: text,
	in: 'local',
};

/** The addresses of this n8n, among the values of the operation. */
const OWN_ADDRESSES = 'ownAddresses';

/** Session → Check Webhook. Source: api.wawp.net/en/docs/v2/session/webhook. */
export const CHECK_WEBHOOK: Operation = {
	value: 'checkWebhook',
	name: 'Check Webhook',
	action: 'Check the webhooks of a session',
	description: 'See which webhooks are registered for the instance, and whether one leads to this n8n',
	route: 'GET /session/webhook',
	api: WEBHOOK_API,
	fields: [],
	optional: [WEBHOOK_URL],
	repeatable: true,
	evidence: 'read',
	prepare: async (values, calls) =>
		await Promise.resolve({ ...values, [OWN_ADDRESSES]: calls.ownAddresses() }),
	simplify: (body, values) => simplifyWebhooks(body, (url) => isMeant(url, values)),
};

function isMeant(url: string, { webhookUrl, [OWN_ADDRESSES]: addresses }: Values): boolean {
	if (webhookUrl !== undefined) return url !== '' && url === bareUrl(webhookUrl);
	return (addresses as string[]).map((address) => `${bareUrl(address)}/`).some((own) => url.startsWith(own));
}
