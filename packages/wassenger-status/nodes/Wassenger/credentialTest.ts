import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testCredential } from '../../../../nodes/shared/credentialTest';
import { asText } from '../../../../nodes/shared/json';
import { wassenger } from './service';

/** Tests the API key by `GET /devices`. */
export async function wassengerApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testCredential(this, wassenger, data, {
		path: '/devices',
		headers: { Token: asText(data.apiKey).trim() },
	});
}
