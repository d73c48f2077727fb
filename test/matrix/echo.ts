import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Addresses } from './execution';

/** All that a request says, as a server sees it. */
interface Heard {
	url: string;
	headers: string;
	/** URL and headers as one text, and more than once. */
	all: string;
}

/** A faulty server's answer to a request. */
export type Echo = (response: ServerResponse, heard: Heard) => void;

const json =
	(status: number, bodyOf: (heard: Heard) => unknown): Echo =>
	(response, heard) => {
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(bodyOf(heard)));
	};

const text =
	(status: number, type: string, bodyOf: (heard: Heard) => string): Echo =>
	(response, heard) => {
		response.writeHead(status, { 'content-type': type }).end(bodyOf(heard));
	};

const base64 = (value: string) => Buffer.from(value).toString('base64');

/** As PHP writes JSON. */
const phpJson = (value: unknown) => JSON.stringify(value).replaceAll('/', '\\/');

const html = (value: string) =>
	value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#039;');

const ERROR_TEXTS: Record<string, (heard: Heard) => string> = {
	'as it came': ({ all }) => all,
	'percent-decoded': ({ url }) => decodeURIComponent(url.replaceAll('+', ' ')),
	'percent-encoded twice': ({ url, headers }) => encodeURIComponent(`${url} ${headers}`),
	'percent-encoded in small letters': ({ url }) => url.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
	'in Base64': ({ all, url }) =>
		`${base64(all)} ${base64(`x${url}`)} ${base64(`xx${decodeURIComponent(url)}`)}`,
	'in the Base64 of URLs': ({ all }) => Buffer.from(all).toString('base64url'),
	'in JSON': ({ url, headers }) => JSON.stringify({ url: decodeURIComponent(url), headers }),
	'in the JSON of PHP': ({ url, headers }) => phpJson({ url: decodeURIComponent(url), headers }),
	'in JSON in JSON': ({ url }) =>
		JSON.stringify({ request: JSON.stringify({ url: decodeURIComponent(url) }) }),
	'as HTML': ({ url, headers }) => html(`${decodeURIComponent(url)} ${headers}`),
};

const inErrors = Object.entries(ERROR_TEXTS).flatMap(([name, of]): [string, Echo][] => [
	[`a refusal ${name}`, json(400, (heard) => ({ code: 'x', errorCode: 'x', message: of(heard) }))],
	[`an answer without evidence ${name}`, json(200, (heard) => ({ result: of(heard) }))],
	[`a success ${name}`, json(200, (heard) => ({ id: '1', success: true, note: of(heard) }))],
	[`a page ${name}`, text(502, 'text/html', of)],
]);

/** The answers of a server that repeats the whole request, URL and headers, in every place and form. */
export const ECHOES: [string, Echo][] = [
	...inErrors,
	[
		'the code of an error',
		json(500, ({ url, headers }) => ({ code: url, errorCode: headers, message: url })),
	],
	['an error in an error', json(200, ({ url, headers }) => ({ error: { code: headers, message: url } }))],
	['names of fields', json(200, ({ url, headers }) => ({ id: '1', [url]: 1, deep: [{ [headers]: [] }] }))],
	[
		'a list',
		json(200, ({ url, headers }) => [
			{ id: url, name: headers },
			{ id: '2', lid: url, subject: url },
		]),
	],
	['a text', json(200, ({ url }) => decodeURIComponent(url))],
	['plain text', text(200, 'text/plain', ({ all }) => all)],
	['cut JSON', text(200, 'application/json', ({ all }) => JSON.stringify({ id: all }).slice(0, -3))],
	[
		'a redirect',
		(response, { url }) => {
			response.writeHead(302, { location: `http://127.0.0.1:9${url}` }).end();
		},
	],
	[
		'the words of a status',
		(response, { url }) => {
			response.writeHead(500, url).end();
		},
	],
	['no HTTP', (response, { all }) => void response.socket?.end(`HTTP/1.1 200 OK\r\n${all}\r\n\r\n`)],
	['a broken connection', (response, { all }) => void response.write(all, () => response.destroy())],
];

/** A server that answers each request by the echo; `close` ends it. */
export async function startEcho(echo: Echo): Promise<Addresses & { close: () => Promise<void> }> {
	const server = createServer((request, response) => {
		request.resume().on('end', () => echo(response, heardOf(request)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
	const close = async () =>
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return { url, baseUrl: url, wassengerUrl: url, wutsUrl: url, close };
}

function heardOf({ url = '', rawHeaders }: IncomingMessage): Heard {
	const headers = rawHeaders.join(' ');
	return { url, headers, all: `${url} ${headers} ${decodeURIComponent(url)} ${base64(headers)}` };
}
