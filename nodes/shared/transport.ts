import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { answerProblem, networkProblem, type CallFacts } from './failure';
import type { Answer, ApiRequest, Service } from './operation';
import { Problem } from './problem';

/** The context of n8n in which calls are made: an execution, or a list in the editor. */
type CallContext = IExecuteFunctions | ILoadOptionsFunctions;

/** Who calls, and how long an answer may take. */
export interface Connection<Context extends CallContext = IExecuteFunctions> {
	context: Context;
	service: Service;
	credential: ICredentialDataDecryptedObject;
	timeoutMs: number;
}

/**
 * One call of the API. Redirects are not followed: a 301 would turn a POST into a GET whose 200 looks like success.
 * Nothing is sent twice, not even after a 401, which n8n's helper repeats unless the status is ignored.
 *
 * @param repeatable whether the request may be sent again without harm; decides what a lost answer means
 * @throws Problem for everything but a 2xx with a JSON (or empty) answer that states no error; it may repeat what the
 * server said, secrets included, which `errors.ts` hides
 */
export async function send(
	{ context, service, credential, timeoutMs }: Connection<CallContext>,
	request: ApiRequest,
	repeatable: boolean,
): Promise<Answer> {
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
	const response = await answerTo(
		{ service, repeatable, timeoutMs },
		async () =>
			(await context.helpers.httpRequestWithAuthentication.call(
				context,
				service.credentialType,
				options,
			)) as unknown,
	);
	const body: unknown = response.body;
	return { status: response.statusCode, body: body === '' ? null : body, receivedAt: Date.now() };
}

/** The one harmless call that a credential is tested by. */
export interface Probe {
	path: string;
	query?: Record<string, unknown>;
	headers?: Record<string, unknown>;
}

/**
 * The call of a credential's test, with what the probe says instead of the credential's `authenticate`.
 *
 * @throws Problem like `send`
 */
export async function probe(
	{ helpers }: ICredentialTestFunctions,
	baseUrl: string,
	{ path, query, headers }: Probe,
	facts: CallFacts,
): Promise<void> {
	// n8n gives credential tests no other HTTP helper than this one.
	const { request } = helpers;
	await answerTo(facts, async () => {
		return (await request({
			method: 'GET',
			uri: baseUrl + path,
			qs: query,
			headers,
			json: true,
			timeout: facts.timeoutMs,
			followRedirect: false,
			simple: false,
			resolveWithFullResponse: true,
		})) as unknown;
	});
}

/**
 * A file from a public address; without the account, which is none of that server's business. Follows redirects.
 *
 * @throws whatever n8n's helper throws
 */
export async function fetchFile(context: IExecuteFunctions, url: string): Promise<IN8nHttpFullResponse> {
	return (await context.helpers.httpRequest({
		method: 'GET',
		url,
		encoding: 'arraybuffer',
		returnFullResponse: true,
	})) as IN8nHttpFullResponse;
}

/** What a call brought, or the Problem that came of it. */
async function answerTo(facts: CallFacts, call: () => Promise<unknown>): Promise<IN8nHttpFullResponse> {
	let response: IN8nHttpFullResponse;
	try {
		response = (await call()) as IN8nHttpFullResponse;
	} catch (error) {
		throw error instanceof Problem ? error : networkProblem(error, facts);
	}
	const problem = answerProblem(response, facts);
	if (problem) throw problem;
	return response;
}
