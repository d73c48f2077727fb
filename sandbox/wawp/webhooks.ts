import { createHmac } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { Agent, request } from 'undici';
import type { SandboxClock } from '../ground/clock';
import { accountOf, metadataOf } from './instances';
import type { Instance } from './instances';
import type { Live } from '../ground/live';
import { spoilt } from './deliveryFaults';
import type { Delivery, DeliveryFaults } from './deliveryFaults';
import type { DeliveryFault, WebhookAttempt, WebhookEnvelope, WebhookRetry, WebhookSettings } from './types';

/** The version of the engine the sandbox plays. */
const ENGINE_VERSION = '2026.1.1';

/** An event on its way. */
export interface SentEvent {
	envelope: WebhookEnvelope;
	/** How many webhooks get it. */
	receivers: number;
	delivered: Promise<void>;
}

/** Wawp says how often and the first pause; that the pauses grow is ours, so that a receiver that is off fills no log. */
const DEFAULT_RETRY: WebhookRetry = { attempts: 15, delayMs: 2000, policy: 'linear' };
const RECEIVER_TIMEOUT_MS = 30_000;
/** So much is read of what a receiver answers, and so much is kept. */
const LONGEST_BODY = 10_000;
const LONGEST_ANSWER = 300;
/** So long a delivery waits at most for one that it may follow. */
const LONGEST_HOLD_MS = 5000;

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
	/** What lets a delivery go that waits for the next one, by webhook. */
	private readonly heldBack = new Map<string, () => void>();

	constructor(
		private readonly clock: SandboxClock,
		private readonly live: Live,
		readonly faults: DeliveryFaults,
		private readonly retry: WebhookRetry = DEFAULT_RETRY,
	) {
		// Every delivery on its way listens to the end; there may be many.
		setMaxListeners(0, this.ending.signal);
	}

	/** Begins to send an event; `delivered` resolves after the last attempt at the last webhook and never rejects. */
	send(instance: Instance, event: string, payload: object): SentEvent {
		const envelope = envelopeOf(instance, event, payload, this.clock.now());
		const wanted = instance.webhooks.filter((webhook) => wants(webhook, event));
		const deliveries = wanted.map((webhook) => this.deliver(webhook, instance, envelope));
		const delivered = Promise.all(deliveries).then(() => undefined);
		return { envelope, receivers: wanted.length, delivered };
	}

	/** Stops all deliveries. */
	close(): void {
		this.ending.abort();
		void this.agent.destroy();
	}

	private async deliver(
		webhook: WebhookSettings,
		instance: Instance,
		envelope: WebhookEnvelope,
	): Promise<void> {
		const fault = this.faults.take(envelope.event);
		const key = `${instance.id} ${webhook.url}`;
		if (fault?.kind === 'reorder') await this.afterNext(key);
		if (fault?.kind === 'delay') await this.pause(fault.ms);
		const copies = fault?.kind === 'duplicate' ? (fault.copies ?? 1) : 0;
		for (let copy = 0; copy <= copies; copy += 1) await this.attempts(webhook, instance, envelope, fault);
		if (fault?.kind !== 'reorder') this.heldBack.get(key)?.();
	}

	/** Waits until the next delivery of this webhook is over, if one comes soon. */
	private async afterNext(key: string): Promise<void> {
		const next = new Promise<void>((resolve) => void this.heldBack.set(key, resolve));
		await Promise.race([next, this.pause(LONGEST_HOLD_MS)]);
		this.heldBack.delete(key);
	}

	/** Until one is taken, the number is full, or somebody takes the webhook out. */
	private async attempts(
		webhook: WebhookSettings,
		instance: Instance,
		envelope: WebhookEnvelope,
		fault: DeliveryFault | undefined,
	): Promise<void> {
		const { event, id: eventId } = envelope;
		const { attempts, delayMs, policy } = { ...this.retry, ...given(webhook.retry) };
		const lost = fault?.kind === 'retry' ? (fault.answers ?? 1) : 0;
		for (let attempt = 1; attempt <= attempts; attempt += 1) {
			const attempted = await this.post(webhook, JSON.stringify(envelope), fault);
			const isOver = attempt === attempts || (isSuccess(attempted.status) && attempt > lost);
			const pauseMs = delayMs * backOff(policy, attempt);
			const url = withoutQuery(webhook.url);
			const shown = { ...attempted, event, eventId, instanceId: instance.id, url, attempt };
			const next = isOver ? {} : { nextAt: this.clock.now() + pauseMs };
			this.log.push({ ...shown, ...(fault && { fault: fault.kind }), ...next });
			this.live.changed();
			if (isOver || !(await this.pause(pauseMs))) return;
			if (!instance.webhooks.some((one) => withoutQuery(one.url) === url)) return;
		}
	}

	/** False when the sandbox ends meanwhile. */
	private async pause(ms: number): Promise<boolean> {
		try {
			await wait(ms, undefined, { signal: this.ending.signal, ref: false });
			return true;
		} catch {
			return false;
		}
	}

	private async post(
		{ url, secret }: WebhookSettings,
		whole: string,
		fault: DeliveryFault | undefined,
	): Promise<Pick<WebhookAttempt, 'at' | 'status' | 'error' | 'answer' | 'ms'>> {
		const at = this.clock.now();
		const started = performance.now();
		const ms = (): number => Math.round(performance.now() - started);
		try {
			const delivery = spoilt({ body: whole, contentType: 'application/json', secret, share: 1 }, fault);
			const headers = headersOf(delivery, at);
			const body = delivery.body.slice(0, Math.ceil(delivery.body.length * delivery.share));
			const options = { method: 'POST', headers, body, dispatcher: this.agent } as const;
			const { statusCode: status, body: said } = await request(url, {
				...options,
				signal: this.ending.signal,
			});
			if (isSuccess(status)) await said.dump();
			const answer = isSuccess(status) ? '' : refusalIn(await said.text(), secret);
			return { at, status, ...(answer && { answer }), ms: ms() };
		} catch (error) {
			return { at, error: reasonOf(error), ms: ms() };
		}
	}
}

/** How many times the usual pause it is before an attempt is repeated. */
function backOff(policy: WebhookRetry['policy'], repeats: number): number {
	if (policy === 'linear') return repeats;
	return policy === 'exponential' ? 2 ** (repeats - 1) : 1;
}

/** What a receiver says about its refusal: message and hint of its JSON, else its first words; never the secret. */
function refusalIn(whole: string, secret = ''): string {
	const text = whole.slice(0, LONGEST_BODY);
	const words = messageIn(text) ?? text.replace(/<[^>]*>/g, ' ');
	const shown = secret === '' ? words : words.replaceAll(secret, '…');
	return shown.replace(/\s+/g, ' ').trim().slice(0, LONGEST_ANSWER);
}

function messageIn(text: string): string | undefined {
	try {
		const { message, hint } = JSON.parse(text) as { message?: unknown; hint?: unknown };
		const said = [message, hint].filter((one) => typeof one === 'string');
		return said.length > 0 ? said.join(' ') : undefined;
	} catch {
		return undefined;
	}
}

/** Without what is not given, so that it does not hide a default. */
function given<T extends object>(settings: T | undefined): Partial<T> {
	return Object.fromEntries(
		Object.entries(settings ?? {}).filter(([, value]) => value !== undefined),
	) as Partial<T>;
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

function headersOf({ body, secret, contentType }: Delivery, now: number): Record<string, string> {
	return {
		'content-type': contentType,
		'user-agent': `WAHA/${ENGINE_VERSION}`,
		'x-webhook-request-id': ulid(now),
		'x-webhook-timestamp': String(now),
		...(secret && { 'x-webhook-hmac': signBody(body, secret), 'x-webhook-hmac-algorithm': 'sha512' }),
	};
}

function wants({ events, isActive, isSystem }: WebhookSettings, event: string): boolean {
	if (isActive === false || isSystem === true) return false;
	return events === undefined || events.includes('*') || events.includes(event);
}

function isSuccess(status: number | undefined): boolean {
	return status !== undefined && status >= 200 && status < 300;
}

/** The address of a webhook without its query, which may hold a secret. */
export function withoutQuery(url: string): string {
	return url.split(/[?#]/)[0] ?? '';
}

/** A short reason without the address, which may hold a secret. */
function reasonOf(error: unknown): string {
	const { code, name } = error as { code?: string; name?: string };
	return code ?? name ?? 'unknown';
}
