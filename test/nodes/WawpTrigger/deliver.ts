import { createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { type N8n, SECRET, startN8n, TOKEN } from './n8n';
import { sample, type Sample } from './samples';

/** The n8n of the test file that called `withN8n`. */
export let n8n: N8n;

export const CREDENTIAL = { accessToken: TOKEN, instanceId: 'A1B2C3D4E5F6', webhookSecret: SECRET };
export const WITHOUT_SECRET = { ...CREDENTIAL, webhookSecret: '' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Starts an n8n for the test file; each test begins with all events, a secret and nothing kept. */
export function withN8n(): void {
	beforeAll(async () => (n8n = await startN8n()));
	afterAll(async () => await n8n.close());
	beforeEach(() => {
		use({});
		n8n.executions.length = 0;
		n8n.logs.length = 0;
	});
}

/** A sample with the time of now. */
export const fresh = (name = 'message', more: IDataObject = {}): Sample & { timestamp: number } => ({
	...sample(name),
	timestamp: Date.now(),
	...more,
});
export const hmac = (body: string, secret = SECRET, algorithm = 'sha512') =>
	createHmac(algorithm, secret).update(body).digest('hex');

export async function post(body: string, headers: Record<string, string> = {}, query = '') {
	const request = { method: 'POST', body, headers: { ...JSON_TYPE, ...headers } };
	const response = await fetch(`${n8n.url}${query}`, request);
	return { status: response.status, text: await response.text() };
}

/** Posts with a right X-Webhook-Hmac. */
export async function postSigned(event: object, more: Record<string, string> = {}) {
	const body = JSON.stringify(event);
	return await post(body, { 'x-webhook-hmac': hmac(body), ...more });
}

/** A node of its own with these parameters and this credential. Repeats pass unless the option says otherwise. */
export function use(parameters: IDataObject, credential: ICredentialDataDecryptedObject = CREDENTIAL) {
	const options = { once: false, ...(parameters.options as IDataObject | undefined) };
	n8n.setting = { parameters: { events: ['*'], ...parameters, options }, credential };
}
