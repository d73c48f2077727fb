import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testCredential } from '../shared/credentialTest';
import { asText } from '../shared/json';
import type { Problem } from '../shared/problem';
import { NO_INSTANCE, wawp } from './service';

/** Codes that a server gives for a missing instance after it has accepted the token. */
const TOKEN_ACCEPTED = ['invalid_instance', 'missing_param', 'rest_missing_callback_param'];

/** Tests token and instance by `GET /session/info`; without an Instance ID the token alone. */
export async function wawpApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const instance = asText(data.instanceId).trim();
	const call = {
		path: '/session/info',
		query: { ...(instance && { instance_id: instance }), access_token: asText(data.accessToken).trim() },
	};
	const accepted = ({ details }: Problem) => instance === '' && TOKEN_ACCEPTED.includes(details.code);
	const result = await testCredential(this, wawp, data, call, accepted);
	if (result.status === 'Error' || instance !== '') return result;
	return { status: 'OK', message: `Connection successful, but no instance is chosen. ${NO_INSTANCE}` };
}
