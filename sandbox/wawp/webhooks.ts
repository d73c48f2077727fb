import { createHmac } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { Agent, request } from 'undici';
import type { SandboxClock } from '../ground/clock';
import { accountOf, metadataOf } from './instances';
import type { Instance } from './instances';
import type { Live } from '../ground/live';
import type { WebhookAttempt, WebhookEnvelope, WebhookRetry, WebhookSettings } from './types';

/** The version of the engine the sandbox plays. */
const ENGINE_VERSION = '2026.1.1';

/** An event on its way. */
export interface SentEvent {
	envelope: WebhookEnvelope;
	delivered: Promise<void>;
}

const DEFAULT_RETRY: WebhookRetry = { attempts: 15, delayMs: 2000 };
const RECEIVER_TIMEOUT_MS = 30_000;

/** Hex HMAC-SHA512 of the raw body: the value of the `X-Webhook-Hmac` header. */
export function signBody(body: string | Buffer, secret: string): string {
	return createHmac('sha512', secret).update(body).digest('hex');
}

/** Sends events to the webhooks of instances, signed, repeated while they fail, each attempt logged. */
export class Webhooks {
	readonly log: WebhookAttempt[] = [];
	private readonly agent = new Agent({
		headersTimeout: RECEIVER_TIMEOUT_MS,
		bodyTimeout: RECEIVER_TIMEOUT_MS,
	});
	private readonly ending = new AbortController();

	constructor(
		private readonly clock: SandboxClock,
		private readonly live: Live,
		private readonly retry: WebhookRetry = DEFAULT_RETRY,
	) {
		// Every delivery on its way listens to the end; there may be many.
		setMaxListeners(0, this.ending.signal);
	}

	/** Begins to send an event; `delivered` resolves after the last attempt and never rejects. */
	send(instance: Instance, event: string, payload: object): SentEvent {
		const envelope = envelopeOf(instance, event, payload, this.clock.now());
		const settings = instance.webhook;
		const wanted = settings !== undefined && wants(settings, event);
		return {
			envelope,
			delivered: wanted ? this.deliver(settings, instance.id, envelope) : Promise.resolve(),
		};
	}

	/** Stops all deliveries. */
	close(): void {
		this.ending.abort();
		void this.agent.destroy();
	}

	private async deliver(
		settings: WebhookSettings,
		instanceId: string,
		envelope: WebhookEnvelope,
	): Promise<void> {
		const body = JSON.stringify(envelope);
		for (let attempt = 1; attempt <= this.retry.attempts; attempt += 1) {
			if (attempt > 1 && !(await this.pause())) return;
			const attempted = await this.post(settings, body);
			this.log.push({
				...attempted,
				event: envelope.event,
				eventId: envelope.id,
				instanceId,
				url: withoutQuery(settings.url),
				attempt,
			});
			this.live.changed();
			if (isSuccess(attempted.status)) return;
		}
	}

	/** False when the sandbox ends meanwhile. */
	private async pause(): Promise<boolean> {
		try {
			await wait(this.retry.delayMs, undefined, { signal: this.ending.signal, ref: false });
			return true;
		} catch {
			return false;
		}
	}

	private async post(
		settings: WebhookSettings,
		body: string,
	): Promise<Pick<WebhookAttempt, 'at' | 'status' | 'error' | 'ms'>> {
		const at = this.clock.now();
		const started = performance.now();
		const ms = (): number => Math.round(performance.now() - started);
		try {
			const headers = headersOf(body, settings.secret, at);
			const options = { method: 'POST', headers, body, dispatcher: this.agent } as const;
			const answer = await request(settings.url, { ...options, signal: this.ending.signal });
			await answer.body.dump();
			return { at, status: answer.statusCode, ms: ms() };
		} catch (error) {
			return { at, error: reasonOf(error), ms: ms() };
		}
	}
}

function envelopeOf(instance: Instance, event: string, payload: object, now: number): WebhookEnvelope {
	const { name, engine, linked } = instance;
	return {
		id: `evt_${ulid(now).toLowerCase()}`,
		timestamp: now,
		event,
		session: name,
		metadata: metadataOf(instance),
		me: linked ? accountOf(instance) : null,
		payload,
		engine,
		environment: { version: ENGINE_VERSION, engine, tier: 'PLUS' },
	};
}

function headersOf(body: string, secret: string | undefined, now: number): Record<string, string> {
	return {
		'content-type': 'application/json',
		'user-agent': `WAHA/${ENGINE_VERSION}`,
		'x-webhook-request-id': ulid(now),
		'x-webhook-timestamp': String(now),
		...(secret && { 'x-webhook-hmac': signBody(body, secret), 'x-webhook-hmac-algorithm': 'sha512' }),
	};
}

function wants({ events }: WebhookSettings, event: string): boolean {
	return events === undefined || events.includes('*') || events.includes(event);
}

function isSuccess(status: number | undefined): boolean {
	return status !== undefined && status >= 200 && status < 300;
}

function withoutQuery(url: string): string {
	return url.split(/[?#]/)[0] ?? '';
}

/** A short reason without the address, which may hold a secret. */
function reasonOf(error: unknown): string {
	const { code, name } = error as { code?: string; name?: string };
	return code ?? name ?? 'unknown';
}
