import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { answerProblem, networkProblem, type CallFacts } from './failure';
import type { Service } from './operation';
import { Problem } from './problem';
import { withoutSecrets } from './secrets';

const TIMEOUT_MS = 20_000;

/** The one harmless call that a credential is tested by. */
export interface Probe {
	path: string;
	query?: Record<string, unknown>;
	headers?: Record<string, unknown>;
	/** Refusals that come after the secret was accepted: the credential is good all the same. */
	accepted?: (problem: Problem) => boolean;
}

/** Tells a good credential from a wrong secret, a wrong address and an unreachable server, in words. */
export async function testCredential(
	context: ICredentialTestFunctions,
	service: Service,
	credential: ICredentialDataDecryptedObject,
	probe: Probe,
): Promise<INodeCredentialTestResult> {
	const problem = await findProblem(context, service, credential, probe);
	if (!problem || probe.accepted?.(problem)) return { status: 'OK', message: 'Connection successful' };
	const hidden = [
		...service.secrets(credential),
		...service.identifiers(credential, { method: 'GET', path: '', query: {} }),
	];
	return {
		status: 'Error',
		message: withoutSecrets(`${problem.message}. ${problem.details.hint}`.trim(), hidden),
	};
}

async function findProblem(
	{ helpers }: ICredentialTestFunctions,
	service: Service,
	credential: ICredentialDataDecryptedObject,
	{ path, query, headers }: Probe,
): Promise<Problem | undefined> {
	const facts: CallFacts = { service, repeatable: true, timeoutMs: TIMEOUT_MS };
	// n8n gives credential tests no other HTTP helper than this one.
	const { request } = helpers;
	try {
		const response = (await request({
			method: 'GET',
			uri: service.baseUrl(credential) + path,
			qs: query,
			headers,
			json: true,
			timeout: TIMEOUT_MS,
			followRedirect: false,
			simple: false,
			resolveWithFullResponse: true,
		})) as IN8nHttpFullResponse;
		return answerProblem(response, facts);
	} catch (error) {
		return error instanceof Problem ? error : networkProblem(error, facts);
	}
}
