/** Where a session goes that loses its phone or its connection. */
export type DroppedState = 'FAILED' | 'STOPPED' | 'SCAN_QR_CODE';

/** What happens to a call; a comment says what arrives at the caller. */
export type FaultEffect =
	/** The ordinary answer, so many milliseconds later. */
	| { kind: 'latency'; ms: number }
	/** Any status, with any body; without one the service's own error. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			contentType?: string;
			headers?: Record<string, string>;
	  }
	/** A redirect; 301 without a status. */
	| { kind: 'redirect'; location: string; status?: number }
	/** The connection is dropped. */
	| { kind: 'reset' }
	/** Does the work, then drops the connection: `reset` with `after`. */
	| { kind: 'resetAfter' }
	/** No answer. */
	| { kind: 'hang' }
	/** A `content-length` of the whole answer, then half of it, then the end of the connection. */
	| { kind: 'half' }
	/** The ordinary answer, so many bytes at a time. */
	| { kind: 'drip'; bytes: number; everyMs: number }
	/** A page: the error page of a proxy (502 without a status), or with a 2xx a form to log in. */
	| { kind: 'html'; status?: number }
	/** Labelled JSON, and none: a PHP warning stands before it (`warning`, the default), or its end is missing (`cut`). */
	| { kind: 'wrongJson'; form?: 'warning' | 'cut' }
	/** 200 with an error of the service. */
	| { kind: 'errorIn2xx'; code?: string; message?: string }
	/** 200 that tells nothing: `{}` without a body. */
	| { kind: 'noEvidence'; body?: unknown }
	/** 200: the call waits in a queue, by the ID of a job (`job`, the default) or by a word only (`status`). */
	| { kind: 'queued'; form?: 'job' | 'status' }
	/** 429 with `Retry-After`, in seconds or as a date. */
	| { kind: 'tooMany'; retryAfter: number | string }
	/** A file that is downloaded from the sandbox arrives in pieces, the last one after so many milliseconds. */
	| { kind: 'slowMedia'; ms: number }
	/** The session leaves WORKING (for FAILED without `to`), and the call is refused as for one that does not work. */
	| { kind: 'sessionDrops'; to?: DroppedState }
	/** WhatsApp restricts the number: error 463 in the message, with HTTP 500 (what the engine gives) without a status. */
	| { kind: 'restricted'; status?: number; message?: string };

export type FaultKind = FaultEffect['kind'];

/** The effect of one kind. */
export type EffectOf<Kind extends FaultKind> = Extract<FaultEffect, { kind: Kind }>;

/** When a fault happens, and whether the work of the call is done. */
export interface FaultPlan {
	/**
	 * Method and path, or `*` for all services. The path is the one of the contract or of a call, behind the service's
	 * `faultPrefix`; that of a file is `/sandbox/media/{name}` or `/sandbox/uploads/{id}`.
	 */
	route: string;
	/** So many calls are left alone first. */
	skip?: number;
	/** So many calls; without it, until it is cleared. */
	times?: number;
	/** From 0 to 1: the share of the calls it happens to. The others do not count. */
	rate?: number;
	/** The work is done first, or not at all (before it, where the call goes on); each kind has its default. */
	after?: boolean;
}

/** A planned failure. */
export type Fault = FaultPlan & FaultEffect;

/** A failure that waits; `left` is how often it still happens, missing without an end. */
export type PlannedFault = Fault & { id: number; left?: number };
