/** States of a session, as the engine names them. */
export type SessionStatus = 'STOPPED' | 'STARTING' | 'SCAN_QR_CODE' | 'WORKING' | 'FAILED';

/** The engine behind an instance decides the shape of answers and what is possible. */
export type Engine = 'GOWS' | 'WEBJS';

/** One address to which an instance sends its events; without `events` (or with `*`) it gets all. */
export interface WebhookSettings {
	url: string;
	secret?: string | undefined;
	events?: string[] | undefined;
	/** Switched off where it is false. */
	isActive?: boolean | undefined;
	name?: string | undefined;
	/** What is missing is that of the sandbox. */
	retry?: Partial<WebhookRetry> | undefined;
	/** Wawp's own webhook (inbox, auto-reply): it stands in the list, and nothing leaves for it. */
	isSystem?: boolean | undefined;
}

/** An instance as it exists when the sandbox starts. */
export interface SandboxInstanceSeed {
	id: string;
	name?: string;
	phone: string;
	engine?: Engine;
	status?: SessionStatus;
	webhooks?: WebhookSettings[];
}

/** A customer of the sandbox: one token, any number of instances. */
export interface SandboxAccount {
	accessToken: string;
	/** Somebody brought it, and it may open a real account: the page does not hand it out. */
	isOwnToken?: boolean;
	/** On the free plan (false) the webhook routes refuse with `subscription_required`. */
	hasWebhooks?: boolean;
	instances: SandboxInstanceSeed[];
}

/** How often and how fast a failed webhook delivery is repeated. */
export interface WebhookRetry {
	attempts: number;
	delayMs: number;
	/** `constant` without one, as a webhook's own; `linear` waits 1, 2, 3 … times as long, `exponential` 1, 2, 4 … times. */
	policy?: 'constant' | 'linear' | 'exponential' | undefined;
}

/** What goes wrong with a delivery; a comment says what arrives at the receiver. */
export type DeliveryEffect =
	/** The same event, so many times more. */
	| { kind: 'duplicate'; copies?: number }
	/** The event after the next one of the same instance. */
	| { kind: 'reorder' }
	/** The event, so many milliseconds later. */
	| { kind: 'delay'; ms: number }
	/** The event again, though it was taken: so many answers count as lost. */
	| { kind: 'retry'; answers?: number }
	/** The event with a signature by another secret. */
	| { kind: 'wrongSignature' }
	/** The first half of the body. */
	| { kind: 'truncated' }
	/** A body of at least so many bytes: 2 MB without a number. */
	| { kind: 'large'; bytes?: number }
	/** The event under another content type: `text/plain` without one. */
	| { kind: 'wrongType'; contentType?: string }
	/** JSON nested so deep: 20,000 without a number. */
	| { kind: 'deepJson'; depth?: number };

export type DeliveryFaultKind = DeliveryEffect['kind'];

/** A planned fault of deliveries. */
export type DeliveryFault = DeliveryEffect & {
	/** Of this event only. */
	event?: string | undefined;
	/** So many deliveries; without it, until it is cleared. */
	times?: number | undefined;
	/** From 0 to 1: the share of the deliveries it happens to. The others do not count. */
	rate?: number | undefined;
};

/** A fault that waits; `left` is how often it still happens, missing without an end. */
export type PlannedDeliveryFault = DeliveryFault & { id: number; left?: number };

/** The settings of `startSandbox` about Wawp. */
export interface WawpOptions {
	/** The chance of faults with a `rate`: with the same seed (1 by default) the same calls fail. */
	seed?: number;
	accounts?: SandboxAccount[];
	/** Default: 15 attempts, in real time, 2 s after the first, 4 s after the second, and so on. */
	webhookRetry?: WebhookRetry;
	/** How long STARTING lasts, in milliseconds on the sandbox clock. */
	startingMs?: number;
	/** So long the answer to a GET stays what it was, in milliseconds on the sandbox clock: 3,000 at Wawp, 0 without it. */
	readCacheMs?: number;
	/** So many generated contacts on every phone, beside the eight written ones. */
	contacts?: number;
}

/** A text that somebody writes. */
export interface WrittenText {
	/** A person or a group. */
	chatId: string;
	text: string;
	/** In a group: who of it; the own number writes on the phone itself. */
	by?: string;
	/** When, in milliseconds on the sandbox clock: now without it. */
	at?: number;
}

/** One attempt to deliver one event. */
export interface WebhookAttempt {
	/** Milliseconds on the sandbox clock. */
	at: number;
	event: string;
	eventId: string;
	instanceId: string;
	/** Without its query, which may hold a secret. */
	url: string;
	attempt: number;
	/** The receiver's answer; absent when there was none. */
	status?: number;
	/** Why there was no answer. */
	error?: string;
	/** What the receiver said when it refused, shortened. */
	answer?: string;
	/** When it is tried again, on the sandbox clock; absent when it is not. */
	nextAt?: number;
	/** What was wrong with it on purpose. */
	fault?: DeliveryFaultKind;
	ms: number;
}

/** The body of every webhook delivery. */
export interface WebhookEnvelope {
	id: string;
	timestamp: number;
	event: string;
	session: string;
	metadata: Record<string, string>;
	me: { id: string; lid: string; pushName: string } | null;
	payload: object;
	engine: Engine;
	environment: { version: string; engine: Engine; tier: string };
}
