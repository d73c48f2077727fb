/** The words of the sandbox: what a test, the page and the command line see of it. */
import type { PostedStatus } from './ground/statusFeed';
import type { Fault } from './http/faults/types';
import type { LedgerEntry } from './http/ledger';
import type { RecordedRequest } from './http/server';
import type { WassengerOptions } from './wassenger/types';
import type { DeliveryFault, WawpOptions, WebhookAttempt, WebhookEnvelope, WrittenText } from './wawp/types';
import type { WutsOptions } from './wuts/types';

export type { PostedStatus, StatusView } from './ground/statusFeed';
export type { Fault, FaultEffect, FaultKind, PlannedFault } from './http/faults/types';
export type { LedgerEntry } from './http/ledger';
export type { RecordedRequest } from './http/server';
export type * from './wassenger/types';
export type * from './wawp/types';
export type * from './wuts/types';

/** Settings of `startSandbox`; each has a default. */
export interface SandboxOptions extends WawpOptions, WassengerOptions, WutsOptions {
	/** 0 (the default) takes any free port; the sandbox always listens on 127.0.0.1. */
	port?: number;
	/**
	 * What is on the phones, the statuses, sessions and webhooks survive a restart in this file. What it holds comes before
	 * `accounts`, of which only the tokens count then.
	 */
	stateFile?: string;
}

/** A running sandbox. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT`; the page is at `/`. */
	url: string;
	/** The Base URL of the credential. */
	baseUrl: string;
	/** The Webhook API URL of the credential. */
	webhookApiUrl: string;
	/** The Base URL of a Wassenger credential. */
	wassengerUrl: string;
	/** The Base URL of a WUTS credential. */
	wutsUrl: string;
	/** The numbers of the first account, as they are now. */
	instanceIds(): string[];
	/** Every API call, of all services, oldest first. */
	requests: RecordedRequest[];
	/** Every call whose work was really done, whatever the caller heard of it, oldest first. */
	ledger: readonly LedgerEntry[];
	/** Real time plus an offset; the timers of the sessions follow it. */
	clock: { now(): number; advance(ms: number): void };
	/** The feed, oldest first; deleted ones have `deletedAt`. */
	statuses(instanceId?: string): PostedStatus[];
	webhookLog: WebhookAttempt[];
	fail(fault: Fault): void;
	clearFaults(): void;
	failDelivery(fault: DeliveryFault): void;
	clearDeliveryFaults(): void;
	/**
	 * Sends a webhook event of an instance; without a payload a realistic sample.
	 * Resolves with the envelope after the last attempt of delivery (at once when the instance has no webhook for it).
	 * Rejects when the instance is unknown, or an event without a payload is.
	 */
	emit(instanceId: string, event: string, payload?: object): Promise<WebhookEnvelope>;
	/** Somebody writes: the phone shows it, and `message` (for the own number `message.any`) is sent. Resolves as `emit` does. */
	write(instanceId: string, text: WrittenText): Promise<WebhookEnvelope>;
	/** Ends everything: server, open connections, timers, deliveries. */
	close(): Promise<void>;
}
