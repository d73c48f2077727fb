import { fresh, hmac, n8n, post, postSigned, use, withN8n, WITHOUT_SECRET } from './deliver';
import { SECRET } from './n8n';

withN8n();

describe('what is no event', () => {
	beforeEach(() => use({}, WITHOUT_SECRET));

	it.each([
		['an array', '[{"event":"message"}]'],
		['a string', '"message"'],
		['a number', '42'],
		['null', 'null'],
		['nothing', ''],
		['an empty object', '{}'],
		['an object without an event', '{"payload":{}}'],
		['an event without a name', '{"event":""}'],
		['an event that is no text', '{"event":{"a":1}}'],
	])('%s gets 400', async (_title, body) => {
		expect((await post(body)).status).toBe(400);
		expect(n8n.executions).toEqual([]);
		expect(n8n.logs).toHaveLength(1);
	});

	it('an event nested far too deep passes, cut off where nobody looks', async () => {
		const body = `{"event":"message","payload":${'['.repeat(2e4)}${']'.repeat(2e4)}}`;
		expect((await post(body)).status).toBe(200);
		expect(JSON.stringify(n8n.executions)).toContain('[too deep]');
	});

	it.each([
		['a form', 'application/x-www-form-urlencoded', 'event=message'],
		['plain text', 'text/plain', '{"event":"message"}'],
		['XML', 'application/xml', '<event>message</event>'],
		['multipart', 'multipart/form-data; boundary=x', '--x--'],
	])('%s gets 400', async (_title, type, body) => {
		expect((await post(body, { 'content-type': type })).status).toBe(400);
		expect(n8n.executions).toEqual([]);
	});

	it('malformed JSON is answered by n8n itself', async () => {
		expect((await post('{"event":')).status).toBe(422);
		expect(n8n.executions).toEqual([]);
	});

	it('JSON with a charset or a byte order mark is read', async () => {
		expect((await post('{"event":"x"}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(
			200,
		);
		use({});
		const body = `\uFEFF${JSON.stringify(fresh())}`;
		n8n.executions.length = 0;
		expect(
			(await post(body, { 'x-webhook-hmac': hmac(body), 'content-type': 'application/cloudevents+json' }))
				.status,
		).toBe(200);
		expect(n8n.executions).toHaveLength(1);
	});
});

describe('size', () => {
	const sized = (bytes: number) => {
		const frame = JSON.stringify({ event: 'message', payload: { body: '' } }).length;
		return JSON.stringify({ event: 'message', payload: { body: 'a'.repeat(bytes - frame) } });
	};

	it('is 1 MB unless set otherwise, and larger bodies get 413', async () => {
		use({}, WITHOUT_SECRET);
		expect((await post(sized(1024 * 1024))).status).toBe(200);
		expect((await post(sized(1024 * 1024 + 1))).status).toBe(413);
		use({ options: { maximumSize: 2 } }, WITHOUT_SECRET);
		expect((await post(sized(1024 * 1024 + 1))).status).toBe(200);
		expect(n8n.executions).toHaveLength(2);
	});

	it.each([
		['all', 'never'],
		[-1, -1],
		[0, NaN],
	])('a limit that makes no sense (%s, %s) leaves the standard one', async (maximumSize, maximumAge) => {
		use({ options: { maximumSize, maximumAge } });
		expect((await postSigned(fresh('message', { timestamp: Date.now() - 400_000 }))).status).toBe(401);
		expect((await postSigned(fresh())).status).toBe(200);
		expect((await post(sized(1024 * 1024 + 1), { 'x-wawp-signature': SECRET })).status).toBe(413);
		const large = { ...fresh(), padding: 'a'.repeat(1024 * 1024) };
		expect((await postSigned(large)).status).toBe(413);
	});

	it('comes after the proof, as the shape does', async () => {
		expect((await post(sized(1024 * 1024 + 1))).status).toBe(401);
		expect((await post('[]')).status).toBe(401);
		expect((await post('', {}, '?secret=wrong')).status).toBe(401);
	});
});

describe('filters', () => {
	it('pass the chosen events only, and unknown ones with All Events', async () => {
		use({ events: ['message', 'session.status'] });
		for (const name of ['message', 'message.any', 'session.status', 'call.received'])
			await postSigned(fresh(name));
		expect(n8n.executions.map(({ event }) => event)).toEqual(['message', 'session.status']);
		const unknown = { event: 'newsletter.v9', timestamp: Date.now(), payload: { a: [1] } };
		expect((await postSigned(unknown)).status).toBe(200);
		expect(n8n.executions).toHaveLength(2);
		use({});
		await postSigned(unknown);
		expect(n8n.executions[2]).toMatchObject({ event: 'newsletter.v9', payload: { a: [1] } });
	});

	it.each(['message', 'message.any', 'message.reaction'])(
		'drop own messages of %s, unless told otherwise',
		async (event) => {
			const own = {
				event,
				timestamp: Date.now(),
				payload: { id: 'true_447700900142@c.us_AA', fromMe: true },
			};
			expect((await postSigned(own)).status).toBe(200);
			expect(n8n.executions).toEqual([]);
			use({ options: { ignoreOwnMessages: false } });
			await postSigned(own);
			expect(n8n.executions).toHaveLength(1);
		},
	);

	it.each(['message.ack', 'message.revoked', 'message.edited', 'poll.vote.failed', 'group.v2.join', 'newer'])(
		'never drop own %s',
		async (event) => {
			const own = { id: 'true_447700900142@c.us_AA', fromMe: true };
			const payload = { ...own, after: own, vote: own };
			await postSigned({ event, timestamp: Date.now(), payload });
			expect(n8n.executions).toHaveLength(1);
		},
	);

	it('Maximum Age is settable and can be off', async () => {
		const stale = fresh('message', { timestamp: Date.now() - 20 * 60_000 });
		expect((await postSigned(stale)).status).toBe(401);
		for (const maximumAge of [30, 0]) {
			use({ options: { maximumAge } });
			expect((await postSigned(stale)).status).toBe(200);
		}
	});
});
