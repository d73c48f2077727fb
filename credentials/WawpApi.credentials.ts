import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { asText } from '../nodes/shared/json';

/**
 * A Wawp account: the access token, and the instance (the linked WhatsApp number) that operations use unless
 * they name another one. Both travel in the query, as Wawp documents it for its v1 API.
 */
export class WawpApi implements ICredentialType {
	name = 'wawpApi';

	displayName = 'Wawp API';

	icon: Icon = { light: 'file:../nodes/Wawp/wawp.svg', dark: 'file:../nodes/Wawp/wawp.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-wawp/n8n-nodes-wawp#3-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. a1B2c3D4e5F6g7',
			description: 'The secret by which Wawp knows your account',
			hint: 'In the Wawp dashboard: Account → Connect',
		},
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. A1B2C3D4E5F6',
			description: 'The linked WhatsApp number that is used unless a node names another one',
			hint: 'In the Wawp dashboard: Account → Connect, on the card of the number. None yet? Leave it empty: Session → Create makes one.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://wawp.net/wp-json/awp/v1',
			placeholder: 'e.g. https://wawp.net/wp-json/awp/v1',
			description: 'Where Wawp is reached',
			hint: 'Change it only for the local sandbox or a test server',
		},
		{
			displayName: 'Webhook API URL',
			name: 'webhookApiUrl',
			type: 'string',
			default: 'https://api.wawp.net/v2',
			placeholder: 'e.g. https://api.wawp.net/v2',
			description:
				'Where Wawp manages webhooks: for the Wawp Trigger with Registration "Automatic", and for Session → Check Webhook',
			hint: 'Change it only for the local sandbox or a test server',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. a long password that you make up',
			description: 'With a secret, every event for the Wawp Trigger must prove that it comes from Wawp',
			hint: 'At least 8 characters. Enter the same secret at the webhook in the Wawp dashboard, unless the trigger registers itself there',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. the password before',
			description: 'For the time while you change the secret: what the old one proves counts too',
			hint: 'Empty it when Wawp has the new one everywhere',
		},
	];

	/**
	 * Adds the token, without the blanks that come along when it is copied, to every request, and the instance to those that bring none of their own.
	 * A request that asks to go without an instance (Create Session) carries `instance_id: null`.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { instance_id: own = asText(credentials.instanceId).trim(), ...rest } = request.qs ?? {};
		const instance = own === null || own === '' ? {} : { instance_id: own };
		return await Promise.resolve({
			...request,
			qs: { ...instance, ...rest, access_token: asText(credentials.accessToken).trim() },
		});
	};
}
