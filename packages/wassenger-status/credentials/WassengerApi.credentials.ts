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
			description: 'Found in the Wassenger console under Developers → API keys',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.wassenger.com/v1',
			description: 'Change it only for the local sandbox',
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
