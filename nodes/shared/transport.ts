import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { answerProblem, networkProblem } from './failure';
import type { Answer, ApiRequest, Service } from './operation';
import { Problem } from './problem';
import { withoutSecrets } from './secrets';

/** Where calls come from: an execution, or a list in the editor. */
type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/** Who calls, and how long an answer may take. */
export interface Connection<Context extends Caller = IExecuteFunctions> {
	context: Context;
	service: Service;
	credential: ICredentialDataDecryptedObject;
	timeoutMs: number;
}

/**
 * One HTTP call. Redirects are not followed: a 301 would turn a POST into a GET whose 200 looks like success.
 * Nothing is sent twice, not even after a 401, which n8n's helper repeats unless the status is ignored.
 *
 * @param repeatable whether the request may be sent again without harm; decides what a lost answer means
 * @throws Problem for everything but a 2xx with a JSON (or empty) answer that states no error
 */
export async function send(
	connection: Connection<Caller>,
	request: ApiRequest,
	repeatable: boolean,
): Promise<Answer> {
	const { context, service, credential, timeoutMs } = connection;
	const options: IHttpRequestOptions = {
		method: request.method,
		baseURL: service.baseUrl(credential),
		url: request.path,
		qs: request.query,
		body: request.body,
		json: true,
		arrayFormat: 'repeat',
		timeout: timeoutMs,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
	const hidden = [...service.secrets(credential), ...service.identifiers(credential, request)];
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			service.credentialType,
			options,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		throw hide(networkProblem(error, { service, repeatable, timeoutMs }), hidden);
	}
	const problem = answerProblem(response, { service, repeatable, timeoutMs });
	if (problem) throw hide(problem, hidden);
	const body: unknown = response.body;
	return { status: response.statusCode, body: body === '' ? null : body, receivedAt: Date.now() };
}

function hide(problem: Problem, hidden: readonly string[]): Problem {
	const { message, details } = withoutSecrets(
		{ message: problem.message, details: { ...problem.details } },
		hidden,
	);
	return new Problem(message, details);
}
