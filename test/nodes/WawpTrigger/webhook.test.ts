import { CREDENTIAL, fresh, hmac, n8n, post, postSigned, use, withN8n, WITHOUT_SECRET } from './deliver';
import { activate, deactivate, SECRET, TOKEN } from './n8n';
import { sample } from './samples';

withN8n();

describe('authentic deliveries', () => {
	it('start one execution and are answered with an empty 200', async () => {
		expect(await postSigned(fresh())).toEqual({ status: 200, text: '' });
		expect(n8n.executions).toHaveLength(1);
		expect(n8n.executions[0]).toMatchObject({ event: 'message', text: 'status: Fresh bread at 7 🥖' });
		expect(n8n.logs).toEqual([]);
	});

	it('are proven over the raw bytes, with every blank and escape as sent', async () => {
		const body = ` { "event" : "message","timestamp":${Date.now()},  "payload":{"body":"\\u00e9 é \\/"} }\n`;
		expect((await post(body, { 'x-webhook-hmac': hmac(body) })).status).toBe(200);
		expect(n8n.executions[0]).toMatchObject({ text: 'é é /' });
	});

	it.each([
		['hmac', (body: string) => ({ 'x-webhook-hmac': hmac(body) }), ''],
		['signature', (body: string) => ({ 'x-wawp-signature': `sha256=${hmac(body, SECRET, 'sha256')}` }), ''],
		['plain', () => ({ 'x-wawp-signature': SECRET }), ''],
		['url', () => ({}), `?secret=${SECRET}`],
	])('pass by the fixed scheme %s, and by no other', async (scheme, headers, query) => {
		const body = JSON.stringify(fresh());
		for (const verification of ['hmac', 'signature', 'plain', 'url', 'auto']) {
			use({ options: { verification } });
			const status = verification === scheme || verification === 'auto' ? 200 : 401;
			expect([verification, (await post(body, headers(body), query)).status]).toEqual([verification, status]);
		}
		expect(n8n.executions).toHaveLength(2);
	});

	it('half good, half forged in many ways: exactly the good half executes', async () => {
		const forge: ((body: string) => Promise<{ status: number }>)[] = [
			(body) => post(body),
			(body) => post(body, { 'x-webhook-hmac': hmac(body, 'wrong') }),
			(body) => post(body.replace('7', '8'), { 'x-webhook-hmac': hmac(body) }),
			(body) => post(body, { 'x-wawp-signature': hmac(body, 'wrong', 'sha256') }),
			(body) => post(body, { 'x-wawp-signature': 'wrong' }),
			(body) => post(body, {}, '?secret=wrong'),
			(body) => post(body, { 'x-webhook-hmac': hmac(body, 'wrong') }, `?secret=${SECRET}`),
			(body) => post(body, { 'x-webhook-hmac': hmac(body), 'x-webhook-timestamp': '1600000000000' }),
			() => postSigned(fresh('message', { timestamp: Date.now() - 400_000 })),
			() => postSigned(fresh('message', { timestamp: Date.now() + 400_000 })),
		];
		for (const [index, send] of forge.entries()) {
			expect((await postSigned(fresh('message', { id: `good${index}` }))).status).toBe(200);
			expect([index, (await send(JSON.stringify(fresh('message', { id: 'forged' })))).status]).toEqual([
				index,
				401,
			]);
		}
		expect(n8n.executions.map(({ eventId }) => eventId)).toEqual(forge.map((_send, index) => `good${index}`));
		expect(n8n.logs).toHaveLength(forge.length);
	});
});

describe('the credential', () => {
	it('without a secret asks for no proof and no time', async () => {
		use({}, WITHOUT_SECRET);
		expect((await post(JSON.stringify(sample('message')))).status).toBe(200);
		n8n.setting = { parameters: { events: ['*'] } };
		expect((await post(JSON.stringify(sample('message')))).status).toBe(200);
		expect(n8n.executions).toHaveLength(2);
	});

	it.each(['hmac', 'signature', 'plain', 'url'])(
		'without a secret refuses everything by %s',
		async (verification) => {
			use({ options: { verification } }, WITHOUT_SECRET);
			const body = JSON.stringify(fresh());
			const proofs = { 'x-webhook-hmac': hmac(body, ''), 'x-wawp-signature': '' };
			expect((await post(body, proofs, '?secret=')).status).toBe(401);
			expect(n8n.executions).toEqual([]);
			expect(n8n.logs).toHaveLength(1);
		},
	);

	it('that cannot be read refuses, without an execution and without its error', async () => {
		n8n.setting = { parameters: { events: ['*'] }, credential: new Error(`broken: ${SECRET}`) };
		const answer = await postSigned(fresh());
		// An error that was thrown is answered by n8n, in other words, and starts an execution.
		const message = 'the credential, the parameters of the node or the delivery could not be read';
		expect(JSON.parse(answer.text)).toEqual({ status: 500, message });
		expect(n8n.logs).toHaveLength(1);
		expect(answer.text + n8n.logs.join()).not.toContain(SECRET);
		expect(n8n.executions).toEqual([]);
	});

	it('takes the verification of a node of version 2, which has it beside its options', async () => {
		const body = JSON.stringify(fresh());
		for (const [verification, status] of [
			['hmac', 200],
			['url', 401],
		] as const) {
			use({ verification });
			n8n.setting.typeVersion = 2;
			expect((await post(body, { 'x-webhook-hmac': hmac(body) })).status).toBe(status);
		}
	});

	it('lets a fixed scheme activate only with a secret', async () => {
		const parameters = { events: ['message'], options: { verification: 'hmac' } };
		await expect(activate({ parameters })).rejects.toThrow('Verification needs a Webhook Secret');
		await expect(activate({ parameters, credential: WITHOUT_SECRET })).rejects.toThrow('Webhook Secret');
		expect(await activate({ parameters, credential: CREDENTIAL })).toBe(true);
		expect(await activate({ parameters: { events: ['message'] } })).toBe(true);
		expect(await deactivate({ parameters })).toBe(true);
	});
});

it('neither secret nor token is in an item, an answer or a log line', async () => {
	const texts = [TOKEN, SECRET];
	const leaky = fresh('message', {
		metadata: {
			access_token: TOKEN,
			instance_id: 'A1B2C3D4E5F6',
			note: `${TOKEN} and ${SECRET}`,
			[TOKEN]: 1,
		},
		payload: { body: `my secret is ${SECRET}`, media: { url: `https://example.com/?access_token=${TOKEN}` } },
	});
	const answers = [
		await postSigned(leaky),
		await post(JSON.stringify(leaky), {}, `?secret=${SECRET}`),
		await post(JSON.stringify(leaky), { 'x-wawp-signature': SECRET }),
		await post(JSON.stringify(leaky), { 'x-wawp-signature': `${SECRET}x` }, `?secret=${SECRET}`),
		await post('[]', {}, `?secret=${SECRET}`),
	];
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 401, 401]);
	expect(n8n.executions).toHaveLength(3);
	const seen = JSON.stringify([answers, n8n.executions, n8n.logs]);
	for (const text of texts) expect(seen).not.toContain(text);
	expect(n8n.executions[0]).toMatchObject({ instanceId: 'A1B2C3D4E5F6', text: 'my secret is [hidden]' });
	expect(n8n.executions[0]).not.toHaveProperty('metadata.access_token');
	expect(n8n.logs.join()).not.toContain('A1B2C3D4E5F6');
	expect(n8n.logs.join()).not.toContain('webhook?');
});
