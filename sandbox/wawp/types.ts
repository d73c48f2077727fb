/** States of a session, as the engine names them. */
export type SessionStatus = 'STOPPED' | 'STARTING' | 'SCAN_QR_CODE' | 'WORKING' | 'FAILED';

/** The engine behind an instance decides the shape of answers and what is possible. */
export type Engine = 'GOWS' | 'WEBJS';

/** Where an instance sends its events; without `events` (or with `*`) it sends all. */
export interface WebhookSettings {
	url: string;
	secret?: string;
	events?: string[];
}

/** An instance as it exists when the sandbox starts. */
export interface SandboxInstanceSeed {
	id: string;
	name?: string;
	phone: string;
	engine?: Engine;
	status?: SessionStatus;
	webhook?: WebhookSettings;
}

/** A customer of the sandbox: one token, any number of instances. */
export interface SandboxAccount {
	accessToken: string;
	instances: SandboxInstanceSeed[];
}

/** How often and how fast a failed webhook delivery is repeated. */
export interface WebhookRetry {
	attempts: number;
	delayMs: number;
}

/** The settings of `startSandbox` about Wawp. */
export interface WawpOptions {
	accounts?: SandboxAccount[];
	/** Default: 15 attempts, 2,000 ms apart, in real time. */
	webhookRetry?: WebhookRetry;
	/** How long STARTING lasts, in milliseconds on the sandbox clock. */
	startingMs?: number;
	/** So many generated contacts on every phone, beside the eight written ones. */
	contacts?: number;
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
