import { AnswerError } from '../http/errors';

/** The errors of Wassenger's API; all codes are inferred. */
const ERRORS = {
	invalid_token: [401, 'The API key in the header Token is missing or wrong.'],
	not_found: [404, 'There is no such route.'],
	invalid_request: [400, 'The request is not valid.'],
	device_not_found: [404, 'Device not found in this account.'],
	device_offline: [409, 'The device is offline.'],
	/** The seed names the case, not the code. */
	plan_required: [
		403,
		'Statuses are only available in the Platform plans. Please upgrade your plan to use them.',
	],
	media_error: [400, 'The media could not be downloaded, or is no picture or video.'],
	internal_error: [500, 'The sandbox failed.'],
} as const satisfies Record<string, readonly [number, string]>;

/** An answer in Wassenger's error shape: `{status, errorCode, message}` (inferred from its message API). */
export class WassengerError extends AnswerError {
	readonly status: number;

	constructor(
		private readonly errorCode: keyof typeof ERRORS,
		details?: string,
	) {
		const [status, message] = ERRORS[errorCode];
		super(details ?? message);
		this.status = status;
	}

	override body(): object {
		return { status: this.status, errorCode: this.errorCode, message: this.message };
	}
}
