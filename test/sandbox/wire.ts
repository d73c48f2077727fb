import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What reached a caller: `end` tells whether all of it did; without any answer the status is 0. */
export interface Arrival {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/** How many pieces it came in. */
	pieces: number;
	end: 'whole' | 'cut' | 'reset' | 'nothing yet';
	ms: number;
}

const NOTHING: Omit<Arrival, 'ms' | 'end'> = { status: 0, headers: {}, text: '', pieces: 0 };

/** One call, seen as near to the wire as Node shows it; gives up after `patienceMs`. */
export function arrivalOf(method: string, url: string, body?: unknown, patienceMs = 5000): Promise<Arrival> {
	const begun = Date.now();
	return new Promise((resolve) => {
		const give = (arrival: Omit<Arrival, 'ms'>): void => resolve({ ...arrival, ms: Date.now() - begun });
		const sent = request(url, { method, agent: false, headers: { 'content-type': 'application/json' } });
		const timer = setTimeout(() => {
			give({ ...NOTHING, end: 'nothing yet' });
			sent.destroy();
		}, patienceMs);
		sent.on('close', () => clearTimeout(timer));
		sent.on('error', () => give({ ...NOTHING, end: 'reset' }));
		sent.on('response', (answer) => collect(answer, give));
		sent.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

function collect(answer: IncomingMessage, give: (arrival: Omit<Arrival, 'ms'>) => void): void {
	const chunks: Buffer[] = [];
	answer.on('data', (chunk: Buffer) => chunks.push(chunk));
	answer.on('error', () => undefined);
	answer.on('close', () =>
		give({
			status: answer.statusCode ?? 0,
			headers: answer.headers,
			text: Buffer.concat(chunks).toString(),
			pieces: chunks.length,
			end: answer.complete ? 'whole' : 'cut',
		}),
	);
}
