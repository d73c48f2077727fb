import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testCredential } from '../shared/credentialTest';
import { asText } from '../shared/json';
import { wuts } from './service';

/** Tests the API token by `GET /qr`, which changes nothing; a number that is already connected has none to show. */
export async function wutsApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testCredential(this, wuts, data, {
		path: '/qr',
		headers: { Authorization: `Bearer ${asText(data.apiToken)}` },
		accepted: ({ details: { httpStatus, code } }) => httpStatus === 409 || code === 'device_disconnected',
	});
}
