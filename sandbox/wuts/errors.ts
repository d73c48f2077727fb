import { AnswerError } from '../http/errors';

/**
 * The errors of WUTS that a sandbox can come to by itself; its other ones are planned as faults. The seed has bodies
 * without their HTTP statuses: these follow from the order in which it lists them (inferred).
 */
const ERRORS = {
	invalid_request: [400, 'text is required'],
	invalid_media: [400, 'either data or url must be provided'],
	device_disconnected: [503, 'whatsapp session is not connected'],
	/** (inferred) */
	already_connected: [409, 'whatsapp session is already connected'],
	internal_error: [500, 'the sandbox failed'],
} as const satisfies Record<string, readonly [number, string]>;

/** An answer in the first error shape of WUTS: `{success: false, error: {code, message}}`. */
export class WutsError extends AnswerError {
	readonly status: number;

	constructor(
		private readonly code: keyof typeof ERRORS,
		details?: string,
	) {
		const [status, message] = ERRORS[code];
		super(details ?? message);
		this.status = status;
	}

	override body(): object {
		return { success: false, error: { code: this.code, message: this.message } };
	}
}

/** What stands in front of the handlers of WUTS refuses in another shape; the codes but the first are inferred. */
const GATE_ERRORS = {
	VALIDATION_ERROR: [422, 'validation failed'],
	UNAUTHORIZED: [401, 'invalid or missing token'],
	NOT_FOUND: [404, 'route not found'],
} as const satisfies Record<string, readonly [number, string]>;

/** An answer in the second error shape of WUTS: `{success: false, error, error_code, timestamp}`. */
export class GateError extends AnswerError {
	readonly status: number;

	constructor(
		private readonly code: keyof typeof GATE_ERRORS,
		private readonly now: number,
	) {
		const [status, message] = GATE_ERRORS[code];
		super(message);
		this.status = status;
	}

	override body(): object {
		const timestamp = new Date(this.now).toISOString().replace(/\.\d+Z$/, 'Z');
		return { success: false, error: this.message, error_code: this.code, timestamp };
	}
}
