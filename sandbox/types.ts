/** The words of the sandbox: what a test, the page and the command line see of it. */

/** The APIs the sandbox speaks. */
export type ServiceName = 'wawp' | 'wassenger' | 'wuts';

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

/** A number that is linked to Wassenger. The page shows its statuses at the instance with the same number. */
export interface WassengerDevice {
	/** Hexadecimal. */
	id: string;
	phone: string;
	alias: string;
	status: 'online' | 'offline';
}

/** The one account of Wassenger. Only the plan `platform` has statuses. */
export interface WassengerAccount {
	apiKey: string;
	devices: WassengerDevice[];
	plan?: 'platform' | 'basic';
}

/** The one user of WUTS. */
export interface WutsAccount {
	/** A UUID, version 4. */
	apiToken: string;
	connected?: boolean;
	/** Default: the number of the first instance, where the page shows the statuses. */
	phone?: string;
}

/** How often and how fast a failed webhook delivery is repeated. */
export interface WebhookRetry {
	attempts: number;
	delayMs: number;
}

/** Settings of `startSandbox`; each has a default. */
export interface SandboxOptions {
	/** 0 (the default) takes any free port; the sandbox always listens on 127.0.0.1. */
	port?: number;
	accounts?: SandboxAccount[];
	/** Default: a key for up to three devices with the numbers of the first account; the third is offline. */
	wassenger?: WassengerAccount;
	/** Default: a token, connected. */
	wuts?: WutsAccount;
	/** Default: 15 attempts, 2,000 ms apart, in real time. */
	webhookRetry?: WebhookRetry;
	/** How long STARTING lasts, in milliseconds on the sandbox clock. */
	startingMs?: number;
	/** So many generated contacts on every phone, beside the eight written ones. */
	contacts?: number;
}

/** One API call as it arrived and as it was answered. */
export interface RecordedRequest {
	service: ServiceName;
	method: string;
	/** Below the base URL of the service, still percent-encoded. */
	path: string;
	/** Flat names such as `file[url]`, decoded; a repeated name has an array of its values. */
	query: Record<string, unknown>;
	/** The parsed JSON body; undefined without one. */
	body: unknown;
	headers: Record<string, string | string[] | undefined>;
	/** The answered HTTP status; 0 when the connection was dropped or left hanging. */
	status: number;
	/** Milliseconds on the sandbox clock. */
	at: number;
}

/** Who saw a status, and when (milliseconds on the sandbox clock). */
export interface StatusView {
	viewer: string;
	at: number;
}

/** A status in the feed. Times are milliseconds on the sandbox clock. */
export interface PostedStatus {
	/** Who published it. */
	service: ServiceName;
	/** The short id: what deleting takes. */
	id: string;
	/** The long id: `true_status@broadcast_<id>_<own number>@c.us`. */
	messageId: string;
	/** The instance of Wawp, the device of Wassenger, or `wuts`. */
	instanceId: string;
	/** The own number. */
	phone: string;
	type: 'text' | 'image' | 'voice' | 'video';
	text?: string;
	backgroundColor?: string;
	font?: number;
	linkPreview?: boolean;
	linkPreviewHighQuality?: boolean;
	caption?: string;
	mimetype?: string;
	filename?: string;
	fileLength?: number;
	seconds?: number;
	convert?: boolean;
	asNote?: boolean;
	viewOnce?: boolean;
	/** The uploaded bytes of a picture, voice or video. */
	media?: Buffer;
	/** null: everybody. */
	contacts: string[] | null;
	postedAt: number;
	expiresAt: number;
	deletedAt?: number;
	views: StatusView[];
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

/** What happens instead of the ordinary answer. */
export type FaultEffect =
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			contentType?: string;
			headers?: Record<string, string>;
	  }
	/** Never answers. */
	| { kind: 'hang' }
	/** Drops the connection before any work. */
	| { kind: 'reset' }
	/** Does the work, then drops the connection: the caller cannot know. */
	| { kind: 'resetAfter' }
	/** An error page of the proxy in front. */
	| { kind: 'html' }
	| { kind: 'redirect'; location: string };

/**
 * A planned failure: `route` is method and path, or `*` for all services; without `times` it stays. Paths of Wawp stand
 * alone (`POST /status/text`), those of the others with their place (`POST /wuts/status/text`).
 */
export type Fault = { route: string; times?: number } & FaultEffect;

/** A running sandbox. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT`; the page is at `/`. */
	url: string;
	/** The Base URL of the credential. */
	baseUrl: string;
	/** The Base URL of a Wassenger credential. */
	wassengerUrl: string;
	/** The Base URL of a WUTS credential. */
	wutsUrl: string;
	/** Every API call, of all services, oldest first. */
	requests: RecordedRequest[];
	/** Real time plus an offset; the timers of the sessions follow it. */
	clock: { now(): number; advance(ms: number): void };
	/** The feed, oldest first; deleted ones have `deletedAt`. */
	statuses(instanceId?: string): PostedStatus[];
	webhookLog: WebhookAttempt[];
	fail(fault: Fault): void;
	clearFaults(): void;
	/**
	 * Sends a webhook event of an instance; without a payload a realistic sample.
	 * Resolves with the envelope after the last attempt of delivery (at once when the instance has no webhook for it).
	 * Rejects when the instance is unknown, or an event without a payload is.
	 */
	emit(instanceId: string, event: string, payload?: object): Promise<WebhookEnvelope>;
	/** Ends everything: server, open connections, timers, deliveries. */
	close(): Promise<void>;
}
