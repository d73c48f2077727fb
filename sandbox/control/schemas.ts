import { z } from 'zod';

/** Where an instance sends its events; an empty URL ends that. */
export const WEBHOOK = z.object({
	url: z.string(),
	secret: z.string().optional(),
	events: z.array(z.string()).optional(),
});

/** An event to send. */
export const EVENT = z.object({
	event: z.string().min(1),
	payload: z.record(z.string(), z.unknown()).optional(),
	text: z.string().optional(),
	from: z.string().min(1).optional(),
});

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
