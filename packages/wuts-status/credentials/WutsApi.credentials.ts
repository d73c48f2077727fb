import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { asText } from '../../../nodes/shared/json';

/** A WUTS user: the API token (UUID v4) travels as bearer. */
export class WutsApi implements ICredentialType {
	name = 'wutsApi';

	displayName = 'WUTS API';

	icon: Icon = { light: 'file:../nodes/Wuts/wuts.svg', dark: 'file:../nodes/Wuts/wuts.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-wawp/n8n-nodes-wawp/tree/HEAD/packages/wuts-status#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 6f1e9c52-3c1b-4f5e-9d7a-1b2c…',
			description: 'The secret by which WUTS knows you',
			hint: 'Your personal token in WUTS: 36 characters, with four hyphens',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.wuts.com.br',
			placeholder: 'e.g. https://api.wuts.com.br',
			description: 'Where WUTS is reached',
			hint: 'Change it only for a WUTS server of your own or the local sandbox',
		},
	];

	/** Adds the key without the blanks that come along when it is copied. */
	authenticate = async (
		{ apiToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${asText(apiToken).trim()}` },
		});
}
