/** Sends deliveries as Wawp does. */
import { request } from 'undici';

import type { Delivery } from '../suites/deliveries';
import type { Report } from './part';

/** As many as Wawp may have on the way at once. */
const IN_FLIGHT = 5;

/** What is sent. */
export type Sendable = Pick<Delivery, 'body' | 'headers' | 'query'>;

/** Sends one delivery. @returns the status of the answer */
export async function post(url: string, { body, headers, query }: Sendable): Promise<number> {
	const answer = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
		query,
	});
	await answer.body.dump();
	return answer.statusCode;
}

/**
 * Sends deliveries in their order, some at a time.
 *
 * @param urls where they go, in turns
 * @param onAnswer called after each answer with the number of answers so far
 * @returns the status of each answer; 0 where none came
 */
export async function sendAll(
	deliveries: readonly Sendable[],
	urls: readonly string[],
	onAnswer: (answers: number) => void,
): Promise<number[]> {
	const statuses: number[] = [];
	let next = 0;
	let answers = 0;
	const sendOn = async () => {
		for (let index = next++; index < deliveries.length; index = next++) {
			const delivery = deliveries[index] as Sendable;
			statuses[index] = await post(urls[index % urls.length] ?? '', delivery).catch(() => 0);
			onAnswer((answers += 1));
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, sendOn));
	return statuses;
}

/** Reports every hundredth answer. */
export function counting(report: Report, what: string, all: number): (answers: number) => void {
	return (answers) => {
		if (answers % 100 === 0 || answers === all) report(`${what}: ${answers} of ${all}`);
	};
}
