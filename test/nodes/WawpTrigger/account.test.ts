import { setTimeout as sleep } from 'node:timers/promises';

import { AccountMemory } from '../../../nodes/WawpTrigger/account';
import { CREDENTIAL, fresh, hmac, n8n, post, postSigned, use, withN8n, WITHOUT_SECRET } from './deliver';
import { activate, credentialReads, SECRET, type Setting, webhookContext } from './n8n';

const NEW = 'the-secret-that-comes-next';

withN8n();

/** Posts with a proof by this secret. */
async function postBy(secret: string) {
	const body = JSON.stringify(fresh());
	return (await post(body, { 'x-webhook-hmac': hmac(body, secret) })).status;
}

const reads = () => credentialReads.get(n8n.setting) ?? 0;

describe('the account in memory', () => {
	it('is read once for many deliveries, also at the same time', async () => {
		await Promise.all(Array.from({ length: 10 }, async () => await postSigned(fresh())));
		await postSigned(fresh());
		expect(n8n.executions).toHaveLength(11);
		expect(reads()).toBe(1);
	});

	it('gives way to a changed secret at once', async () => {
		expect(await postBy(SECRET)).toBe(200);
		n8n.setting.credential = { ...CREDENTIAL, webhookSecret: NEW };
		expect(await postBy(NEW)).toBe(200);
		expect(await postBy(SECRET)).toBe(401);
		expect(reads()).toBe(2);
	});

	it('is read again once, however many forgeries come', async () => {
		expect(await postBy(SECRET)).toBe(200);
		const answers = await Promise.all(Array.from({ length: 30 }, async () => await postBy('forged')));
		expect(new Set(answers)).toEqual(new Set([401]));
		expect(reads()).toBe(2);
		expect(await postBy(SECRET)).toBe(200);
		expect(reads()).toBe(2);
	});

	it('belongs to one node', async () => {
		expect(await postBy(SECRET)).toBe(200);
		use({}, { ...CREDENTIAL, webhookSecret: NEW });
		expect(await postBy(SECRET)).toBe(401);
		expect(await postBy(NEW)).toBe(200);
	});

	it('is not used while somebody listens for a test event', async () => {
		n8n.setting.mode = 'manual';
		await postSigned(fresh());
		await postSigned(fresh());
		expect(reads()).toBe(2);
	});

	it('is not kept where it cannot be read', async () => {
		n8n.setting.credential = new Error('not now');
		expect([await postBy(SECRET), n8n.executions]).toEqual([500, []]);
		n8n.setting.credential = CREDENTIAL;
		expect(await postBy(SECRET)).toBe(200);
	});

	it('is gone after its time, and is renewed as often as its time allows', async () => {
		const setting: Setting = { credential: CREDENTIAL };
		const context = webhookContext(setting, []);
		const memory = new AccountMemory({ keptMs: 300, renewedMs: 100 });
		const account = await memory.of(context);
		expect(account).toBe(await memory.of(context));
		expect(account.secrets).toEqual([SECRET]);
		const newer = await memory.newerThan(account, context);
		expect(newer).toEqual(account);
		expect(await memory.newerThan(newer ?? account, context)).toBeUndefined();
		await sleep(150);
		expect(await memory.newerThan(newer ?? account, context)).toBeDefined();
		expect([memory.size, credentialReads.get(setting)]).toEqual([1, 3]);
		await sleep(400);
		expect(memory.size).toBe(0);
	});
});

describe('a first secret', () => {
	it('asks for proofs once the account without one is gone from memory, which is sooner', async () => {
		const setting: Setting = { credential: WITHOUT_SECRET };
		const memory = new AccountMemory({ keptMs: 60_000, renewedMs: 100 });
		const secrets = async () => (await memory.of(webhookContext(setting, []))).secrets;
		expect(await secrets()).toEqual([]);
		setting.credential = CREDENTIAL;
		expect(await secrets()).toEqual([]);
		await sleep(150);
		expect(await secrets()).toEqual([SECRET]);
		await sleep(150);
		expect([memory.size, credentialReads.get(setting)]).toEqual([1, 2]);
	});
});

describe('the previous secret', () => {
	const BOTH = { ...CREDENTIAL, webhookSecret: NEW, previousWebhookSecret: SECRET };

	it.each([
		['hmac', (secret: string, body: string) => ({ 'x-webhook-hmac': hmac(body, secret) }), ''],
		[
			'signature',
			(secret: string, body: string) => ({ 'x-wawp-signature': hmac(body, secret, 'sha256') }),
			'',
		],
		['plain', (secret: string) => ({ 'x-wawp-signature': secret }), ''],
		['url', () => ({}), '?secret='],
	])('proves by %s beside the new one, until it is taken out', async (verification, headers, query) => {
		const send = async (secret: string) => {
			const body = JSON.stringify(fresh());
			return (await post(body, headers(secret, body), query && query + secret)).status;
		};
		for (const scheme of [verification, 'auto']) {
			use({ options: { verification: scheme } }, BOTH);
			expect([await send(NEW), await send(SECRET), await send('another one')]).toEqual([200, 200, 401]);
			use({ options: { verification: scheme } }, { ...CREDENTIAL, webhookSecret: NEW });
			expect([await send(NEW), await send(SECRET)]).toEqual([200, 401]);
		}
	});

	it('asks for a proof, and gives it, also where it is the only one', async () => {
		use({}, { ...WITHOUT_SECRET, previousWebhookSecret: SECRET });
		expect([await postBy(SECRET), await postBy('forged')]).toEqual([200, 401]);
		expect((await post(JSON.stringify(fresh()))).status).toBe(401);
	});

	it('is in no item, like the new one', async () => {
		use({ simplify: false }, BOTH);
		const metadata = { note: `${SECRET} ${NEW}`, previous_webhook_secret: SECRET };
		await postSigned(fresh('message', { metadata }));
		expect(n8n.executions[0]).toMatchObject({ metadata: { note: '[hidden] [hidden]' } });
		expect(JSON.stringify(n8n.executions)).not.toMatch(new RegExp(`${SECRET}|${NEW}|previous`));
	});
});

describe('a secret of less than eight characters', () => {
	it.each([
		['the new', '1234567', ''],
		['the previous', NEW, ' 1234567 '],
	])('stops the activation as %s one', async (_title, webhookSecret, previousWebhookSecret) => {
		const credential = { ...CREDENTIAL, webhookSecret, previousWebhookSecret };
		const setting = { parameters: { events: ['message'] }, credential };
		await expect(activate(setting)).rejects.toMatchObject({
			message: 'The Webhook Secret is too short: enter at least 8 characters',
			description: expect.stringContaining('in the Wawp credential') as string,
		});
	});

	it('is one of seven, not of eight', async () => {
		const credential = { ...CREDENTIAL, webhookSecret: '12345678' };
		expect(await activate({ parameters: { events: ['message'] }, credential })).toBe(true);
	});
});
