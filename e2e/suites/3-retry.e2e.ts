import type { Fault } from '../../sandbox';
import { jsonOf } from '../n8n/executions';
import type { Execution } from '../n8n/executions';
import { saveWorkflow, withCredential } from '../n8n/workflows';
import type { Workflow } from '../n8n/workflows';
import { processed, textsOf } from './ledger';
import { press } from './phone';
import { edited, itemsToWawp, loopOverWawp, retrying, status, WAWP } from './workflow';
import { DESK, openScene, SHOP } from './world';
import type { Scene } from './world';

const MONA = '201001234567@c.us';
const STATUS = 'POST /status/text';
const SEND = 'POST /send';
/** Nobody's instance. */
const NOBODY = 'F6A1B2C3D4E5';

let scene: Scene;

beforeAll(async () => {
	scene = await openScene('Retry suite', { startingMs: 0 });
});
afterEach(() => scene.sandbox.clearFaults());

/** Texts as items, each for an instance. */
function itemsFor(texts: Array<[text: string, instance: string]>): Array<{ json: Record<string, string> }> {
	return texts.map(([text, instance]) => ({ json: { text, instance } }));
}

const POST = status('postText', {
	text: '={{ $json.text }}',
	options: { instanceId: '={{ $json.instance }}', timeout: 3 },
});

describe('Retry On Fail with five tries', () => {
	const spoilt: Array<[string, Fault]> = [
		['the connection is reset after the work', { route: STATUS, times: 1, kind: 'resetAfter' }],
		[
			'the answer to a work that was done never comes',
			{ route: STATUS, times: 1, kind: 'hang', after: true },
		],
		['the answer shows nothing', { route: STATUS, times: 1, kind: 'noEvidence' }],
		['a proxy answers for the work', { route: STATUS, times: 1, kind: 'html', after: true }],
	];

	it('processes each good item once when the last one is refused', async () => {
		const items = itemsFor([
			['Kept one', SHOP],
			['Kept two', SHOP],
			['Refused', NOBODY],
		]);
		const asked = () => scene.sandbox.requests.filter(({ query }) => query['instance_id'] === NOBODY).length;
		const before = asked();
		const entries = await processed(scene, async () => {
			const execution = await scene.run(retrying(itemsToWawp(items, POST)));
			expect(execution.status).toBe('error');
		});
		expect(textsOf(entries)).toEqual(['Kept one', 'Kept two']);
		expect(asked() - before).toBeGreaterThanOrEqual(5);
	});

	it.each(spoilt)('processes an item once when %s', async (_, fault) => {
		scene.sandbox.fail(fault);
		const workflow = retrying(itemsToWawp(itemsFor([['Perhaps there', SHOP]]), POST));
		const entries = await processed(scene, async () => {
			const execution = await scene.run(workflow);
			expect(execution.status).toBe('error');
		});
		expect(textsOf(entries)).toEqual(['Perhaps there']);
	});

	it('says of each item that another try met what became of it', async () => {
		scene.sandbox.fail({ route: STATUS, times: 1, kind: 'resetAfter' });
		const items = itemsFor([
			['Perhaps there', SHOP],
			['Surely there', SHOP],
		]);
		let left: Array<Record<string, unknown>> = [];
		const entries = await processed(scene, async () => {
			left = jsonOf(await scene.run(retrying(itemsToWawp(items, POST, 'continueRegularOutput'))), WAWP);
		});
		expect(textsOf(entries)).toEqual(['Perhaps there', 'Surely there']);
		expect(left).toMatchObject([{ details: { code: 'maybe_sent' } }, { alreadySent: true }]);
	});

	it('processes an item once though each try gives it another text', async () => {
		const items = itemsFor([
			['At', SHOP],
			['Refused', NOBODY],
		]);
		const parameters = { ...POST, text: '={{ $json.text }} {{ $now.toMillis() }}' };
		const entries = await processed(scene, () => scene.run(retrying(itemsToWawp(items, parameters))));
		expect(entries).toHaveLength(1);
	});
});

describe('the button Retry', () => {
	const items = itemsFor([
		['First', SHOP],
		['Second', SHOP],
		['Third', DESK],
	]);
	const send = {
		resource: 'message',
		operation: 'sendText',
		chatId: { __rl: true, mode: 'id', value: MONA },
		text: '={{ $json.text }}',
		options: { instanceId: '={{ $json.instance }}' },
	};

	/** Runs three messages while the phone of the last one is off, and mends that. */
	async function failed(workflow: Workflow): Promise<Execution> {
		await press(scene, DESK, 'disconnect', { to: 'STOPPED' });
		const execution = await scene.run(workflow);
		expect(execution.status).toBe('error');
		await press(scene, DESK, 'start');
		return execution;
	}

	it.each(['current', 'original'] as const)(
		'sends with the %s workflow only what is missing',
		async (which) => {
			let left: Array<Record<string, unknown>> = [];
			const entries = await processed(scene, async () => {
				const { id } = await failed(itemsToWawp(items, send));
				const again = await scene.executions.retried(id, which);
				expect(again.status).toBe('success');
				left = jsonOf(again, WAWP);
			});
			expect(textsOf(entries)).toEqual(['First', 'Second', 'Third']);
			const [first, second, third] = entries.map(({ id }) => ({ messageId: id, chatId: MONA }));
			expect(left).toMatchObject([
				{ ...first, alreadySent: true, timestamp: expect.anything() as unknown },
				{ ...second, alreadySent: true, timestamp: expect.anything() as unknown },
				{ ...third, text: 'Third' },
			]);
			expect(left[2]).not.toHaveProperty('alreadySent');
		},
	);

	it('sends nothing twice when it is pressed again and again', async () => {
		const entries = await processed(scene, async () => {
			const { id } = await failed(itemsToWawp(items, send));
			await press(scene, DESK, 'disconnect', { to: 'STOPPED' });
			const again = await scene.executions.retried(id, 'current');
			expect(again.status).toBe('error');
			await press(scene, DESK, 'start');
			expect((await scene.executions.retried(again.id, 'current')).status).toBe('success');
		});
		expect(textsOf(entries)).toEqual(['First', 'Second', 'Third']);
	});

	it('sends what may be there already only where Send Again When Unknown allows it', async () => {
		scene.sandbox.fail({ route: SEND, times: 1, kind: 'latency', ms: 0 });
		scene.sandbox.fail({ route: SEND, times: 1, kind: 'resetAfter' });
		const two = itemsFor([
			['Surely', SHOP],
			['Perhaps', SHOP],
		]);
		const workflow = itemsToWawp(two, send);
		const first = await scene.run(workflow);
		expect(first.status).toBe('error');
		const refused = await processed(scene, async () => {
			expect((await scene.executions.retried(first.id, 'current')).status).toBe('error');
		});
		expect(refused).toEqual([]);
		const allowed = edited(workflow, { ...send, options: { ...send.options, sendAgainWhenUnknown: true } });
		await saveWorkflow(scene.n8n, withCredential(allowed, scene.credential));
		const sent = await processed(scene, async () => {
			expect((await scene.executions.retried(first.id, 'current')).status).toBe('success');
		});
		expect(textsOf(sent)).toEqual(['Perhaps']);
	});
});

describe('what is meant more than once', () => {
	const same = itemsFor([
		['The same', SHOP],
		['The same', SHOP],
		['The same', SHOP],
	]);

	it('leaves three times from a loop, also when the first was refused once', async () => {
		scene.sandbox.fail({ route: STATUS, times: 1, kind: 'status', status: 422 });
		const entries = await processed(scene, async () => {
			expect((await scene.run(retrying(loopOverWawp(same, POST)))).status).toBe('success');
		});
		expect(textsOf(entries)).toEqual(['The same', 'The same', 'The same']);
	});

	it('leaves once for each of three equal items, however often they are tried', async () => {
		const items = [...same, ...itemsFor([['Refused', NOBODY]])];
		const entries = await processed(scene, () => scene.run(retrying(itemsToWawp(items, POST))));
		expect(textsOf(entries)).toEqual(['The same', 'The same', 'The same']);
	});

	it('leaves again when the workflow runs again', async () => {
		const workflow = itemsToWawp(itemsFor([['Daily', SHOP]]), POST);
		const entries = await processed(scene, async () => {
			await scene.run(workflow);
			await scene.run(workflow);
		});
		expect(textsOf(entries)).toEqual(['Daily', 'Daily']);
	});
});
