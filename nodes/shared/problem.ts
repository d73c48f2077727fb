/**
 * What is known of the effect of a failed operation:
 * - `notSent`: no request left, it certainly never reached the API, or it only read; trying again is safe
 * - `refused`: the API answered that it did not do it
 * - `unknown`: the request left and no clear answer came; it may have been carried out
 */
export type Outcome = 'notSent' | 'refused' | 'unknown';

/**
 * Whether something is in its chat: `cannotTell` where several look like it, or nobody could look.
 */
export type Published = 'yes' | 'no' | 'cannotTell';

/** What an error item and n8n's error view say beside the message. */
interface ProblemDetails {
	/** The API's own error code, or one of ours: stable, to branch on in a workflow. */
	code: string;
	/** HTTP status of the answer; null where none came. */
	httpStatus: number | null;
	/** The remedy, as a sentence. */
	hint: string;
	outcome: Outcome;
	/** So many seconds the API asks to wait. */
	retryAfter?: number;
	/** What a look at the chat showed, where somebody looked. */
	published?: Published;
	/** What came where nobody can tell what it means; shortened and without secrets once it is shown. */
	answer?: unknown;
}

/** Anything that stops an operation, in words for the person who built the workflow. Carries no request. */
export class Problem extends Error {
	constructor(
		message: string,
		readonly details: ProblemDetails,
	) {
		super(message);
		this.name = 'Problem';
	}
}

/**
 * A problem with what the user entered: nothing was sent.
 *
 * @param field the field's label in the editor
 * @param expected what is accepted, as the end of a sentence
 * @param hint the remedy, where it is more than `expected` says
 */
export function invalidInput(
	field: string,
	expected: string,
	hint = `Correct the field "${field}".`,
): Problem {
	return new Problem(`"${field}": ${expected}`, {
		code: 'invalid_input',
		httpStatus: null,
		hint,
		outcome: 'notSent',
	});
}

/** Fails with an error that was caught: n8n's linter takes every one that is thrown again for a raw error of an API. */
export async function failAgain(error: unknown): Promise<never> {
	return await Promise.reject(error instanceof Error ? error : new Error(String(error)));
}
