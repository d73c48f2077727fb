import path from 'node:path';

import type { Page } from 'playwright-core';
import { z } from 'zod';

import { exampleWorkflow } from '../../demo/job/stage';
import { ROOT } from '../n8n/paths';
import { saveWorkflow } from '../n8n/workflows';
import { openEditor } from './browser';
import { EXAMPLES } from './example-files';
import { openWorld } from './world';
import type { World } from './world';

/** Room around a canvas in its picture; a line that goes back begins at its right. */
const MARGIN = 12;
const MARGIN_RIGHT = 48;

const boxSchema = z.object({
	name: z.string(),
	isNote: z.boolean(),
	cutOff: z.boolean(),
	left: z.number(),
	top: z.number(),
	right: z.number(),
	bottom: z.number(),
});
type Box = z.infer<typeof boxSchema>;

/** Runs in the page: where each node and note is, its label included as far as it is seen (n8n cuts long subtitles), and whether a note has more text than room. */
const READ_CANVAS = `[...document.querySelectorAll('[data-node-name][data-node-type]')].map((node) => {
	const isNote = node.querySelector('[data-test-id="sticky"]') !== null;
	const rects = [node.getBoundingClientRect()];
	const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
	while (!isNote && texts.nextNode()) {
		const text = texts.currentNode;
		if (!text.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		const seen = getComputedStyle(text.parentElement).overflowX === 'visible' ? Infinity : text.parentElement.getBoundingClientRect().right;
		for (const { left, top, right, bottom, width } of range.getClientRects()) {
			if (width > 0) rects.push({ left, top, right: Math.min(right, seen), bottom });
		}
	}
	const all = [...node.querySelectorAll('*')];
	return {
		name: node.getAttribute('data-node-name') ?? '',
		isNote,
		cutOff: isNote && all.some((one) => one.scrollHeight > one.clientHeight + 4 && getComputedStyle(one).overflowY !== 'visible'),
		left: Math.min(...rects.map((rect) => rect.left)),
		top: Math.min(...rects.map((rect) => rect.top)),
		right: Math.max(...rects.map((rect) => rect.right)),
		bottom: Math.max(...rects.map((rect) => rect.bottom)),
	};
})`;

/** What lies on the canvas without belonging to the workflow. */
const HIDE = `
	[data-test-id="canvas-controls"], [data-test-id="node-creator-plus-button"], [data-test-id="canvas-minimap"],
	[class*="_nodeButtonsWrapper"], [class*="_executionButtons"], [class*="_canvasPlusButton"], [data-test-id="canvas-handle-plus-wrapper"],
	[data-test-id="canvas-background"], .vue-flow__panel, .vue-flow__minimap { visibility: hidden !important; }`;

let world: World;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
	world = openWorld();
	page = await openEditor(world);
	await page.setViewportSize({ width: 1300, height: 850 });
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
});

/** Opens a workflow; gives its nodes and notes as they lie on the canvas. */
async function open(id: string, count: number): Promise<Box[]> {
	await page.goto(`${world.running.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
	await page
		.locator('[data-node-name][data-node-type]')
		.nth(count - 1)
		.waitFor();
	await page.addStyleTag({ content: HIDE });
	await page.keyboard.press('1');
	await page.waitForTimeout(700);
	return z.array(boxSchema).parse(await page.evaluate(READ_CANVAS));
}

function overlaps(one: Box, other: Box): boolean {
	const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
	const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
	return width > 1 && height > 1;
}

/** Takes the picture for the documents, when that was asked for. */
async function picture(file: string, boxes: Box[]): Promise<void> {
	if (process.env['E2E_PICTURES'] === undefined) return;
	const x = Math.min(...boxes.map(({ left }) => left)) - MARGIN;
	const y = Math.min(...boxes.map(({ top }) => top)) - MARGIN;
	const width = Math.max(...boxes.map(({ right }) => right)) + MARGIN_RIGHT - x;
	const height = Math.max(...boxes.map(({ bottom }) => bottom)) + MARGIN - y;
	const name = file.replace(/json$/, 'png');
	await page.screenshot({
		path: path.join(ROOT, 'docs', 'images', 'examples', name),
		clip: { x, y, width, height },
	});
}

it.each(Object.keys(EXAMPLES))('%s lies on its canvas so that all of it can be read', async (file) => {
	complaints.length = 0;
	const workflow = exampleWorkflow(file);
	await saveWorkflow(world.n8n, workflow);
	const boxes = await open(workflow.id, workflow.nodes.length);
	await picture(file, boxes);
	expect(boxes.map(({ name }) => name).sort()).toEqual(workflow.nodes.map(({ name }) => name).sort());
	const pairs = boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => overlaps(one, other))
			.map((other) => [one.name, other.name]),
	);
	expect(pairs).toEqual([]);
	expect(boxes.filter(({ cutOff }) => cutOff).map(({ name }) => name)).toEqual([]);
	expect(complaints).toEqual([]);
});
