import type { IExecuteFunctions } from 'n8n-workflow';

import { READ } from '../../../nodes/shared/operation';
import { sendSafely } from '../../../nodes/shared/tries';
import { wawp } from '../../../nodes/Wawp/service';

const REQUEST = { method: 'GET', path: '/session/me', query: {} } as const;

/** A read in n8n, where an API answers everything with this; when each of its calls left. */
function reading(statusCode: number, headers: Record<string, string>, signal?: AbortSignal) {
	const calls: number[] = [];
	const httpRequestWithAuthentication = async () => {
		calls.push(Date.now());
		const body = { code: 'x', message: 'no' };
		return await Promise.resolve({ statusCode, headers, body });
	};
	const connection = {
		context: { helpers: { httpRequestWithAuthentication } } as unknown as IExecuteFunctions,
		service: wawp,
		credential: {},
		timeoutMs: 10_000,
		retries: 3,
		onTooMany: () => undefined,
		signal,
	};
	return { calls, answer: sendSafely(connection, REQUEST, READ) };
}

const STOPPED = { details: { code: 'stopped', outcome: 'notSent' } };

test('tries follow each other after waits that grow', async () => {
	// The shortest waits that chance allows.
	const random = jest.spyOn(Math, 'random').mockReturnValue(0);
	const { calls, answer } = reading(503, {});
	await expect(answer).rejects.toMatchObject({ details: { httpStatus: 503 } });
	random.mockRestore();
	const [first = 0, second = 0, third = 0, fourth = 0] = calls;
	expect(calls).toHaveLength(4);
	expect(second - first).toBeGreaterThanOrEqual(250);
	expect(third - second).toBeGreaterThanOrEqual(500);
	expect(fourth - third).toBeGreaterThanOrEqual(1000);
});

test('no call leaves once the execution is stopped', async () => {
	const { calls, answer } = reading(200, {}, AbortSignal.abort());
	await expect(answer).rejects.toMatchObject(STOPPED);
	expect(calls).toEqual([]);
});

test('a stop ends the wait for another try, which does not leave', async () => {
	const stop = new AbortController();
	const { calls, answer } = reading(429, { 'retry-after': '5' }, stop.signal);
	setTimeout(() => stop.abort(), 50);
	const start = Date.now();
	await expect(answer).rejects.toMatchObject(STOPPED);
	expect(Date.now() - start).toBeLessThan(2000);
	expect(calls).toHaveLength(1);
});
