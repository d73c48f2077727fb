import { z } from 'zod';

const PLAN = {
	route: z.string().min(1),
	skip: z.number().int().min(1).optional(),
	times: z.number().int().min(1).optional(),
	rate: z.number().min(0).max(1).optional(),
	after: z.boolean().optional(),
};
const STATUS = z.number().int().min(200).max(599);
const MS = z.number().int().min(0).max(600_000);
/** What stands in a header: on one line, of visible letters. */
const HEADER = z.string().regex(/^[\t\x20-\x7e]*$/);

/** A failure to plan. */
export const FAULT = z.discriminatedUnion('kind', [
	z.strictObject({ ...PLAN, kind: z.literal('latency'), ms: MS }),
	z.strictObject({
		...PLAN,
		kind: z.literal('status'),
		status: STATUS,
		body: z.unknown().optional(),
		contentType: HEADER.optional(),
		headers: z.record(z.string(), HEADER).optional(),
	}),
	z.strictObject({
		...PLAN,
		kind: z.literal('redirect'),
		location: HEADER,
		status: z.number().int().min(300).max(399).optional(),
	}),
	z.strictObject({ ...PLAN, kind: z.literal('reset') }),
	z.strictObject({ ...PLAN, kind: z.literal('resetAfter') }),
	z.strictObject({ ...PLAN, kind: z.literal('hang') }),
	z.strictObject({ ...PLAN, kind: z.literal('half') }),
	z.strictObject({ ...PLAN, kind: z.literal('drip'), bytes: z.number().int().min(1), everyMs: MS }),
	z.strictObject({ ...PLAN, kind: z.literal('html'), status: STATUS.optional() }),
	z.strictObject({ ...PLAN, kind: z.literal('wrongJson'), form: z.enum(['warning', 'cut']).optional() }),
	z.strictObject({
		...PLAN,
		kind: z.literal('errorIn2xx'),
		code: z.string().optional(),
		message: z.string().optional(),
	}),
	z.strictObject({ ...PLAN, kind: z.literal('noEvidence'), body: z.unknown().optional() }),
	z.strictObject({ ...PLAN, kind: z.literal('queued'), form: z.enum(['job', 'status']).optional() }),
	z.strictObject({
		...PLAN,
		kind: z.literal('tooMany'),
		retryAfter: z.union([z.number().int().min(0), HEADER]),
	}),
	z.strictObject({ ...PLAN, kind: z.literal('slowMedia'), ms: MS }),
	z.strictObject({
		...PLAN,
		kind: z.literal('sessionDrops'),
		to: z.enum(['FAILED', 'STOPPED', 'SCAN_QR_CODE']).optional(),
	}),
	z.strictObject({
		...PLAN,
		kind: z.literal('restricted'),
		status: STATUS.optional(),
		message: z.string().optional(),
	}),
]);
