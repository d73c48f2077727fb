/** Deliveries to a trigger, and what they cost n8n's process. */
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { incomingMessage } from '../../demo/job/proof';
import { Failure } from '../../e2e/n8n/failure';
import type { Reading } from '../experiment';
import type { Stage } from '../stage';
import type { Target } from './targets';

/** So long n8n has to be left alone until what an execution leaves behind is done. */
const QUIET_MS = 500;
const PATIENCE_MS = 120_000;
/** The unit of times in /proc: Linux reports hundredths of a second to programs, on all machines. */
const TICK_MS = 10;

/**
 * Delivers one event after the other and waits until their executions are over and n8n is quiet again.
 *
 * @throws Failure when one is not answered with 200, or the executions do not end
 */
export async function deliver({ server, folder }: Stage, target: Target, count: number): Promise<Reading> {
	const expected = sizeOf(target.sink) + (target.isExecuted ? count : 0);
	const [cpu, at] = [cpuMsOf(server.pid), Date.now()];
	for (let index = 0; index < count; index += 1) await post(target, folder.secrets.webhookSecret);
	const over = target.isExecuted ? await grown(target.sink, expected) : Date.now();
	await sleep(QUIET_MS);
	if (sizeOf(target.sink) !== expected) throw new Failure(`${target.url} made executions of its own.`);
	return { items: count, wallMs: over - at, cpuMs: cpuMsOf(server.pid) - cpu };
}

async function post({ url, fromMe }: Target, secret: string): Promise<void> {
	const body = JSON.stringify(messageEvent(fromMe));
	const hmac = createHmac('sha512', secret).update(body).digest('hex');
	const { statusCode, body: answer } = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'X-Webhook-Hmac': hmac },
		body,
	});
	await answer.dump();
	if (statusCode !== 200) throw new Failure(`${url} answered a delivery with ${statusCode}.`);
}

/** The documented envelope of a message, with an ID that no other has. */
function messageEvent(fromMe: boolean): object {
	return {
		id: `evt_${randomBytes(13).toString('hex')}`,
		timestamp: Date.now(),
		event: 'message',
		session: 'corner-shop',
		metadata: { instance_id: 'A1B2C3D4E5F6' },
		me: { id: '447441429009@c.us', pushName: 'Corner Shop' },
		payload: { ...incomingMessage('Hello'), fromMe },
		engine: 'GOWS',
		environment: { version: '2026.1.1', engine: 'GOWS', tier: 'PLUS' },
	};
}

/** Waits until a file has a size; gives the time of its last change. */
async function grown(file: string, size: number): Promise<number> {
	const deadline = Date.now() + PATIENCE_MS;
	while (sizeOf(file) < size) {
		if (Date.now() > deadline)
			throw new Failure(`n8n executed ${sizeOf(file)} of ${size} deliveries in time.`);
		await sleep(20);
	}
	return statSync(file).mtimeMs;
}

function sizeOf(file: string): number {
	return existsSync(file) ? statSync(file).size : 0;
}

/** User and system time of a process, all threads together. The name before them may hold blanks and brackets. */
function cpuMsOf(pid: number): number {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
