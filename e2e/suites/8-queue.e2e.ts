import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { setWebhook } from '../../demo/job/stage';
import { broken } from '../load/part';
import { endedInOrder, killed } from '../load/queue';
import type { Endured } from '../load/queue';
import { logsOf, openStage, SHOP, statusesByText } from '../load/queue-stage';
import type { Stage } from '../load/queue-stage';
import { numbersOf } from '../numbers';
import './world';

const PATIENCE_MS = 600_000;
const { events } = numbersOf('queue');
const silent = () => undefined;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage(silent);
}, PATIENCE_MS);

it('makes a status of an event that the sandbox signs', async () => {
	const url = stage.urls[0] ?? '';
	await setWebhook(stage.sandbox, SHOP, { url, secret: stage.secrets.webhookSecret, events: ['message'] });
	const { id } = await stage.sandbox.emit(SHOP, 'message');
	for (let tries = 0; tries < 300 && !statusesByText(stage).has(id); tries += 1) await sleep(100);
	expect(statusesByText(stage).get(id)).toBe(1);
});

describe.each([
	['a worker is ended and started again', endedInOrder],
	['a worker is killed', killed],
])('when %s', (_what, deliverWhile) => {
	let endured: Endured | undefined;

	beforeAll(async () => void (endured = await deliverWhile(stage, events, silent)), PATIENCE_MS);

	it('loses nothing but what the killed one was running', () => {
		expect(endured?.kept).not.toEqual([]);
		expect(broken(endured?.kept ?? [])).toEqual([]);
	});

	it('does nothing twice but what two workers wrote down at once', () => {
		expect(endured?.once).not.toEqual([]);
		expect(broken(endured?.once ?? [])).toEqual([]);
	});
});

it('keeps access token and webhook secret out of the database and all logs', async () => {
	const { accessToken, webhookSecret } = stage.secrets;
	const texts = [await stage.queue.dump(), ...logsOf(stage).map((log) => readFileSync(log, 'utf8'))];
	expect(texts[0]).toContain('execution_data');
	for (const secret of [accessToken, webhookSecret]) {
		expect(texts.filter((text) => text.includes(secret))).toEqual([]);
	}
});
