import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
	checkAge,
	type Proof,
	type Scheme,
	type SignedDelivery,
	verifyDelivery,
} from '../../../nodes/WawpTrigger/signature';

const SECRET = 'my-secret-key';
const NOW = 1_795_222_800_000;
const WINDOW = 5 * 60_000;
const BODY = Buffer.from(`{"event":"message","timestamp":${NOW - 1000},"payload":{"body":"héllo  🥖"}}`);

const sign = (algorithm: string, body: Buffer = BODY, secret = SECRET) =>
	createHmac(algorithm, secret).update(body).digest('hex');

/** Proof, then age, as the trigger asks for them. */
function verify({ maxAgeMs = WINDOW, ...given }: Partial<SignedDelivery> & { maxAgeMs?: number }) {
	const delivery = {
		rawBody: BODY,
		headers: {},
		query: {},
		secret: SECRET,
		scheme: 'auto' as Scheme,
		...given,
	};
	const verdict = verifyDelivery(delivery);
	if (!verdict.ok) return verdict;
	return checkAge(parsed(delivery.rawBody), delivery.headers, maxAgeMs, NOW) ?? verdict;
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}

interface Case {
	title: string;
	proof: Proof;
	make: (secret: string, body: Buffer) => Pick<SignedDelivery, 'headers' | 'query'>;
}

const header = (name: string, value: string, more = {}) => ({
	headers: { [name]: value, ...more },
	query: {},
});
const WAWP = 'x-wawp-signature';
const HMAC = 'x-webhook-hmac';
const named = (name: string) => ({ 'x-webhook-hmac-algorithm': name });

const CASES: Case[] = [
	{ title: 'SHA-512 by default', proof: 'hmac', make: (s, b) => header(HMAC, sign('sha512', b, s)) },
	{
		title: 'named sha512',
		proof: 'hmac',
		make: (s, b) => header(HMAC, sign('sha512', b, s), named('sha512')),
	},
	{
		title: 'named SHA-512',
		proof: 'hmac',
		make: (s, b) => header(HMAC, sign('sha512', b, s), named('SHA-512')),
	},
	{
		title: 'named sha256',
		proof: 'hmac',
		make: (s, b) => header(HMAC, sign('sha256', b, s), named('sha256')),
	},
	{ title: 'Wawp SHA-256', proof: 'signature', make: (s, b) => header(WAWP, sign('sha256', b, s)) },
	{ title: 'Wawp SHA-512', proof: 'signature', make: (s, b) => header(WAWP, sign('sha512', b, s)) },
	{
		title: 'Wawp sha256=',
		proof: 'signature',
		make: (s, b) => header(WAWP, `sha256=${sign('sha256', b, s)}`),
	},
	{
		title: 'Wawp sha512=',
		proof: 'signature',
		make: (s, b) => header(WAWP, `sha512=${sign('sha512', b, s)}`),
	},
	{
		title: 'Wawp in capitals',
		proof: 'signature',
		make: (s, b) => header(WAWP, sign('sha256', b, s).toUpperCase()),
	},
	{ title: 'plain secret', proof: 'plain', make: (s) => header(WAWP, s) },
	{ title: 'secret in the URL', proof: 'url', make: (s) => ({ headers: {}, query: { secret: s } }) },
];
const SCHEMES: Proof[] = ['hmac', 'signature', 'plain', 'url'];

describe.each(CASES)('a delivery proven by $title', ({ proof, make }) => {
	it('is accepted automatically and by its own scheme', () => {
		expect(verify(make(SECRET, BODY))).toEqual({ ok: true, proof });
		expect(verify({ ...make(SECRET, BODY), scheme: proof })).toEqual({ ok: true, proof });
	});

	it('is refused by every other scheme', () => {
		for (const scheme of SCHEMES.filter((other) => other !== proof)) {
			expect(verify({ ...make(SECRET, BODY), scheme })).toMatchObject({ ok: false });
		}
	});

	it.each(['wrong', SECRET.slice(1), `${SECRET} `, ''])('is refused with the secret %j', (secret) => {
		expect(verify(make(secret, BODY))).toMatchObject({ ok: false });
	});

	it('is refused when it is stale, from the future or without a time', () => {
		const at = (fields: string) => Buffer.from(`{"event":"message"${fields}}`);
		const times = [
			NOW - WINDOW - 1,
			NOW + WINDOW + 1,
			Math.floor(NOW / 1000) - 400,
			'"yesterday"',
			-5,
			'null',
		];
		for (const body of [...times.map((time) => at(`,"timestamp":${time}`)), at(''), Buffer.from('[1]')]) {
			expect(verify({ ...make(SECRET, body), rawBody: body })).toMatchObject({ ok: false });
			expect(verify({ ...make(SECRET, body), rawBody: body, maxAgeMs: 0 })).toEqual({ ok: true, proof });
		}
	});

	it('is accepted at the edges of the window, in seconds, as text, and by the flat shape', () => {
		const seconds = Math.floor(NOW / 1000);
		const times = [NOW - WINDOW, NOW + WINDOW, seconds, `"${seconds}"`, `"${NOW}"`];
		const bodies = [...times.map((time) => `{"timestamp":${time}}`), `{"ts":${seconds}}`].map((b) =>
			Buffer.from(b),
		);
		for (const rawBody of bodies) {
			expect(verify({ ...make(SECRET, rawBody), rawBody })).toEqual({ ok: true, proof });
		}
	});
});

/** The schemes whose proof covers the body. */
const BODY_PROOFS = CASES.filter(({ proof }) => proof === 'hmac' || proof === 'signature');

describe.each(BODY_PROOFS)('the body proven by $title', ({ make }) => {
	it('cannot be changed in any byte', () => {
		const given = make(SECRET, BODY);
		fc.assert(
			fc.property(fc.nat(BODY.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
				const changed = Buffer.from(BODY);
				changed.writeUInt8(changed.readUInt8(index) ^ mask, index);
				return !verify({ ...given, rawBody: changed, maxAgeMs: 0 }).ok;
			}),
		);
	});

	it('cannot be shortened or lengthened', () => {
		const given = make(SECRET, BODY);
		expect(verify({ ...given, rawBody: BODY.subarray(1), maxAgeMs: 0 }).ok).toBe(false);
		expect(verify({ ...given, rawBody: Buffer.concat([BODY, Buffer.from(' ')]), maxAgeMs: 0 }).ok).toBe(
			false,
		);
	});
});

it("accepts WAHA's published test vector", () => {
	const rawBody = Buffer.from('{"event":"message","session":"default","engine":"WEBJS"}');
	const hmac =
		'208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89';
	const headers = { [HMAC]: hmac, ...named('sha512') };
	expect(verify({ rawBody, headers, maxAgeMs: 0 })).toEqual({ ok: true, proof: 'hmac' });
	expect(verify({ rawBody, headers })).toMatchObject({ ok: false });
});

describe('several proofs at once', () => {
	const right = sign('sha512');
	const url = { secret: SECRET };

	it.each([
		['a wrong X-Webhook-Hmac', { [HMAC]: 'ab'.repeat(64) }],
		['an empty X-Webhook-Hmac', { [HMAC]: '' }],
		['a wrong X-Wawp-Signature', { [WAWP]: 'ab'.repeat(32) }],
		['an HMAC by an algorithm that is not accepted', { [HMAC]: right, ...named('md5') }],
	])('%s is not saved by a right URL', (_title, headers) => {
		expect(verify({ headers, query: url })).toMatchObject({ ok: false });
	});

	it('a wrong X-Webhook-Hmac is not saved by a right X-Wawp-Signature', () => {
		expect(verify({ headers: { [HMAC]: 'ab'.repeat(64), [WAWP]: SECRET } }).ok).toBe(false);
	});

	it('the strongest decides, whatever the weaker say', () => {
		const headers = { [HMAC]: right, [WAWP]: 'something else' };
		expect(verify({ headers, query: { secret: 'no' } })).toEqual({ ok: true, proof: 'hmac' });
	});

	it('a fixed scheme looks at its own proof only', () => {
		const headers = { [HMAC]: 'ab'.repeat(64) };
		expect(verify({ headers, query: url, scheme: 'url' })).toEqual({ ok: true, proof: 'url' });
	});
});

describe('the time in the header', () => {
	const headers = (time: string | string[]) => ({ [HMAC]: sign('sha512'), 'x-webhook-timestamp': time });

	it.each([String(NOW), String(Math.floor(NOW / 1000)), String(NOW - WINDOW)])('may say %s', (time) => {
		expect(verify({ headers: headers(time) }).ok).toBe(true);
	});

	it.each([String(NOW - WINDOW * 2), String(NOW + WINDOW * 2), 'soon', ''])('may not say %j', (time) => {
		expect(verify({ headers: headers(time) }).ok).toBe(false);
		expect(verify({ headers: headers(time), maxAgeMs: 0 }).ok).toBe(true);
	});

	it('is no substitute for a time in the signed body', () => {
		const rawBody = Buffer.from('{"event":"message"}');
		const given = { [HMAC]: sign('sha512', rawBody), 'x-webhook-timestamp': String(NOW) };
		expect(verify({ rawBody, headers: given })).toMatchObject({
			reason: expect.stringMatching(/Maximum Age/) as string,
		});
	});
});

describe('nothing is accepted', () => {
	it('without a proof, without a secret, with an unknown scheme, with repeated values', () => {
		const headers = { [HMAC]: sign('sha512') };
		expect(verify({}).ok).toBe(false);
		expect(verify({ headers: { [HMAC]: sign('sha512', BODY, '') }, secret: '' }).ok).toBe(false);
		expect(verify({ headers, scheme: 'none' as Scheme }).ok).toBe(false);
		expect(verify({ headers: { [HMAC]: [sign('sha512')] } }).ok).toBe(false);
		expect(verify({ query: { secret: [SECRET, SECRET] } }).ok).toBe(false);
	});

	it('for any header, query and secret that do not fit', () => {
		const anyText = fc.oneof(fc.string(), fc.constantFrom('sha256=', 'sha512=', 'ab', '00'.repeat(32)));
		fc.assert(
			fc.property(anyText, anyText, anyText, (hmac, signature, secret) => {
				fc.pre(signature !== SECRET && secret !== SECRET);
				const verdicts = [{ [HMAC]: hmac }, { [WAWP]: signature }].map((headers) => verify({ headers }));
				return [...verdicts, verify({ query: { secret } })].every(({ ok }) => !ok);
			}),
		);
	});

	it('and no reason repeats what was sent or the secret', () => {
		const headers = { [HMAC]: 'deadbeef', 'x-webhook-hmac-algorithm': 'leak-me' };
		const verdict = JSON.stringify(verify({ headers, query: { secret: 'guess-of-mine' } }));
		for (const word of ['deadbeef', 'leak-me', 'guess-of-mine', SECRET]) expect(verdict).not.toContain(word);
	});
});
