/** A real browser, and n8n's editor in it. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

import { Failure } from '../n8n/failure';
import { ROOT } from '../n8n/paths';
import type { World } from './world';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
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
 * Starts the Chromium of this machine; CHROMIUM_BIN names another one.
 *
 * @throws Failure, one sentence that names the Debian package, when there is none
 */
export async function openBrowser(): Promise<Browser> {
	const named = process.env['CHROMIUM_BIN'];
	const executablePath = named ?? PLACES.find((place) => existsSync(place));
	if (executablePath === undefined) {
		throw new Failure('the browser tests need Chromium: please install the Debian package chromium.');
	}
	return await chromium.launch({ executablePath, args: QUIET });
}

/** A page of the size that the pictures have. */
export async function openPage(browser: Browser): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	page.setDefaultTimeout(30_000);
	return page;
}

/** Logs in as the owner, by the form. */
export async function logIn(page: Page, world: World): Promise<void> {
	await page.goto(`${world.running.url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(world.secrets.ownerEmail);
	await page.locator('input[name="password"]').fill(world.secrets.ownerPassword);
	await part(page, 'form-submit-button').click();
	await page.waitForURL(/\/(home|workflow)/);
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
