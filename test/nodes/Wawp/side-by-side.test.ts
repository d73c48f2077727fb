import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { GivenCredentials } from '../../engine';
import { runWawp, startWawp } from './account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWawp();
});
beforeEach(() => {
	sandbox.clearFaults();
	sandbox.requests.length = 0;
});
afterAll(async () => await sandbox.close());

const LATENCY_MS = 200;
/** Timers may be a little early. */
const TOLERANCE_MS = 20;
const numbers = Array.from({ length: 12 }, (_, index) => ({ json: { phone: `20100000${1000 + index}` } }));

/** Checks all the numbers and says how long it took. */
async function check(options: INodeParameters, more: object = {}) {
	const start = Date.now();
	const result = await runWawp(
		sandbox,
		'contact',
		'checkNumber',
		{ phone: '={{ $json.phone }}', options },
		{ items: numbers, ...more },
	);
	return { ...result, ms: Date.now() - start };
}

/** Whether each request came before the one ahead of it can have been answered. */
function sideBySide(): boolean[] {
	const times = sandbox.requests.map(({ at }) => at);
	return times.map((at, index) => at - (times[index - 1] ?? -Infinity) < LATENCY_MS - TOLERANCE_MS);
}

it('reads run side by side, and the results keep the order of the items', async () => {
	sandbox.fail({ route: '*', kind: 'latency', ms: LATENCY_MS });
	const oneByOne = await check({ atATime: 1 });
	expect(oneByOne.ms).toBeGreaterThanOrEqual(12 * LATENCY_MS);
	const { outputs, ms } = await check({ atATime: 12 });
	expect(outputs[0]?.map(({ json }) => json.phone)).toEqual(numbers.map(({ json }) => json.phone));
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(numbers.map((_, item) => ({ item })));
	expect(ms).toBeLessThan(0.75 * oneByOne.ms);
});

it('the credential is read once for all of them', async () => {
	const read = jest.spyOn(GivenCredentials.prototype, 'getDecrypted');
	const { outputs } = await check({});
	expect(outputs[0]).toHaveLength(numbers.length);
	expect(read).toHaveBeenCalledTimes(1);
	read.mockRestore();
});

it('each begins in a turn of its own of the event loop, so that n8n does other work between them', async () => {
	let turn = 0;
	const begun: number[] = [];
	const authenticate = jest.spyOn(GivenCredentials.prototype, 'authenticate');
	const count = () => {
		turn += 1;
		while (begun.length < authenticate.mock.calls.length) begun.push(turn);
		next = setImmediate(count);
	};
	let next = setImmediate(count);
	await check({ atATime: 12 });
	clearImmediate(next);
	authenticate.mockRestore();
	expect(new Set(begun).size).toBe(numbers.length);
});

it('each item has its own error', async () => {
	sandbox.fail({ route: '*', kind: 'status', status: 404, skip: 4, times: 1 });
	const { outputs } = await check({ atATime: 1 }, { onError: 'continueRegularOutput' });
	expect(outputs[0]?.map(({ json }) => 'error' in json)).toEqual(numbers.map((_, index) => index === 4));
});

it('without Continue On Fail, a failure starts no more of them', async () => {
	sandbox.fail({ route: '*', kind: 'status', status: 404, times: 1 });
	const { error } = await check({ atATime: 2 });
	expect(error?.message).toContain('(item 0)');
	// Those that nobody waits for any more would leave all the same.
	await new Promise((resolve) => setTimeout(resolve, 1000));
	expect(sandbox.requests.length).toBeLessThan(5);
});

it('a 429 halves how many run at a time', async () => {
	sandbox.fail({ route: '*', kind: 'tooMany', retryAfter: 0, times: 4 });
	sandbox.fail({ route: '*', kind: 'latency', ms: LATENCY_MS });
	const { error } = await check({ atATime: 12 }, { items: [...numbers, ...numbers] });
	expect(error).toBeUndefined();
	// Four times halved, one at a time is left for the twelve that had not begun.
	expect(sideBySide().slice(-12)).toEqual(Array(12).fill(false));
});

it('a wrong number of requests at a time is refused', async () => {
	for (const atATime of [0, 21, 2.5]) {
		expect((await check({ atATime })).error?.message).toContain('"Requests at a Time"');
	}
});

it('sends never run side by side', async () => {
	sandbox.fail({ route: '*', kind: 'latency', ms: LATENCY_MS });
	const text = '={{ $json.phone }}';
	const chatId = { __rl: true, mode: 'id', value: '201001234567@c.us' };
	await runWawp(sandbox, 'message', 'sendText', { chatId, text }, { items: numbers.slice(0, 4) });
	expect(sideBySide()).toEqual(Array(4).fill(false));
});
