import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, TOKEN, WEBHOOK_SECRET } from './account';

const OWN = 'http://127.0.0.1/webhook/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee/webhook';
const WAITING = 'http://127.0.0.1/webhook-waiting/1/n1?wawp=reply&signature=abc';
const CRM = 'https://crm.example.com/hook';

let sandbox: Sandbox;

async function begin(webhooks: object[], hasWebhooks = true): Promise<void> {
	sandbox = await startSandbox({
		accounts: [
			{
				accessToken: TOKEN,
				hasWebhooks,
				instances: [{ id: INSTANCES[0], phone: '447441429009', webhooks: webhooks as { url: string }[] }],
			},
		],
	});
}
afterEach(() => sandbox.close());

async function check(parameters: IDataObject = {}) {
	const { outputs, error } = await runWawp(sandbox, 'session', 'checkWebhook', parameters as never);
	return { json: outputs[0]?.[0]?.json, error };
}

test('asks the webhook API of the credential', async () => {
	await begin([{ url: OWN, events: ['message'] }]);
	expect((await check()).json).toMatchObject({ registered: true, count: 1 });
	// First for the webhooks of questions that nobody waits for any more.
	const asked = { service: 'wawpV2', method: 'GET', path: '/session/webhook' };
	expect(sandbox.requests).toMatchObject([asked, asked]);
});

test.each([
	['no webhook', [], {}, false],
	['one that leads elsewhere', [{ url: CRM }], {}, false],
	['one of this n8n that is switched off', [{ url: OWN, isActive: false }], {}, false],
	['one of this n8n', [{ url: CRM }, { url: `${OWN}?secret=${WEBHOOK_SECRET}` }], {}, true],
	['one of a question that waits', [{ url: WAITING }], {}, false],
	['the one that was asked for', [{ url: CRM }], { webhookUrl: `${CRM}/?key=1` }, true],
	['another of this n8n than was asked for', [{ url: OWN }], { webhookUrl: CRM }, false],
])('%s', async (_, webhooks, options, registered) => {
	await begin(webhooks);
	expect((await check({ options })).json).toMatchObject({ registered, count: webhooks.length });
});

test('shows no secret, simplified or not', async () => {
	await begin([
		{ url: `${OWN}?secret=${WEBHOOK_SECRET}`, secret: WEBHOOK_SECRET },
		{ url: CRM, secret: 'secret of the crm' },
	]);
	for (const simplify of [true, false]) {
		const text = JSON.stringify(await check({ simplify }));
		expect(text).toContain(CRM);
		for (const secret of [WEBHOOK_SECRET, TOKEN, 'secret of the crm']) expect(text).not.toContain(secret);
	}
});

test('says what to do by hand where the plan has no webhooks', async () => {
	await begin([], false);
	const { error } = await check();
	expect(error?.message).toContain('has no webhooks through the API');
	expect(error?.description).toContain('wawp.net → Account → Connect');
});
