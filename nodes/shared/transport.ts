import {
	type ICredentialDataDecryptedObject,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { answerProblem, networkProblem, type CallFacts } from './failure';
import type { Answer, ApiRequest, Judged, Service } from './operation';
import { assertRunning, withinTime } from './pause';
import { Problem } from './problem';

/** The context of n8n in which calls are made: an execution, a list in the editor, the activation of a trigger, a webhook. */
export type CallContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** Who calls, and how long an answer may take. */
export interface Connection<Context extends CallContext = IExecuteFunctions> {
	context: Context;
	service: Service;
	credential: ICredentialDataDecryptedObject;
	timeoutMs: number;
	/** Aborted once somebody stopped the execution: nothing leaves any more. */
	signal?: AbortSignal;
}

/**
 * One call of the API. Redirects are not followed: a 301 would turn a POST into a GET whose 200 looks like success.
 * Nothing is sent twice, not even after a 401, which n8n's helper repeats unless the status is ignored.
 *
 * @param judged what shows that it was done, and whether it may be sent again without harm: decides what an answer, or
 * none, means
 * @throws Problem for everything but a 2xx that shows what the request needs; it may repeat what the
 * server said, secrets included, which `errors.ts` hides
 */
export async function send(
	{ context, service, credential, timeoutMs, signal }: Connection<CallContext>,
	request: ApiRequest,
	judged: Judged,
): Promise<Answer> {
	assertRunning(signal);
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
	const { helpers } = context;
	const type = service.credentialType;
	// Without it n8n reads the credential from its database, and decrypts it, for every call.
	const known = { credentialsDecrypted: { id: '', name: '', type, data: credential } };
	const response = await answerTo({ service, judged, timeoutMs }, async () => {
		return (await helpers.httpRequestWithAuthentication.call(context, type, options, known)) as unknown;
	});
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

/** How long an address of this n8n may take to answer. */
const LOOK_MS = 5000;

/**
 * What an address of this n8n answers to a GET, whatever its status; without the account.
 *
 * @throws whatever n8n's helper throws
 */
export async function lookAt(
	{ helpers }: CallContext,
	url: string,
): Promise<{ status: number; body: unknown }> {
	const response = (await helpers.httpRequest({
		method: 'GET',
		url,
		timeout: LOOK_MS,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	})) as IN8nHttpFullResponse;
	return { status: response.statusCode, body: response.body };
}

/** What a call brought, or the Problem that came of it. */
async function answerTo(facts: CallFacts, call: () => Promise<unknown>): Promise<IN8nHttpFullResponse> {
	let response: IN8nHttpFullResponse;
	try {
		response = (await withinTime(facts.timeoutMs, call)) as IN8nHttpFullResponse;
	} catch (error) {
		throw error instanceof Problem ? error : networkProblem(error, facts);
	}
	const problem = answerProblem(response, facts);
	if (problem) throw problem;
	return response;
}
