import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Page } from 'playwright-core';
import { request } from 'undici';

import { DEFAULT_ACCOUNTS } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { onShutdown } from '../n8n/shutdown';
import { openPage } from './browser';
import { openSandbox, SHOP } from './world';

const TOKEN = DEFAULT_ACCOUNTS[0]?.accessToken ?? '';
const REFUSAL = 'The signature is missing';

const errors: string[] = [];
let page: Page;
let sandbox: Sandbox;
let receiver = '';

/** A receiver that refuses the first delivery, and takes those that follow. */
async function openReceiver(): Promise<string> {
	let count = 0;
	const server = createServer((incoming, response) => {
		incoming.resume();
		response.statusCode = count === 0 ? 401 : 200;
		count += 1;
		response.end(JSON.stringify({ message: REFUSAL }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onShutdown(() => server.close().closeAllConnections());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
	sandbox = await openSandbox();
	receiver = await openReceiver();
	page = await openPage();
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	page.on('pageerror', ({ message }) => errors.push(message));
	await page.goto(`${sandbox.url}/#${SHOP}`);
	await page.getByTestId('session-card').first().waitFor();
});

const press = async (testid: string) => await page.getByTestId(testid).click();
const said = async (words: string) => await page.locator('#toast', { hasText: words }).waitFor();

/** The newest line of the deliveries that has these words. */
async function line(words: string): Promise<string> {
	const row = page.getByTestId('webhook-log-row').filter({ hasText: words }).first();
	await row.waitFor();
	return await row.innerText();
}

describe('every button answers', () => {
	it('an event that nobody hears is not sent, and says so', async () => {
		await press('send-message');
		await said('Not sent: no webhook');
		expect(await line('no webhook')).toMatch(/message\s+not sent\s+Corner Shop · no webhook/);
	});

	it('a webhook is saved, with the events that it gets and a way to its n8n', async () => {
		await page.getByTestId('webhook-url').fill(`${receiver}/webhook/1`);
		await page.getByTestId('webhook-secret').fill('a secret of the suite');
		await press('save-webhook');
		await said('Saved');
		const row = page.getByTestId('webhook-row');
		await row.filter({ hasText: 'all events · signed' }).waitFor();
		const link = page.getByTestId('n8n-links').getByText('Open n8n');
		expect(await link.getAttribute('href')).toBe(receiver);
	});

	it('a refused delivery tells the session, why, and when it is tried again, which succeeds', async () => {
		await press('send-message');
		await said('On its way to the webhook');
		expect(await line('401')).toMatch(
			new RegExp(`message\\s+401\\s+\\d+ ms\\s+Corner Shop · ${REFUSAL} · again at \\d\\d:\\d\\d:\\d\\d`),
		);
		expect(await line('try 2')).toMatch(/message\s+try 2\s+200\s+\d+ ms\s+Corner Shop/);
	});

	it('an event that is not among the chosen ones is not sent', async () => {
		const webhook = { url: `${receiver}/webhook/1`, events: ['message'] };
		const { body, statusCode } = await request(`${sandbox.url}/sandbox/instances/${SHOP}/webhooks`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(webhook),
		});
		await body.dump();
		expect(statusCode).toBe(201);
		await page.getByTestId('webhook-row').filter({ hasText: 'message · signed' }).waitFor();
		await page.getByRole('button', { name: 'Call', exact: true }).click();
		await said('Not sent: not subscribed');
		expect(await line('not subscribed')).toContain('call.received');
	});

	it.each([
		['add-fault', 'Planned'],
		['clear-faults', 'Cleared'],
		['add-delivery-fault', 'Planned'],
		['clear-delivery-faults', 'Cleared'],
		['send-disconnected', 'Corner Shop lost its connection'],
	])('%s says %s', async (button, words) => {
		await page.evaluate("document.getElementById('toast').hidden = true");
		await press(button);
		await said(words);
	});
});

describe('the credential', () => {
	const copied = async (label: string) => {
		const fields = page.getByTestId('credential').first();
		await fields.getByRole('button', { name: `Copy ${label}`, exact: true }).click();
		await said(`${label} copied`);
		return await page.evaluate('navigator.clipboard.readText()');
	};

	it('is copied field by field', async () => {
		expect(await copied('Base URL')).toBe(sandbox.baseUrl);
		expect(await copied('Webhook API URL')).toBe(sandbox.webhookApiUrl);
		expect(await copied('Instance ID')).toBe(SHOP);
		expect(await copied('Access Token')).toBe(TOKEN);
	});

	it('never shows the token', async () => {
		expect(await page.content()).not.toContain(TOKEN);
	});
});

describe('on a phone', () => {
	beforeAll(async () => await page.setViewportSize({ width: 390, height: 844 }));

	it('the tagline is one line, and nothing is wider than the screen', async () => {
		const tagline = page.getByText('A local Wawp: nothing here reaches WhatsApp');
		expect((await tagline.boundingBox())?.height).toBeLessThan(25);
		const hidden =
			"document.querySelector('.top p').scrollWidth - document.querySelector('.top p').clientWidth";
		expect(await page.evaluate(hidden)).toBe(0);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
	});

	it('Send stands above the phone', async () => {
		const send = await page.getByTestId('send-message').boundingBox();
		const phone = await page.locator('.phone').boundingBox();
		expect((send?.y ?? Infinity) + (send?.height ?? 0)).toBeLessThan(phone?.y ?? 0);
		expect(send?.y).toBeLessThan(300);
	});
});

test('the browser had nothing to complain about', () => {
	expect(errors).toEqual([]);
});
