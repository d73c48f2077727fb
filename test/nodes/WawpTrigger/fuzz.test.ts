import { createHmac } from 'node:crypto';
import { request as send } from 'node:http';

import fc from 'fast-check';

import { fresh, n8n, use, withN8n, WITHOUT_SECRET } from './deliver';
import { SECRET } from './n8n';
import { SAMPLE_NAMES } from './samples';

withN8n();

interface Delivery {
	body: Buffer;
	headers: Record<string, string | string[]>;
	query: string;
}

/** A delivery as anybody can send it, also with headers that `fetch` would not let through. */
async function deliver({ body, headers, query }: Delivery): Promise<number> {
	return await new Promise((resolve, reject) => {
		const options = { method: 'POST', headers: { ...headers, 'content-length': body.length } };
		const request = send(`${n8n.url}${query}`, options, (response) => {
			response.resume();
			response.on('end', () => resolve(response.statusCode ?? 0));
		});
		request.on('error', reject);
		request.end(body);
	});
}

/** Values of headers: all characters that HTTP takes. */
const headerText = fc
	.array(
		fc.integer({ min: 32, max: 255 }).filter((code) => code !== 127),
		{ maxLength: 200 },
	)
	.map((codes) => String.fromCharCode(...codes));
const proofLike = fc.oneof(
	headerText,
	fc.constantFrom('sha256=', '', 'ab'.repeat(32), 'ab'.repeat(64), 'SHA512', '0'),
);
const TYPES = [
	'application/json',
	'application/json; charset=x',
	'application/x+json',
	'text/plain',
	'a/b',
	'',
];
const headers = fc.record(
	{
		'content-type': fc.oneof(fc.constantFrom(...TYPES), headerText),
		'x-webhook-hmac': fc.oneof(proofLike, fc.array(proofLike, { minLength: 2, maxLength: 3 })),
		'x-webhook-hmac-algorithm': proofLike,
		'x-wawp-signature': proofLike,
		'x-webhook-timestamp': fc.oneof(headerText, fc.constant(String(Date.now()))),
		'x-webhook-request-id': headerText,
	},
	{ requiredKeys: [] },
);
const query = fc.oneof(
	fc.constantFrom('', '?secret', '?secret=', '?secret[a]=b', '?secret=a&secret=b', '?__proto__=x', '?%'),
	fc.string({ maxLength: 50 }).map((text) => `?secret=${encodeURIComponent(text)}`),
);

/** A sample with parts of it replaced by anything. */
const eventLike = fc
	.tuple(
		fc.constantFrom(...SAMPLE_NAMES),
		fc.dictionary(
			fc.constantFrom('id', 'timestamp', 'event', 'session', 'metadata', 'me', 'payload', 'data', 'ts'),
			fc.jsonValue(),
		),
		fc.dictionary(
			fc.constantFrom('id', 'from', 'to', 'body', 'media', '_data', 'participants', 'group', 'type'),
			fc.jsonValue(),
		),
	)
	.map(([name, outer, inner]) => {
		const sample = fresh(name);
		return { ...sample, payload: { ...(sample.payload as object | undefined), ...inner }, ...outer };
	});
const body = fc.oneof(
	fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
	fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
	eventLike.map((event) => Buffer.from(JSON.stringify(event))),
	eventLike.map((event) => Buffer.from(JSON.stringify(event)).subarray(0, 300)),
);
const anyDelivery = fc.record({ body, headers, query });

/** What the trigger answers, and 422 of n8n itself. */
const ANSWERS = [200, 400, 401, 413, 422];

it.each(['auto', 'hmac', 'signature', 'plain', 'url'])(
	'nothing unproven starts an execution by %s, whatever comes, and nothing breaks',
	async (verification) => {
		for (const once of [true, false]) {
			use({ options: { once, verification } });
			await fc.assert(
				fc.asyncProperty(anyDelivery, async (delivery) => {
					expect([400, 401, 413, 422]).toContain(await deliver(delivery));
				}),
				{ numRuns: 150 },
			);
		}
		expect(n8n.executions).toEqual([]);
	},
	60_000,
);

it('what proves itself is answered, whatever it is, and so is everything where nothing has to', async () => {
	const signed = ({ body, headers, query }: Delivery): Delivery => ({
		body,
		headers: {
			...headers,
			'x-webhook-hmac': createHmac('sha512', SECRET).update(body).digest('hex'),
			'x-webhook-hmac-algorithm': 'sha512',
		},
		query,
	});
	for (const once of [true, false]) {
		use({ options: { once, maximumAge: 0, verification: 'hmac' } });
		await fc.assert(
			fc.asyncProperty(anyDelivery, async (delivery) => {
				expect(ANSWERS).toContain(await deliver(signed(delivery)));
			}),
			{ numRuns: 200 },
		);
		use({ options: { once } }, WITHOUT_SECRET);
		await fc.assert(
			fc.asyncProperty(anyDelivery, async (delivery) => {
				expect(ANSWERS).toContain(await deliver(delivery));
			}),
			{ numRuns: 200 },
		);
	}
	expect(n8n.executions.length).toBeGreaterThan(20);
	expect(JSON.stringify(n8n.executions)).not.toContain(SECRET);
}, 60_000);

it('an event of any shape passes with its payload', async () => {
	use({}, WITHOUT_SECRET);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...SAMPLE_NAMES), fc.jsonValue(), async (name, payload) => {
			n8n.executions.length = 0;
			const event = JSON.stringify({ ...fresh(name), event: name.replace('.flat', ''), payload });
			const headers = { 'content-type': 'application/json' };
			expect(await deliver({ body: Buffer.from(event), headers, query: '' })).toBe(200);
			expect(n8n.executions).toHaveLength(1);
		}),
		{ numRuns: 200 },
	);
}, 60_000);
