/** What n8n's editor shows in the panel of an opened node, and what is wrong with it. */
import type { Page } from 'playwright-core';
import { z } from 'zod';

import { part } from './browser';
import type { ExpectedField } from './forms';

const fieldSchema = z.object({
	path: z.string(),
	/** The words above it. */
	label: z.string(),
	/** Whether something says what it is: the sign beside the label with its tooltip, or a hint below. */
	isDescribed: z.boolean(),
	/** Whether the editor marks its value as wrong or missing. */
	hasIssue: z.boolean(),
	/** What stands in it. */
	value: z.string(),
	/** An example that does not fit into it. */
	cut: z.string(),
});

/** A field as the editor shows it. */
type ShownField = z.infer<typeof fieldSchema>;

const panelSchema = z.object({ title: z.string(), text: z.string(), fields: z.array(fieldSchema) });
type Panel = z.infer<typeof panelSchema>;

/** n8n's own selectors say what they are by the descriptions of their choices. */
export const SELECTORS = ['resource', 'operation'];
/** n8n adds it to the operations of every node with a credential. */
const OF_N8N = 'Custom API Call';
const PATIENCE_MS = 10_000;

/** Runs in the page: text, since this project has no types of a browser. */
const READ_PANEL = `(() => {
	const pen = document.createElement('canvas').getContext('2d');
	const fits = (input, text) => {
		const style = getComputedStyle(input);
		pen.font = style.font;
		const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
		return pen.measureText(text).width <= room;
	};
	const read = (place) => {
		const box = place.closest('[data-test-id="input-label"]');
		const input = [...place.querySelectorAll('input[type="text"]')].at(-1);
		const example = input?.placeholder ?? '';
		return {
			path: place.dataset.parameterPath.replace(/^parameters\\./, ''),
			label: (box?.querySelector('label [class*="_title_"]')?.textContent ?? '').replace(/\\*\\s*$/, '').trim(),
			isDescribed: Boolean(box?.querySelector('label [class*="_infoIcon_"], [class*="_hint_"]')),
			hasIssue: Boolean(box?.querySelector('.has-issues, [data-test-id="parameter-issues"]')),
			value: input?.value ?? '',
			cut: example.startsWith('e.g. ') && !fits(input, example) ? example : '',
		};
	};
	const panel = document.querySelector('[data-test-id="node-parameters"]');
	const places = [...(panel?.querySelectorAll('[data-parameter-path^="parameters."]') ?? [])];
	return {
		title: document.querySelector('[data-test-id="node-title-container"]')?.innerText ?? '',
		text: panel?.innerText ?? '',
		fields: places.map(read),
	};
})()`;

/** Goes to an address of the editor as its own links do, without loading the page anew. */
const GO = (address: string) => `(() => {
	history.pushState(history.state, '', ${JSON.stringify(address)});
	dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
})()`;

/** Opens a node of the workflow that is open, by the node's address. */
export async function openNode(page: Page, { id }: { id: string }): Promise<void> {
	const [, workflow] = /\/workflow\/(\w+)/.exec(page.url()) ?? [];
	await page.evaluate(GO(`/workflow/${workflow ?? ''}/${id}`));
}

/**
 * Opens a node and says what is wrong with its panel: a field that is not there or should not be, one without label or
 * description, one that the editor marks, an example that does not fit.
 */
export async function problemsOf(
	page: Page,
	node: { id: string; name: string },
	expected: ExpectedField[],
): Promise<string[]> {
	await openNode(page, node);
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const panel = panelSchema.parse(await page.evaluate(READ_PANEL));
		const missing = differences(panel, node.name, expected);
		if (missing.length === 0 || Date.now() > deadline) return [...missing, ...flaws(panel)];
		await page.waitForTimeout(30);
	}
}

/** Takes away what says what a field is, as if its description were missing. */
export async function hideDescription(page: Page, path: string): Promise<void> {
	const place = `[data-parameter-path="parameters.${path}"]`;
	await page.evaluate(`for (const place of document.querySelectorAll(${JSON.stringify(place)})) {
		const box = place.closest('[data-test-id="input-label"]');
		for (const said of box?.querySelectorAll('label [class*="_infoIcon_"], [class*="_hint_"]') ?? []) said.remove();
	}`);
}

/** What is wrong with the list that a field opens: names that are not there or should not be, or that nothing describes. */
export async function listProblems(page: Page, field: string, names: string[]): Promise<string[]> {
	const input = part(page, `parameter-input-${field}`).locator('.select-trigger');
	await input.click();
	const list = page.locator('.el-select-dropdown:visible');
	const item = list.locator('.el-select-dropdown__item');
	await item.first().waitFor();
	const shown = (await item.allInnerTexts()).map((text) => text.split('\n').map((line) => line.trim()));
	await input.click();
	await list.waitFor({ state: 'hidden' });
	const own = shown.filter(([name = '']) => name !== OF_N8N);
	return [
		...own
			.filter(([name = '']) => !names.includes(name))
			.map(([name]) => `${name} should not be in the list`),
		...names.filter((name) => !own.some(([one]) => one === name)).map((name) => `${name} is not in the list`),
		...own.filter(([, text = '']) => text === '').map(([name]) => `${name} has no description in the list`),
	];
}

/** What keeps the panel from being that of the node. */
function differences({ title, fields }: Panel, name: string, expected: ExpectedField[]): string[] {
	if (title.trim() !== name) return [`does not open: the editor shows "${title}"`];
	// A locator's mode and its value have the same path; the value comes second.
	const shown = new Map(fields.map((field) => [field.path, field]));
	const paths = expected.map(({ path }) => path);
	return [
		...expected.flatMap((field) => difference(field, shown.get(field.path))),
		...[...shown.keys()].filter((path) => !paths.includes(path)).map((path) => `${path} should not be there`),
	];
}

function difference({ path, label, chosen }: ExpectedField, shown: ShownField | undefined): string[] {
	if (shown === undefined) return [`${path} is not there`];
	const isChosen = chosen === undefined || shown.value === chosen;
	return [
		...(shown.label === label ? [] : [`${path} is called "${shown.label}", not "${label}"`]),
		...(isChosen ? [] : [`${path} shows "${shown.value}", not "${chosen}"`]),
	];
}

function flaws({ text, fields }: Panel): string[] {
	const found = fields.flatMap(({ path, label, isDescribed, hasIssue, cut }) => [
		...(label === '' ? [`${path} has no label`] : []),
		...(isDescribed || SELECTORS.includes(path) ? [] : [`${path} has no description`]),
		...(hasIssue ? [`${path} is marked as wrong`] : []),
		...(cut === '' ? [] : [`${path} has no room for its example "${cut}"`]),
	]);
	const isBroken = /undefined|\[object/.test(text);
	return [...new Set(found), ...(isBroken ? ['says undefined'] : [])];
}
