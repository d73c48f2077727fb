import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { describeProblem } from './errors';
import { hiddenOf, READ, type Service } from './operation';
import { Problem } from './problem';
import { probe, type Probe } from './transport';

const TIMEOUT_MS = 20_000;

/**
 * Tells a good credential from a wrong secret, a wrong address and an unreachable server, in words.
 *
 * @param accepted tells refusals that come after the secret was accepted: the credential is good all the same
 */
export async function testCredential(
	context: ICredentialTestFunctions,
	service: Service,
	credential: ICredentialDataDecryptedObject,
	call: Probe,
	accepted: (problem: Problem) => boolean = () => false,
): Promise<INodeCredentialTestResult> {
	try {
		const facts = { service, judged: READ, timeoutMs: TIMEOUT_MS };
		await probe(context, service.baseUrl(credential), call, facts);
	} catch (error) {
		if (!(error instanceof Problem && accepted(error))) {
			const { message, details } = describeProblem(error, hiddenOf(service, credential));
			return { status: 'Error', message: `${message}. ${details.hint}`.trim() };
		}
	}
	return { status: 'OK', message: 'Connection successful' };
}
