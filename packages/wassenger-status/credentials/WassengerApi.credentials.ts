import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { asText } from '../../../nodes/shared/json';

/** A Wassenger account: its API key travels in the header `Token`. */
export class WassengerApi implements ICredentialType {
	name = 'wassengerApi';

	displayName = 'Wassenger API';

	icon: Icon = {
		light: 'file:../nodes/Wassenger/wassenger.svg',
		dark: 'file:../nodes/Wassenger/wassenger.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-wawp/n8n-nodes-wawp/tree/HEAD/packages/wassenger-status#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 9f8e7d6c5b4a…',
			description: 'The secret by which Wassenger knows your account',
			hint: 'In the Wassenger console: Developers → API keys',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.wassenger.com/v1',
			placeholder: 'e.g. https://api.wassenger.com/v1',
			description: 'Where Wassenger is reached',
			hint: 'Change it only for the local sandbox',
		},
	];

	/** Adds the key without the blanks that come along when it is copied. */
	authenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...request,
			headers: { ...request.headers, Token: asText(apiKey).trim() },
		});
}
