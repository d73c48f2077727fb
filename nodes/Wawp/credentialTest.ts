import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testCredential } from '../shared/credentialTest';
import { asText } from '../shared/json';
import type { Problem } from '../shared/problem';
import { wawp } from './service';

/** Codes that a server gives for a missing instance after it has accepted the token. */
const TOKEN_ACCEPTED = ['invalid_instance', 'missing_param', 'rest_missing_callback_param'];

/** Tests token and instance by `GET /session/info`; without an Instance ID the token alone. */
export async function wawpApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const instance = asText(data.instanceId);
	const call = {
		path: '/session/info',
		query: { ...(instance && { instance_id: instance }), access_token: data.accessToken },
	};
	const accepted = ({ details }: Problem) => instance === '' && TOKEN_ACCEPTED.includes(details.code);
	return await testCredential(this, wawp, data, call, accepted);
}
