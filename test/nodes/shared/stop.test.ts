import type { IExecuteFunctions } from 'n8n-workflow';

import { READ } from '../../../nodes/shared/operation';
import { sendSafely } from '../../../nodes/shared/tries';
import { wawp } from '../../../nodes/Wawp/service';

const REQUEST = { method: 'GET', path: '/session/me', query: {} } as const;

/** One call in n8n, where an API asks everybody to wait for five seconds. */
function calling(signal: AbortSignal) {
	const calls: unknown[] = [];
	const httpRequestWithAuthentication = async (_type: string, options: unknown) => {
		calls.push(options);
		const headers = { 'retry-after': '5', 'content-type': 'application/json' };
		return await Promise.resolve({ statusCode: 429, headers, body: { code: 'x', message: 'slow' } });
	};
	const connection = {
		context: { helpers: { httpRequestWithAuthentication } } as unknown as IExecuteFunctions,
		service: wawp,
		credential: {},
		timeoutMs: 10_000,
		retries: 2,
		onTooMany: () => undefined,
		signal,
	};
	return { calls, answer: sendSafely(connection, REQUEST, READ) };
}

const STOPPED = { details: { code: 'stopped', outcome: 'notSent' } };

test('no call leaves once the execution is stopped', async () => {
	const { calls, answer } = calling(AbortSignal.abort());
	await expect(answer).rejects.toMatchObject(STOPPED);
	expect(calls).toEqual([]);
});

test('a stop ends the wait for another try, which does not leave', async () => {
	const stop = new AbortController();
	const { calls, answer } = calling(stop.signal);
	setTimeout(() => stop.abort(), 50);
	const start = Date.now();
	await expect(answer).rejects.toMatchObject(STOPPED);
	expect(Date.now() - start).toBeLessThan(2000);
	expect(calls).toHaveLength(1);
});
