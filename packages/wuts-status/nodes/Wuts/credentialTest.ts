import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testCredential } from '../../../../nodes/shared/credentialTest';
import { asText } from '../../../../nodes/shared/json';
import type { Problem } from '../../../../nodes/shared/problem';
import { wuts } from './service';

/** Tests the API token by `GET /qr`, which changes nothing; a number that is already connected has none to show. */
export async function wutsApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const call = { path: '/qr', headers: { Authorization: `Bearer ${asText(data.apiToken).trim()}` } };
	const accepted = ({ details: { httpStatus, code } }: Problem) =>
		httpStatus === 409 || code === 'device_disconnected';
	return await testCredential(this, wuts, data, call, accepted);
}
