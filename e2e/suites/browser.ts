/** A real browser, and n8n's editor in it. */
import path from 'node:path';

import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { Failure } from '../n8n/failure';
import { ROOT } from '../n8n/paths';
import { onShutdown } from '../n8n/shutdown';
import { findChromium } from '../n8n/tools';
import type { World } from './world';

const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Opens the Chromium of this machine. Pictures have the size of its page.
 *
 * @throws Failure when there is no Chromium
 */
export async function openPage(): Promise<Page> {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new Failure('the browser suites need Chromium.');
	const browser = await chromium.launch({ executablePath, args: QUIET });
	onShutdown(() => browser.close());
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	page.setDefaultTimeout(30_000);
	return page;
}

/**
 * Opens n8n's editor in the browser and logs in as the owner, by the form.
 *
 * @throws Failure when there is no Chromium
 */
export async function openEditor(world: World): Promise<Page> {
	const page = await openPage();
	await page.goto(`${world.running.url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(world.secrets.ownerEmail);
	await page.locator('input[name="password"]').fill(world.secrets.ownerPassword);
	await part(page, 'form-submit-button').click();
	await page.waitForURL(/\/(home|workflow)/);
	return page;
}

/** A part of the editor by the name that n8n's own tests use. */
export function part(page: Page, name: string) {
	return page.locator(`[data-test-id="${name}"]`);
}

/** Takes a picture for the documents, when that was asked for. */
export async function picture(page: Page, name: string): Promise<void> {
	if (process.env['E2E_PICTURES'] === undefined) return;
	await page.waitForTimeout(1500);
	await page.screenshot({ path: path.join(ROOT, 'docs', 'images', name) });
}
