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

/** What stays of an instance when the sandbox ends: no QR code, no pairing code, and no access token. */
export interface SavedInstance extends Omit<Instance, 'accessToken' | 'qr' | 'pairingCode' | 'timer'> {
	/** The place of its account among those of the sandbox. */
	account: number;
}

/** All instances of all accounts. */
export class Instances {
	private readonly byId = new Map<string, Instance>();
	private readonly tokens: string[];
	private readonly free: Set<string>;
	private readonly own: Set<string>;

	/** `saved` are those of an earlier sandbox; without it the accounts tell. */
	constructor(accounts: SandboxAccount[], now: number, saved?: SavedInstance[]) {
		this.tokens = accounts.map((account) => account.accessToken);
		const free = accounts.filter(({ hasWebhooks }) => hasWebhooks === false);
		this.free = new Set(free.map((account) => account.accessToken));
		const own = accounts.filter(({ isOwnToken }) => isOwnToken === true);
		this.own = new Set(own.map((account) => account.accessToken));
		for (const instance of saved ?? []) this.addSaved(instance);
		for (const account of saved ? [] : accounts) {
			for (const seed of account.instances) this.add(account.accessToken, seed, now);
		}
	}

	/** Is this the token of an account? */
	knowsToken(accessToken: unknown): accessToken is string {
		return typeof accessToken === 'string' && this.tokens.includes(accessToken);
	}

	/** Does the plan of this account have webhooks through the API? */
	hasWebhooks(accessToken: string): boolean {
		return !this.free.has(accessToken);
	}

	/** Did somebody bring this token, so that it may be that of a real account? */
	isOwnToken(accessToken: string): boolean {
		return this.own.has(accessToken);
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

	/** The instances of an account, by its place among those of the sandbox. */
	ofAccount(place: number): Instance[] {
		return this.list().filter(({ accessToken }) => accessToken === this.tokens[place]);
	}

	list(): Instance[] {
		return [...this.byId.values()];
	}

	/** What stays of them. */
	save(): SavedInstance[] {
		return this.list().map(({ id, accessToken, name, phone, pushName, ...instance }) => {
			const { engine, status, history, linked, webhooks } = instance;
			const account = this.tokens.indexOf(accessToken);
			return { id, account, name, phone, pushName, engine, status, history, linked, webhooks };
		});
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

	private addSaved({ account, ...instance }: SavedInstance): void {
		const accessToken = this.tokens[account];
		if (accessToken === undefined) throw new Error(`There is no account for the instance ${instance.id}.`);
		this.byId.set(instance.id, { ...instance, accessToken });
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
