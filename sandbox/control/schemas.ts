import { z } from 'zod';

/** What is entered in the dashboard; an empty URL takes it out again. */
export const WEBHOOK = z.object({
	url: z.string(),
	secret: z.string().optional(),
	events: z.array(z.string()).optional(),
});

/** One of the webhooks of an instance. */
export const ONE_WEBHOOK = z.strictObject({
	url: z.string().url(),
	secret: z.string().min(1).optional(),
	events: z.array(z.string()).optional(),
	isActive: z.boolean().optional(),
	name: z.string().optional(),
	isSystem: z.boolean().optional(),
	retry: z
		.strictObject({
			attempts: z.number().int().min(1).optional(),
			delayMs: z.number().int().min(0).optional(),
			policy: z.enum(['constant', 'linear', 'exponential']).optional(),
		})
		.optional(),
});

/** Which of them is meant. */
export const WEBHOOK_URL = z.object({ url: z.string() });

const PLAN = {
	event: z.string().min(1).optional(),
	times: z.number().int().min(1).optional(),
	rate: z.number().min(0).max(1).optional(),
};
const COUNT = z.number().int().min(1);

/** A fault of deliveries to plan. */
export const DELIVERY_FAULT = z.discriminatedUnion('kind', [
	z.strictObject({ ...PLAN, kind: z.literal('duplicate'), copies: COUNT.max(1000).optional() }),
	z.strictObject({ ...PLAN, kind: z.literal('reorder') }),
	z.strictObject({ ...PLAN, kind: z.literal('delay'), ms: z.number().int().min(0).max(600_000) }),
	z.strictObject({ ...PLAN, kind: z.literal('retry'), answers: COUNT.optional() }),
	z.strictObject({ ...PLAN, kind: z.literal('wrongSignature') }),
	z.strictObject({ ...PLAN, kind: z.literal('truncated') }),
	z.strictObject({ ...PLAN, kind: z.literal('large'), bytes: COUNT.max(100_000_000).optional() }),
	z.strictObject({
		...PLAN,
		kind: z.literal('wrongType'),
		contentType: z
			.string()
			.regex(/^[\x20-\x7e]+$/)
			.optional(),
	}),
	z.strictObject({ ...PLAN, kind: z.literal('deepJson'), depth: COUNT.max(1_000_000).optional() }),
]);

/** An event to send. */
export const EVENT = z.object({
	event: z.string().min(1),
	payload: z.record(z.string(), z.unknown()).optional(),
	text: z.string().optional(),
	from: z.string().min(1).optional(),
});

/** Whose token is wanted. */
export const TOKEN = z.object({ instanceId: z.string() });

/** So many more contacts. */
export const CONTACTS = z.object({ count: z.number().int().min(1).max(5000) });

/** A step of the clock. */
export const CLOCK = z.object({ advanceMs: z.number() });

/** The pairing code somebody types; without one, the right one. */
export const PAIR = z.object({ code: z.string().optional() }).default({});

/** How a connection is lost. */
export const DISCONNECT = z
	.object({ to: z.enum(['FAILED', 'STOPPED', 'SCAN_QR_CODE']).default('FAILED') })
	.default({ to: 'FAILED' });

/** Who looks at a status. */
export const VIEW = z.object({ viewer: z.string().default('201001234567@c.us') }).default({});
