import { randomBytes } from 'node:crypto';
import type { Timer } from '../ground/clock';
import type { Engine, SandboxAccount, SandboxInstanceSeed, SessionStatus, WebhookSettings } from './types';

/** A QR code that waits for the phone. */
export interface QrCode {
	value: string;
	/** 1 to 6: after the sixth the session fails. */
	number: number;
	expiresAt: number;
}

/** A number of an account, with the state of its session. */
export interface Instance {
	id: string;
	accessToken: string;
	name: string;
	phone: string;
	/** The name people see; without one it is that of the session. */
	pushName?: string;
	engine: Engine;
	status: SessionStatus;
	/** When which state began, newest last. */
	history: { status: SessionStatus; timestamp: number }[];
	/** A phone is linked: a start leads to WORKING without a scan. */
	linked: boolean;
	qr?: QrCode;
	pairingCode?: string;
	/** Where its events go, in the order in which they were entered. */
	webhooks: WebhookSettings[];
	timer?: Timer;
}

/** All instances of all accounts. */
export class Instances {
	private readonly byId = new Map<string, Instance>();
	private readonly tokens: Set<string>;
	private readonly free: Set<string>;

	constructor(accounts: SandboxAccount[], now: number) {
		this.tokens = new Set(accounts.map((account) => account.accessToken));
		const free = accounts.filter(({ hasWebhooks }) => hasWebhooks === false);
		this.free = new Set(free.map((account) => account.accessToken));
		for (const account of accounts) {
			for (const seed of account.instances) this.add(account.accessToken, seed, now);
		}
	}

	/** Is this the token of an account? */
	knowsToken(accessToken: unknown): accessToken is string {
		return typeof accessToken === 'string' && this.tokens.has(accessToken);
	}

	/** Does the plan of this account have webhooks through the API? */
	hasWebhooks(accessToken: string): boolean {
		return !this.free.has(accessToken);
	}

	/** The instance with this id, of whatever account. */
	get(id: string): Instance | undefined {
		return this.byId.get(id);
	}

	/** The instance with this id if the token's account owns it. */
	owned(accessToken: string, id: unknown): Instance | undefined {
		const instance = typeof id === 'string' ? this.byId.get(id) : undefined;
		return instance?.accessToken === accessToken ? instance : undefined;
	}

	list(): Instance[] {
		return [...this.byId.values()];
	}

	/** Adds an instance from a seed. */
	add(accessToken: string, seed: SandboxInstanceSeed, now: number): Instance {
		const { status = 'WORKING', engine = 'GOWS', name = seed.id } = seed;
		const instance: Instance = {
			id: seed.id,
			accessToken,
			name,
			phone: seed.phone,
			engine,
			status,
			history: [{ status, timestamp: now }],
			linked: status !== 'SCAN_QR_CODE',
			webhooks: (seed.webhooks ?? []).map((webhook) => ({ ...webhook })),
		};
		this.byId.set(instance.id, instance);
		return instance;
	}

	/** Makes a new instance of an account, not linked to any phone yet. */
	create(accessToken: string, name: string, now: number): Instance {
		const id = randomBytes(6).toString('hex').toUpperCase();
		const phone = `1555${String(1_900_000 + this.byId.size)}`;
		const instance = this.add(accessToken, { id, name, phone, status: 'STARTING' }, now);
		instance.linked = false;
		return instance;
	}

	remove(instance: Instance): void {
		instance.timer?.cancel();
		this.byId.delete(instance.id);
	}
}

/** The account of the phone that is linked: its id, hidden id and name. */
export function accountOf(instance: Instance): { id: string; lid: string; pushName: string } {
	return {
		id: `${instance.phone}@c.us`,
		lid: `1${instance.phone.slice(3)}77@lid`,
		pushName: instance.pushName ?? instance.name,
	};
}

/** What the session carries along, and what every answer and webhook about it repeats: with the access token. */
export function metadataOf(instance: Instance): Record<string, string> {
	return {
		user_id: '1',
		display_name: instance.name,
		user_email: 'owner@example.com',
		access_token: instance.accessToken,
		instance_id: instance.id,
	};
}
