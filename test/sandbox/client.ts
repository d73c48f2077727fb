import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { Sandbox, SessionStatus } from '../../sandbox';

/** An account of the tests: one number in every state that matters. */
export const TOKEN = 'tokenOfTests01';
export const OTHER_TOKEN = 'tokenOfTests02';
export const GOWS = 'AAAAAAAAAA01';
export const WEBJS = 'AAAAAAAAAA02';
export const STOPPED = 'AAAAAAAAAA03';
export const SCANNING = 'AAAAAAAAAA04';
export const FOREIGN = 'BBBBBBBBBB01';

export const ACCOUNTS = [
	{
		accessToken: TOKEN,
		instances: [
			{ id: GOWS, name: 'Shop', phone: '447441429009', engine: 'GOWS' as const },
			{ id: WEBJS, name: 'Old', phone: '15550100123', engine: 'WEBJS' as const },
			{ id: STOPPED, phone: '15550100124', status: 'STOPPED' as SessionStatus },
			{ id: SCANNING, phone: '15550100125', status: 'SCAN_QR_CODE' as SessionStatus },
		],
	},
	{ accessToken: OTHER_TOKEN, instances: [{ id: FOREIGN, phone: '4915550100456' }] },
];

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Record<string, unknown>;
}

type Query = Record<string, string> | [string, string][];

/** One call; credentials travel in the query unless the call brings its own. */
export async function call(
	sandbox: Sandbox,
	route: string,
	options: { query?: Query; body?: unknown; instance?: string; bare?: boolean } = {},
): Promise<Answer> {
	const [method = '', path = ''] = route.split(' ');
	const query = new URLSearchParams(options.query);
	if (options.bare !== true) {
		query.append('access_token', TOKEN);
		query.append('instance_id', options.instance ?? GOWS);
	}
	return send(method, `${sandbox.baseUrl}${path}?${query.toString()}`, options.body);
}

/** One call of a control. */
export function control(sandbox: Sandbox, route: string, body?: unknown): Promise<Answer> {
	const [method = '', path = ''] = route.split(' ');
	return send(method, `${sandbox.url}/sandbox${path}`, body);
}

async function send(method: string, url: string, body: unknown): Promise<Answer> {
	const json = body === undefined ? {} : { body: JSON.stringify(body) };
	const headers = body === undefined ? {} : { 'content-type': 'application/json' };
	const answer = await request(url, { method: method as 'GET', headers, ...json });
	const text = await answer.body.text();
	return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(text) as Answer['body'] };
}

export interface Delivery {
	headers: IncomingHttpHeaders;
	raw: string;
	body: Record<string, unknown>;
}

/** A receiver of webhooks; `answers` are the HTTP statuses it gives, the last one for all that follow; `said` goes with them. */
export async function startReceiver(
	answers: number[] = [200],
	said: string[] = [],
): Promise<{
	url: string;
	deliveries: Delivery[];
	close: () => void;
}> {
	const deliveries: Delivery[] = [];
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const raw = Buffer.concat(chunks).toString();
			response.statusCode = answers[Math.min(deliveries.length, answers.length - 1)] ?? 200;
			const words = said[deliveries.length];
			deliveries.push({ headers: incoming.headers, raw, body: JSON.parse(raw) as Delivery['body'] });
			response.end(words);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${String(port)}/hook`,
		deliveries,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** Waits until something holds; fails after two seconds. */
export async function until(holds: () => boolean): Promise<void> {
	const end = Date.now() + 2000;
	while (!holds()) {
		if (Date.now() > end) throw new Error('It did not happen within two seconds.');
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
