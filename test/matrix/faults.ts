import type { FaultEffect } from '../../sandbox';

/** A way in which a call goes wrong, or goes well. */
export interface SpoiltCall {
	name: string;
	fault: FaultEffect & { after?: boolean };
	/** Not done, and answered as by an API that never says what it did: of those nobody can know. */
	empty?: true;
	/** Only the time-out ends the call. */
	endless?: true;
}

const AFTER = { after: true } as const;
const BEFORE = { after: false } as const;

/** No API says these after it did what it was asked for. */
const REFUSALS = [400, 401, 403, 404, 409, 413, 422, 429];

/** What somebody on the way says, whatever became of the request. */
const NO_ANSWERS = [408, 499, 500, 502, 503, 504];

const REDIRECTS = [301, 302, 303, 307, 308];

const LOST_UPSTREAM = {
	kind: 'status',
	body: {
		success: false,
		code: 'wawp_upstream_error',
		errorCode: 'upstream_error',
		message: 'cURL error 28: Operation timed out',
	},
} as const;

const redirect = (status: number): FaultEffect => ({
	kind: 'redirect',
	status,
	location: 'https://www.example.com/elsewhere',
});

/**
 * Every kind of fault, before and after the work where both happen. What is missing is an API that says in so many words that
 * it did not do what it did: nobody sees through that.
 */
export const FAULTS: SpoiltCall[] = [
	{ name: 'latency that is borne', fault: { kind: 'latency', ms: 20 } },
	{ name: 'latency beyond the time-out', fault: { kind: 'latency', ms: 5000 }, endless: true },
	...REFUSALS.map((status) => ({ name: `status ${status}`, fault: { kind: 'status', status } as const })),
	...NO_ANSWERS.flatMap((status) => [
		{ name: `status ${status} before`, fault: { kind: 'status', status, ...BEFORE } as const },
		{ name: `status ${status} after`, fault: { kind: 'status', status, ...AFTER } as const },
	]),
	...[200, 400].flatMap((status) => [
		{ name: `upstream lost in ${status} before`, fault: { ...LOST_UPSTREAM, status, ...BEFORE } },
		{ name: `upstream lost in ${status} after`, fault: { ...LOST_UPSTREAM, status, ...AFTER } },
	]),
	...REDIRECTS.map((status) => ({ name: `redirect ${status}`, fault: redirect(status) })),
	...[302, 303].map((status) => ({
		name: `redirect ${status} after`,
		fault: { ...redirect(status), ...AFTER },
	})),
	{ name: 'reset before', fault: { kind: 'reset' } },
	{ name: 'reset after', fault: { kind: 'resetAfter' } },
	{ name: 'no answer, before', fault: { kind: 'hang' }, endless: true },
	{ name: 'no answer, after', fault: { kind: 'hang', ...AFTER }, endless: true },
	{ name: 'half before', fault: { kind: 'half', ...BEFORE } },
	{ name: 'half after', fault: { kind: 'half' } },
	{ name: 'drip that ends', fault: { kind: 'drip', bytes: 400, everyMs: 5 } },
	{ name: 'drip that does not end', fault: { kind: 'drip', bytes: 1, everyMs: 300 }, endless: true },
	{ name: 'error page before', fault: { kind: 'html' } },
	{ name: 'error page after', fault: { kind: 'html', ...AFTER } },
	{ name: 'login page', fault: { kind: 'html', status: 200 } },
	{ name: 'login page after', fault: { kind: 'html', status: 200, ...AFTER } },
	...(['warning', 'cut'] as const).flatMap((form) => [
		{
			name: `wrong JSON (${form}) before`,
			fault: { kind: 'wrongJson', form, ...BEFORE } as const,
			empty: true as const,
		},
		{ name: `wrong JSON (${form}) after`, fault: { kind: 'wrongJson', form } as const },
	]),
	{ name: 'error in 200', fault: { kind: 'errorIn2xx' } },
	...[{}, [], '', null].flatMap((body) => [
		{
			name: `no evidence (${JSON.stringify(body)}) before`,
			fault: { kind: 'noEvidence', body, ...BEFORE } as const,
			empty: true as const,
		},
		{ name: `no evidence (${JSON.stringify(body)}) after`, fault: { kind: 'noEvidence', body } as const },
	]),
	{ name: 'queued (job)', fault: { kind: 'queued', form: 'job' } },
	{ name: 'queued (status)', fault: { kind: 'queued', form: 'status' } },
	{ name: 'too many', fault: { kind: 'tooMany', retryAfter: 0 } },
	{ name: 'too many, with a wait', fault: { kind: 'tooMany', retryAfter: 1 } },
	{ name: 'session drops', fault: { kind: 'sessionDrops' } },
	{ name: 'restricted (500)', fault: { kind: 'restricted' } },
	{ name: 'restricted (463)', fault: { kind: 'restricted', status: 463 } },
	{ name: 'slow media', fault: { kind: 'slowMedia', ms: 5000 }, endless: true },
];
