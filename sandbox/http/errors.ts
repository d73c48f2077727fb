import type { ErrorRequestHandler } from 'express';

/** An error as a service, or the sandbox itself, answers it. */
export abstract class AnswerError extends Error {
	abstract readonly status: number;

	/** The JSON body of the answer. */
	abstract body(): object;
}

/** An answer of the sandbox itself, not of a service: `{message}`. */
export class SandboxError extends AnswerError {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}

	body(): object {
		return { message: this.message };
	}
}

/** The service has no such route. */
export class NoRouteError extends Error {
	constructor() {
		super('There is no such route.');
	}
}

/** Is this what the reader of bodies throws for one that is too large? */
export function isTooLarge(error: unknown): boolean {
	return (error as { status?: number }).status === 413;
}

/** Answers what was thrown, as `errorOf` puts it. */
export function answerErrors(errorOf: (error: unknown) => AnswerError): ErrorRequestHandler {
	return (error: unknown, _request, response, next) => {
		if (response.headersSent) {
			next(error);
			return;
		}
		const known = errorOf(error);
		response.status(known.status).json(known.body());
	};
}
