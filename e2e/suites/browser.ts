/** A real browser, and n8n's editor in it. */
import path from 'node:path';

import { chromium } from 'playwright-core';
import type { Page, PageScreenshotOptions } from 'playwright-core';

import { Failure } from '../n8n/failure';
import { ROOT } from '../n8n/paths';
import { onShutdown } from '../n8n/shutdown';
import { findChromium } from '../n8n/tools';
import type { World } from './world';

type Clip = PageScreenshotOptions['clip'];

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
	const viewport = { width: 1280, height: 800 };
	const page = await browser.newPage({ viewport, reducedMotion: 'reduce', colorScheme: 'light' });
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

/**
 * What n8n asks for by itself: the output schemas of its own nodes, of which some have none, and whether npm has a newer version
 * of a package, which a machine without the internet cannot tell.
 */
const EXCUSED = [/404 \(Not Found\).*\/schemas\/n8n-nodes-base\./, /https:\/\/registry\.npmjs\.org\//];

/** n8n's messages in the corner belong to no picture. */
const WITHOUT_MESSAGES = '.el-notification { display: none !important }';

/**
 * Watches for errors that a page writes to its console or does not catch.
 *
 * @returns gives those since the last call
 */
export function watchErrors(page: Page): () => string[] {
	const seen: string[] = [];
	page.on('console', (message) => {
		const said = `console: ${message.text()} (${message.location().url})`;
		if (message.type() === 'error' && !EXCUSED.some((one) => one.test(said))) seen.push(said);
	});
	page.on('pageerror', ({ message }) => seen.push(`page: ${message}`));
	return () => seen.splice(0);
}

/** Takes a picture for the documents, light and dark, when that was asked for. */
export async function picture(page: Page, name: string, clip?: Clip): Promise<void> {
	if (process.env['E2E_PICTURES'] === undefined) return;
	for (const [colorScheme, ending] of [
		['dark', '-dark'],
		['light', ''],
	] as const) {
		await page.emulateMedia({ colorScheme });
		await page.waitForTimeout(1500);
		const file = path.join(ROOT, 'docs', 'images', `${name}${ending}.png`);
		const style = WITHOUT_MESSAGES;
		await page.screenshot({
			path: file,
			style,
			animations: 'disabled',
			caret: 'hide',
			...(clip && { clip }),
		});
	}
}
