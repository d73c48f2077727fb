/** The main job, seen from outside: an event goes in, a status has to come out. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { PostedStatus, RecordedRequest, Sandbox } from '../../sandbox';
import { Failure, messageOf } from '../../e2e/n8n/failure';

const PATIENCE_MS = 30_000;
const ROUTE = '/status/text';

/**
 * Lets the sandbox receive the message "status: <text>" and waits until the text is in its feed.
 *
 * @returns the posted status
 * @throws Failure with the reason when the status does not appear
 */
export async function proveMainJob(
	sandbox: Sandbox,
	instanceId: string,
	text: string,
): Promise<PostedStatus> {
	const earlier = sandbox.requests.length;
	const sent = { over: false, error: '' };
	sandbox
		.emit(instanceId, 'message', incomingMessage(`status: ${text}`))
		.catch((error: unknown) => (sent.error = messageOf(error)))
		.finally(() => (sent.over = true));
	const deadline = Date.now() + PATIENCE_MS;
	while (Date.now() < deadline) {
		const status = sandbox.statuses(instanceId).find((posted) => posted.text === text);
		if (status !== undefined) return status;
		if (sent.error !== '') throw new Failure(`the sandbox could not send the event: ${sent.error}`);
		const calls = sandbox.requests.slice(earlier).filter(isStatusCall);
		const refused = calls.find((call) => call.status >= 400);
		if (refused !== undefined) {
			throw new Failure(`no status was posted: the sandbox answered POST ${ROUTE} with ${refused.status}.`);
		}
		await sleep(100);
	}
	throw new Failure(`no status was posted within ${PATIENCE_MS / 1000} s: ${whyNot(sandbox, earlier)}`);
}

/** The payload of an incoming chat message, as the `message` event carries it. */
export function incomingMessage(body: string, from = '201001234567@c.us'): object {
	const id = `false_${from}_3EB0${Math.random().toString(16).slice(2, 14).toUpperCase()}`;
	return {
		id,
		timestamp: Math.floor(Date.now() / 1000),
		from,
		fromMe: false,
		source: 'app',
		to: '447441429009@c.us',
		body,
		hasMedia: false,
		ack: 1,
		ackName: 'SERVER',
	};
}

function isStatusCall(call: RecordedRequest): boolean {
	return call.method === 'POST' && call.path.startsWith(ROUTE);
}

function whyNot(sandbox: Sandbox, earlier: number): string {
	if (sandbox.requests.slice(earlier).some(isStatusCall))
		return 'the call reached the sandbox, but not its feed.';
	const delivery = sandbox.webhookLog.at(-1);
	if (delivery === undefined) return 'the sandbox sent no webhook.';
	if (delivery.status === undefined)
		return `the webhook did not reach n8n (${delivery.error ?? 'no answer'}).`;
	return `n8n answered the webhook with ${delivery.status}, and made no call.`;
}
