import { randomBytes, randomInt } from 'node:crypto';
import type { SandboxClock } from '../ground/clock';
import { wrongState } from './errors';
import { metadataOf } from './instances';
import type { Instance, QrCode } from './instances';
import type { Live } from '../ground/live';
import type { SessionStatus } from './types';
import type { Webhooks } from './webhooks';

const QR_CODES = 6;
const FIRST_QR_MS = 60_000;
const NEXT_QR_MS = 20_000;
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * The state machine of a session: STOPPED → STARTING → SCAN_QR_CODE → WORKING, or FAILED after six QR codes (the first
 * stands 60 s, the others 20 s). A session whose phone is still linked goes from STARTING to WORKING at once.
 * Every change of state is told to the instance's webhook.
 */
export class Sessions {
	constructor(
		private readonly clock: SandboxClock,
		private readonly live: Live,
		private readonly webhooks: Webhooks,
		private readonly startingMs: number,
	) {}

	/** Sets the timers an instance needs in the state it was created with. */
	resume(instance: Instance): void {
		if (instance.status === 'STARTING') this.whenStarted(instance);
		if (instance.status === 'SCAN_QR_CODE') this.showQr(instance, 1);
	}

	/** Starts a session that does not run; one that runs is left alone. */
	start(instance: Instance): void {
		if (instance.status === 'STOPPED' || instance.status === 'FAILED') this.restart(instance);
	}

	/** Stops; the phone stays linked. */
	stop(instance: Instance): void {
		this.enter(instance, 'STOPPED');
	}

	/** From whatever state through STARTING. */
	restart(instance: Instance): void {
		this.enter(instance, 'STARTING');
		this.whenStarted(instance);
	}

	/** Unlinks the phone; a session that ran asks for a new scan. */
	logout(instance: Instance): void {
		instance.linked = false;
		if (instance.status !== 'STOPPED') this.restart(instance);
	}

	/** The phone scans the QR code. Throws 422 in any other state. */
	scan(instance: Instance): void {
		if (instance.status !== 'SCAN_QR_CODE') throw wrongState(instance.status, 'SCAN_QR_CODE');
		this.enter(instance, 'WORKING');
		instance.linked = true;
	}

	/** A code to type on the phone. Throws 422 unless the session waits for a scan. */
	requestCode(instance: Instance): string {
		if (instance.status !== 'SCAN_QR_CODE') throw wrongState(instance.status, 'SCAN_QR_CODE');
		const letters = Array.from({ length: 8 }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))).join(
			'',
		);
		instance.pairingCode = `${letters.slice(0, 4)}-${letters.slice(4)}`;
		this.live.changed();
		return instance.pairingCode;
	}

	/** The phone types a code; without one, the right one. False when no code was requested or it is another. */
	pair(instance: Instance, typed: string | undefined): boolean {
		const expected = instance.pairingCode;
		if (expected === undefined) return false;
		if (bare(typed ?? expected) !== bare(expected)) return false;
		this.scan(instance);
		return true;
	}

	/** The connection is lost: FAILED (a restart heals it), STOPPED, or SCAN_QR_CODE (the phone unlinked it). */
	disconnect(instance: Instance, to: 'FAILED' | 'STOPPED' | 'SCAN_QR_CODE'): void {
		if (to === 'SCAN_QR_CODE') instance.linked = false;
		this.enter(instance, to);
		if (to === 'SCAN_QR_CODE') this.showQr(instance, 1);
	}

	private enter(instance: Instance, status: SessionStatus): void {
		instance.timer?.cancel();
		delete instance.timer;
		delete instance.qr;
		delete instance.pairingCode;
		if (instance.status === status) return;
		instance.status = status;
		instance.history.push({ status, timestamp: this.clock.now() });
		this.live.changed();
		this.webhooks.send(instance, 'session.status', sessionPayload(instance));
	}

	private whenStarted(instance: Instance): void {
		instance.timer = this.clock.after(this.startingMs, () => {
			if (instance.linked) {
				this.enter(instance, 'WORKING');
				return;
			}
			this.enter(instance, 'SCAN_QR_CODE');
			this.showQr(instance, 1);
		});
	}

	private showQr(instance: Instance, number: number): void {
		if (number > QR_CODES) {
			this.enter(instance, 'FAILED');
			return;
		}
		const lasts = number === 1 ? FIRST_QR_MS : NEXT_QR_MS;
		instance.qr = newQr(number, this.clock.now() + lasts);
		instance.timer = this.clock.after(lasts, () => this.showQr(instance, number + 1));
		this.live.changed();
	}
}

function bare(code: string): string {
	return code.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}

function newQr(number: number, expiresAt: number): QrCode {
	const part = (): string => randomBytes(32).toString('base64');
	return { value: `2@${part()},${part()},${part()}`, number, expiresAt };
}

/** Payload of `session.status`: the state, and the last three with their times. */
function sessionPayload(instance: Instance): object {
	const { name, status, history } = instance;
	return { name, status, statuses: history.slice(-3), data: null };
}

/** What the API tells of a session, access token included. */
export function sessionBody(instance: Instance): { name: string; status: SessionStatus; config: object } {
	return { name: instance.name, status: instance.status, config: { metadata: metadataOf(instance) } };
}
