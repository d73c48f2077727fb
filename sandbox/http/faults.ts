import type { Response } from 'express';

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
 * A planned failure: `route` is method and path, or `*` for all services; without `times` it stays. The path is the one
 * of the contract or of a call, behind the service's `faultPrefix`.
 */
export type Fault = { route: string; times?: number } & FaultEffect;

/** Planned failures, in the order they were planned. */
export class Faults {
	private planned: { fault: Fault; left: number }[] = [];

	/** Plans a failure; without `times` it stays until it is cleared. */
	add(fault: Fault): void {
		this.planned.push({ fault, left: fault.times ?? Infinity });
	}

	clear(): void {
		this.planned = [];
	}

	/** What still waits to happen. */
	list(): Fault[] {
		return this.planned.map(({ fault }) => fault);
	}

	/** The failure for this call, used up by one; `paths` are the path as sent and as the contract writes it. */
	take(method: string, paths: (string | undefined)[]): Fault | undefined {
		const routes = ['*', ...paths.map((path) => `${method} ${path ?? ''}`)];
		const found = this.planned.find(({ fault }) => routes.includes(fault.route));
		if (found === undefined) return undefined;
		found.left -= 1;
		if (found.left <= 0) this.planned = this.planned.filter((entry) => entry !== found);
		return found.fault;
	}
}

const ERROR_PAGE =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>';

/**
 * Fails a call as planned; `bodyOf` is the service's own error for a status without a planned body. Returns the HTTP status
 * it answered, 0 for none.
 */
export function failCall(
	effect: FaultEffect,
	response: Response,
	bodyOf: (status: number) => object,
): number {
	switch (effect.kind) {
		case 'hang':
			return 0;
		case 'reset':
		case 'resetAfter':
			response.socket?.resetAndDestroy();
			return 0;
		case 'html':
			response.status(502).type('html').send(ERROR_PAGE);
			return 502;
		case 'redirect':
			response.redirect(301, effect.location);
			return 301;
		case 'status':
			return sendStatus(effect, response, bodyOf(effect.status));
	}
}

function sendStatus(
	effect: Extract<FaultEffect, { kind: 'status' }>,
	response: Response,
	usual: object,
): number {
	const { status, body, contentType = 'application/json', headers = {} } = effect;
	const planned = body ?? usual;
	response
		.status(status)
		.set(headers)
		.type(contentType)
		.end(typeof planned === 'string' ? planned : JSON.stringify(planned));
	return status;
}
