import type { Response } from 'express';
import type { SandboxClock } from '../../ground/clock';
import type { WireAnswer } from './answers';

const MEDIA_PIECES = 10;

/** Sends all of an answer; gives its status. */
export function sendWhole(response: Response, { status, headers, text }: WireAnswer): number {
	response.status(status).set(headers).end(text);
	return status;
}

/** Promises all of an answer, sends half of it, and ends the connection. */
export function sendHalf(response: Response, { status, headers, text }: WireAnswer): number {
	const bytes = Buffer.from(text);
	response.status(status).set(headers).set('content-length', String(bytes.length));
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
	return status;
}

/** Sends an answer piece by piece, the first one at once. */
export function sendDripping(
	response: Response,
	{ status, headers, text }: WireAnswer,
	{ bytes: size, everyMs }: { bytes: number; everyMs: number },
	clock: SandboxClock,
): number {
	const bytes = Buffer.from(text);
	response.status(status).set(headers);
	writePieces(response, bytes, { size, everyMs }, clock);
	return status;
}

/** Sends a file in pieces, the last one after `ms`. Type and other headers are set before. */
export function sendSlowly(response: Response, bytes: Buffer, ms: number, clock: SandboxClock): void {
	const size = Math.max(1, Math.ceil(bytes.length / (MEDIA_PIECES + 1)));
	const steps = Math.max(1, Math.ceil(bytes.length / size) - 1);
	writePieces(response, bytes, { size, everyMs: ms / steps }, clock);
}

/** Drops the connection; nothing is answered. */
export function dropConnection(response: Response): number {
	response.socket?.resetAndDestroy();
	return 0;
}

function writePieces(
	response: Response,
	bytes: Buffer,
	{ size, everyMs }: { size: number; everyMs: number },
	clock: SandboxClock,
): void {
	response.set('content-length', String(bytes.length));
	const writeFrom = (start: number): void => {
		if (response.destroyed) return;
		const end = start + size;
		if (end >= bytes.length) {
			response.end(bytes.subarray(start));
			return;
		}
		response.write(bytes.subarray(start, end));
		clock.after(everyMs, () => writeFrom(end));
	};
	writeFrom(0);
}
