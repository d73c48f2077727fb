import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { ended, filledIn, publish, runExample, withOther } from './examples';
import { openMailbox, pictureIn } from './mail';
import type { Mailbox } from './mail';
import { press } from './phone';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

const HOUR_MS = 3_600_000;
const PATIENCE_MS = 120_000;

let scene: Scene;
let mailbox: Mailbox;

beforeAll(async () => {
	scene = await openScene('Example of an alert', { startingMs: 300 });
	mailbox = await openMailbox(scene, 'Example of an alert');
	await publish(scene, workflow());
});

function workflow() {
	const filled = filledIn('disconnect-alert.json', {
		'Bring it back': { options: { pollSeconds: 1 } },
		'Send the mail': { fromEmail: 'n8n@example.com', toEmail: 'owner@example.com' },
	});
	return withOther(filled, 'n8n-nodes-base.emailSend', 'smtp', mailbox.credential);
}

/** The code that the phone has to scan now. */
async function code(): Promise<Buffer> {
	const query = { access_token: scene.secrets.accessToken, instance_id: SHOP };
	const { body } = await request(`${scene.sandbox.baseUrl}/getQr`, { query });
	return Buffer.from(((await body.json()) as { data: string }).data, 'base64');
}

it('sends no mail where the session comes back by itself', async () => {
	await press(scene, SHOP, 'disconnect', { to: 'FAILED' });
	await ended(scene, workflow(), 1);
	expect(mailbox.mails).toEqual([]);
});

it(
	'sends one mail an hour with the code to scan',
	async () => {
		// The hour must not change in between.
		const left = HOUR_MS - (Date.now() % HOUR_MS);
		if (left < 20_000) await sleep(left);
		await press(scene, SHOP, 'logout');
		await ended(scene, workflow(), 2);
		expect(mailbox.mails).toHaveLength(1);
		const [mail = ''] = mailbox.mails;
		expect(mail).toContain('To: owner@example.com');
		expect(mail).toContain('Subject: WhatsApp Corner Shop: not connected');
		expect(pictureIn(mail)).toEqual(await code());
		await press(scene, SHOP, 'disconnect', { to: 'FAILED' });
		await ended(scene, workflow(), 4);
		expect(mailbox.mails).toHaveLength(1);
	},
	PATIENCE_MS,
);

it('sends a fresh code when asked to', async () => {
	const execution = await runExample(scene, workflow(), 'A fresh code, please');
	expect(execution.status).toBe('success');
	expect(mailbox.mails).toHaveLength(2);
	expect(pictureIn(mailbox.mails[1] ?? '')).toEqual(await code());
});

it('shows the token in no mail', () => {
	expect(mailbox.mails.filter((mail) => mail.includes(scene.secrets.accessToken))).toEqual([]);
});
