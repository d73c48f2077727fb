import type { FaultEffect } from '../../sandbox';
import { errorOf, itemsOf, jsonOf } from '../n8n/executions';
import { BAD, GOOD, itemsToWawp, status, WAWP } from './workflow';
import { openScene, SHOP } from './world';
import type { Scene } from './world';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Failures suite');
});
afterEach(() => scene.sandbox.clearFaults());

describe('Continue On Fail', () => {
	const items = [{ json: { text: 'good' } }, { json: { text: '' } }, { json: { text: 'good too' } }];
	const parameters = status('postText', { text: '={{ $json.text }}' });

	it('stops at the bad item when it is off', async () => {
		const execution = await scene.run(itemsToWawp(items, parameters));
		expect(execution.status).toBe('error');
		expect(errorOf(execution, WAWP)).toMatch(/Text.*item 1/);
	});

	it('lets the error leave by the regular output', async () => {
		const execution = await scene.run(itemsToWawp(items, parameters, 'continueRegularOutput'));
		expect(execution.status).toBe('success');
		const left = itemsOf(execution, WAWP);
		expect(left.map((item) => 'error' in item.json)).toEqual([false, true, false]);
		expect(Object.keys(left[1]?.json ?? {}).sort()).toEqual(['details', 'error']);
		expect(left[1]).toMatchObject({ json: { details: { outcome: 'notSent' } }, pairedItem: { item: 1 } });
	});

	it('lets the error leave by the error output', async () => {
		const execution = await scene.run(itemsToWawp(items, parameters, 'continueErrorOutput'));
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, GOOD).map(({ text }) => text)).toEqual(['good', 'good too']);
		expect(jsonOf(execution, BAD)).toMatchObject([{ error: expect.stringMatching(/Text/) as string }]);
	});

	it('says that the outcome is unknown when the server fails', async () => {
		scene.sandbox.fail({ route: 'POST /status/text', times: 1, kind: 'resetAfter' });
		const before = scene.sandbox.statuses().length;
		const one = [{ json: { text: 'Once only' } }];
		const execution = await scene.run(itemsToWawp(one, parameters, 'continueErrorOutput'));
		expect(jsonOf(execution, BAD)).toMatchObject([{ details: { outcome: 'unknown' } }]);
		expect(
			scene.sandbox
				.statuses()
				.slice(before)
				.map(({ text }) => text),
		).toEqual(['Once only']);
	});

	it('posts 99 of 100 items in order when one is bad, and pairs all', async () => {
		const hundred = Array.from({ length: 100 }, (_, index) => ({
			json: { text: index === 41 ? '' : `Number ${index}` },
		}));
		const before = scene.sandbox.statuses().length;
		const execution = await scene.run(itemsToWawp(hundred, parameters, 'continueRegularOutput'));
		const posted = scene.sandbox.statuses().slice(before);
		const expected = hundred.map((item) => item.json.text).filter((text) => text !== '');
		expect(posted.map(({ text }) => text)).toEqual(expected);
		const left = itemsOf(execution, WAWP);
		expect(left.map(({ pairedItem }) => pairedItem)).toEqual(hundred.map((_, item) => ({ item })));
		expect(left.flatMap((item, index) => ('error' in item.json ? [index] : []))).toEqual([41]);
	});
});

describe('errors', () => {
	const echo = (): FaultEffect => ({
		kind: 'status',
		status: 422,
		body: {
			code: 'odd',
			message: `Bad ${scene.secrets.accessToken} of ${SHOP}`,
			token: scene.secrets.accessToken,
		},
	});
	const faults: [string, () => FaultEffect][] = [
		['an answer that repeats token and instance', echo],
		['a dropped connection', () => ({ kind: 'reset' })],
		['the error page of a proxy', () => ({ kind: 'html' })],
		[
			'a redirect',
			() => ({ kind: 'redirect', location: `${scene.sandbox.url}/?token=${scene.secrets.accessToken}` }),
		],
		['a time-out', () => ({ kind: 'hang' })],
	];

	it.each(faults)('show neither token nor instance: %s', async (_, fault) => {
		scene.sandbox.fail({ route: 'POST /status/text', ...fault() });
		const parameters = status('postText', { text: 'Never seen', simplify: false, options: { timeout: 1 } });
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const before = scene.sandbox.requests.length;
			const execution = await scene.run(itemsToWawp([{ json: {} }], parameters, onError));
			const shown = JSON.stringify(execution.data.resultData);
			expect(shown).toMatch(/"message":|"error":/);
			expect(shown).not.toContain(scene.secrets.accessToken);
			expect(shown).not.toContain(SHOP);
			expect(scene.sandbox.requests).toHaveLength(before + 1);
		}
	});
});
