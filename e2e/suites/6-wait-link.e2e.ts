import { openPage } from './browser';
import { ask, asking, goesOn, linkIn, MONA, open, press, statusOf } from './wait';
import { GOOD } from './workflow';
import { openScene } from './world';
import type { Scene } from './world';

let scene: Scene;
beforeAll(async () => void (scene = await openScene('Wait by link suite')));

describe('by link', () => {
	it('shows a page to a GET, resumes by its POST only, and once', async () => {
		const asked = await ask(scene, asking());
		const link = linkIn(asked);
		expect(new URL(link).pathname).toContain(`/webhook-waiting/${asked.id}/`);
		expect(scene.sandbox.requests.filter(({ path }) => path === '/send').at(-1)?.query).toMatchObject({
			linkPreview: 'false',
		});
		for (let times = 0; times < 3; times += 1) {
			const page = await open(link);
			expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
			expect(page.text).toContain('May we deliver today?');
		}
		expect(await statusOf(scene, asked)).toBe('waiting');
		expect((await press(link, {})).status).toBe(400);
		expect(await statusOf(scene, asked)).toBe('waiting');

		const answer = await press(link, { approved: 'false' });
		expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('Thank you') as string });
		expect(await goesOn(scene, asked)).toEqual({
			reason: 'link',
			answer: 'Decline',
			approved: false,
			respondedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			chatId: MONA,
			messageId: asked.messageId,
		});
		expect((await press(link, { approved: 'true' })).text).toContain('No action required');
		expect((await scene.executions.ended(asked.id)).data.resultData.runData[GOOD]).toHaveLength(1);
	});

	it('refuses a link whose signature or query somebody changed', async () => {
		const asked = await ask(scene, asking());
		const link = linkIn(asked);
		const other = link.replace(/wawp=page/, 'wawp=reply');
		const cut = link.replace(/signature=\w/, 'signature=0');
		for (const forged of [other, `${cut}0`, link.split('?')[0] ?? '']) {
			expect((await press(forged, { approved: 'true' })).status).toBe(401);
		}
		expect(await statusOf(scene, asked)).toBe('waiting');
	});

	it('works in a browser, in which nothing else may happen', async () => {
		const asked = await ask(scene, asking({ message: '<img src=x onerror="alert(1)"> & "you"?' }));
		const page = await openPage();
		const complaints: string[] = [];
		page.on('console', (message) => complaints.push(message.text()));
		page.on('dialog', (dialog) => complaints.push(dialog.message()));
		await page.goto(linkIn(asked));
		expect(await page.locator('p').textContent()).toBe('<img src=x onerror="alert(1)"> & "you"?');
		expect(await page.evaluate("getComputedStyle(document.querySelector('main')).paddingLeft")).toBe('24px');
		await page.getByRole('button', { name: 'Approve' }).click();
		await page.getByText('Thank you').waitFor();
		expect(complaints).toEqual([]);
		expect(await goesOn(scene, asked)).toMatchObject({ reason: 'link', approved: true });
		await page.context().browser()?.close();
	});

	it('takes what somebody writes into the page', async () => {
		const asked = await ask(scene, asking({ responseType: 'freeText' }));
		await press(linkIn(asked), { answer: '<b>after six</b>' });
		const json = await goesOn(scene, asked);
		expect(json).toMatchObject({ reason: 'link', answer: '<b>after six</b>' });
		expect(json).not.toHaveProperty('approved');
	});
});
