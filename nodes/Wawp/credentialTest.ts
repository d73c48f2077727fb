import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { answerProblem, networkProblem, type CallFacts } from '../shared/failure';
import { asText } from '../shared/json';
import { Problem } from '../shared/problem';
import { withoutSecrets } from '../shared/secrets';
import { wawp } from './service';

const TIMEOUT_MS = 20_000;

/** Codes that a server gives for a missing instance after it has accepted the token. */
const TOKEN_ACCEPTED = ['invalid_instance', 'missing_param', 'rest_missing_callback_param'];

/**
 * Tells a good credential from a wrong token, an unknown instance, a wrong address and an unreachable server, by
 * one `GET /session/info`. Without an Instance ID the token alone is tested.
 */
export async function wawpApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = await findProblem(this, data);
	if (!problem) return { status: 'OK', message: 'Connection successful' };
	const hidden = [...wawp.secrets(data), asText(data.instanceId)];
	return { status: 'Error', message: withoutSecrets(`${problem.message}. ${problem.details.hint}`, hidden) };
}

async function findProblem(
	{ helpers }: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<Problem | undefined> {
	const facts: CallFacts = { service: wawp, repeatable: true, timeoutMs: TIMEOUT_MS };
	const instance = asText(data.instanceId);
	// n8n gives credential tests no other HTTP helper than this one.
	const { request } = helpers;
	try {
		const response = (await request({
			method: 'GET',
			uri: `${wawp.baseUrl(data)}/session/info`,
			qs: { ...(instance && { instance_id: instance }), access_token: data.accessToken },
			json: true,
			timeout: TIMEOUT_MS,
			followRedirect: false,
			simple: false,
			resolveWithFullResponse: true,
		})) as IN8nHttpFullResponse;
		const problem = answerProblem(response, facts);
		return instance === '' && TOKEN_ACCEPTED.includes(problem?.details.code ?? '') ? undefined : problem;
	} catch (error) {
		return error instanceof Problem ? error : networkProblem(error, facts);
	}
}
