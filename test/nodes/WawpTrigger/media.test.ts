import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { WawpApi } from '../../../credentials/WawpApi.credentials';
import { STANDARD } from '../../../nodes/WawpTrigger/media';
import { isOfOwnNetwork, takesAccount } from '../../../nodes/WawpTrigger/mediaAddress';
import { nameAndType } from '../../../nodes/WawpTrigger/mediaName';
import { MEDIA_OPTIONS } from '../../../nodes/WawpTrigger/mediaProperties';
import { WawpTrigger } from '../../../nodes/WawpTrigger/WawpTrigger.node';
import { runNode } from '../../engine';

const TOKEN = 'access-token-of-the-test';
const SAMPLES = path.join(__dirname, '../../../sandbox/ground/samples');
const VOICE = readFileSync(path.join(SAMPLES, 'voice.ogg'));
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PHOTO = readFileSync(path.join(SAMPLES, 'photo.jpg'));

interface Server {
	port: number;
	asked: string[];
	close: () => Promise<void>;
}

type Route = (request: IncomingMessage, response: ServerResponse) => void;

const file =
	(bytes: Buffer | string, type?: string): Route =>
	(_request, response) => {
		if (type !== undefined) response.setHeader('content-type', type);
		response.end(bytes);
	};
const to =
	(location: () => string, status = 302): Route =>
	(_request, response) =>
		void response.writeHead(status, { location: location() }).end('elsewhere');

async function serve(routes: Record<string, Route>): Promise<Server> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		const url = request.url ?? '';
		asked.push(url);
		const route = routes[url.split('?')[0] ?? ''];
		if (route) route(request, response);
		else response.writeHead(404).end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const close = async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	};
	return { port: (server.address() as AddressInfo).port, asked, close };
}

let api: Server;
let other: Server;
const own = (route: string) => `http://127.0.0.1:${api.port}${route}`;
const foreign = (route: string) => `http://127.0.0.1:${other.port}${route}`;

beforeAll(async () => {
	other = await serve({
		'/photo.jpeg': file(PHOTO, 'image/jpeg'),
		'/back': to(() => own('/photo.jpeg')),
	});
	api = await serve({
		'/photo.jpeg': file(PHOTO, 'image/jpeg'),
		'/voice.oga': file(VOICE, 'audio/ogg; codecs=opus'),
		'/voice.opus': file(VOICE, 'application/octet-stream'),
		'/data': file('a;b', 'text/csv; charset=utf-8'),
		'/empty.bin': file(''),
		'/page.jpeg': file('<html>', 'text/html'),
		'/away': to(() => foreign('/photo.jpeg')),
		'/there-and-back': to(() => foreign('/back'), 307),
		'/near': to(() => 'photo.jpeg', 308),
		'/round': to(() => '/round'),
		'/local': to(() => 'http://169.254.169.254/latest/meta-data'),
		'/mail': to(() => 'ftp://127.0.0.1/photo.jpeg'),
		'/hidden': (_request, response) => void response.writeHead(401).end('{"token":"no"}'),
		'/announced': (_request, response) => {
			response.writeHead(200, { 'content-length': '99999999' });
			response.write('a');
		},
		'/endless': (_request, response) => pour(response, 'a'.repeat(64 * 1024), 1),
		'/drip': (_request, response) => pour(response, 'a', 50),
		'/silent': () => undefined,
		'/cut': (_request, response) => {
			response.writeHead(200, { 'content-length': '10' });
			response.write('abc', () => response.destroy());
		},
	});
});
afterAll(async () => {
	await api.close();
	await other.close();
});
beforeEach(() => {
	api.asked.length = 0;
	other.asked.length = 0;
});

function pour(response: ServerResponse, text: string, everyMs: number): void {
	const timer = setInterval(() => response.write(text), everyMs);
	response.on('close', () => clearInterval(timer));
}

const message = (media: IDataObject, more: IDataObject = {}): INodeExecutionData => ({
	json: { event: 'message', messageId: 'false_447700900142@c.us_3EB0AA', media, ...more },
});

const trigger = new WawpTrigger();

async function run(items: INodeExecutionData[], options: IDataObject = {}, baseUrl = own('/wp-json/awp/v1')) {
	const { outputs, error } = await runNode({
		nodeType: trigger,
		parameters: { events: ['*'], options: { downloadMedia: true, ...options } },
		credentialType: new WawpApi(),
		credential: { accessToken: TOKEN, instanceId: 'A1B2C3D4E5F6', baseUrl },
		items,
	});
	expect(error).toBeUndefined();
	expect(JSON.stringify(outputs)).not.toContain(TOKEN);
	return outputs[0] ?? [];
}

const download = async (url: string, options: IDataObject = {}) =>
	(await run([message({ url })], options))[0];
const bytesOf = ({ binary }: INodeExecutionData) => Buffer.from(binary?.data?.data ?? '', 'base64');

describe('the file of a message', () => {
	test('is in the binary field data, beside what the item had', async () => {
		const item = message({ url: own('/photo.jpeg'), mimetype: 'image/jpeg' });
		const [out] = await run([item]);
		expect(out?.json).toEqual(item.json);
		expect(out?.binary?.data).toMatchObject({ fileName: 'photo.jpeg', mimeType: 'image/jpeg' });
		expect(out && bytesOf(out).equals(PHOTO)).toBe(true);
	});

	test.each(['/voice.oga', '/voice.opus'])(
		'%s is a voice note that transcription services take',
		async (route) => {
			const out = await download(own(route));
			expect(out?.binary?.data).toMatchObject({
				fileName: 'voice.ogg',
				mimeType: 'audio/ogg',
				fileExtension: 'ogg',
			});
			expect(out && bytesOf(out).equals(VOICE)).toBe(true);
		},
	);

	test('without the option, or without media, the items stay as they are and nothing is asked', async () => {
		const items = [message({ url: own('/photo.jpeg') })];
		expect(
			(await run(items, { downloadMedia: false })).map(({ json, binary }) => ({ json, binary })),
		).toEqual(items);
		const text = [{ json: { event: 'message', text: 'Hi' } }];
		expect((await run(text)).map(({ json, binary }) => ({ json, binary }))).toEqual(text);
		expect(api.asked).toEqual([]);
	});

	test('of several items: each its own, and one that fails loses no other', async () => {
		const items = ['/photo.jpeg', '/gone.jpeg', '/data'].map((route) => message({ url: own(route) }));
		const out = await run(items);
		expect(out.map(({ json }) => json.mediaError !== undefined)).toEqual([false, true, false]);
		expect(out[2]?.binary?.data).toMatchObject({ fileName: 'data.csv', mimeType: 'text/csv' });
	});
});

describe('the account', () => {
	test('goes to the own host, for the instance of the event', async () => {
		await run([
			message({ url: own('/photo.jpeg?size=1') }, { instanceId: 'B2' }),
			message({ url: own('/data') }),
		]);
		const query = (index: number) => Object.fromEntries(new URL(own(api.asked[index] ?? '')).searchParams);
		expect(query(0)).toEqual({ size: '1', instance_id: 'B2', access_token: TOKEN });
		expect(query(1)).toEqual({ instance_id: 'A1B2C3D4E5F6', access_token: TOKEN });
	});

	test('stands once in an address from which it was hidden', async () => {
		await download(own('/photo.jpeg?access_token=[hidden]'));
		expect(new URL(own(api.asked[0] ?? '')).searchParams.getAll('access_token')).toEqual([TOKEN]);
	});

	test('goes to nobody else: another port, a redirect away, and no further than that', async () => {
		expect((await download(foreign('/photo.jpeg')))?.binary).toBeDefined();
		expect((await download(own('/away')))?.binary).toBeDefined();
		expect(other.asked).toEqual(['/photo.jpeg', '/photo.jpeg']);
		expect((await download(own('/there-and-back')))?.binary).toBeDefined();
		expect(other.asked).toEqual(['/photo.jpeg', '/photo.jpeg', '/back']);
		expect(api.asked.every((url) => url.includes(TOKEN))).toBe(true);
		expect((await download(own('/near')))?.binary?.data?.fileName).toBe('near.jpg');
	});

	test.each([
		['https://wawp.net/a.jpg', true],
		['https://wawp.net:443/a.jpg', true],
		['https://wawp.net/a.jpg?x=1', true],
		['http://wawp.net/a.jpg', false],
		['https://wawp.net:444/a.jpg', false],
		['https://files.wawp.net/a.jpg', false],
		['https://wawp.net.example.com/a.jpg', false],
		['https://wawp.net@example.com/a.jpg', false],
		['https://user@wawp.net/a.jpg', false],
		['https://wawp.net/a.jpg?_method=POST', false],
		['https://wawp.net/?rest_route=/awp/v1/session/logout', false],
		['https://wawp.net/wp-json/awp/v1/session/logout', false],
		['https://wawp.net/wp-json/awp/v1//Session/%6Cogout/', false],
		['https://wawp.net/index.php/wp-json/awp/v1/session/stop', false],
		['https://wawp.net/wp-json/awp/v1/session/info?x=a.jpg', false],
		['https://wawp.net/wp-json/awp/v1/chats/1@c.us/messages', false],
		['https://wawp.net/wp-json/awp/v1/%', false],
		['https://wawp.net/wp-json/awp/v1/files/session/AB.ogg', true],
	])('%s: %s', (address, expected) => {
		expect(takesAccount(new URL(address), new URL('https://wawp.net/wp-json/awp/v1'))).toBe(expected);
	});
});

describe('a file that cannot be had is noted on its item', () => {
	test.each([
		['/gone.jpeg', {}, 'HTTP status 404'],
		['/hidden', {}, 'HTTP status 401'],
		['/page.jpeg', {}, 'something else than the file'],
		['/empty.bin', {}, 'it is empty'],
		['/round', {}, 'leads on and on'],
		['/local', {}, 'one of the own network'],
		['/mail', {}, 'no web address'],
		['/cut', {}, 'cannot be reached'],
		['/announced', {}, 'larger than 25 MB'],
		['/endless', { mediaMaximumSize: 0.5 }, 'larger than 0.5 MB'],
		['/silent', { mediaTimeout: 1 }, 'took too long'],
		['/drip', { mediaTimeout: 1 }, 'took too long'],
	])('%s with %j', async (route, options, reason) => {
		const before = Date.now();
		const out = await download(own(route), options);
		expect(out?.json).toMatchObject({ event: 'message', media: { url: own(route) } });
		expect(out?.json.mediaError).toMatch(/^The file could not be downloaded: /);
		expect(out?.json.mediaError).toContain(reason);
		expect(out?.binary).toBeUndefined();
		expect(Date.now() - before).toBeLessThan(6000);
	});

	test.each([
		[{ mimetype: 'image/jpeg' }, 'names no address'],
		[{ url: 'photo.jpeg' }, 'no web address'],
		[{ error: { code: 13, details: 'status code 404' } }, 'Wawp could not fetch it: status code 404'],
		[{ error: 'expired' }, 'Wawp could not fetch it: expired'],
		[{ url: 'http://10.0.0.1/a.jpg' }, 'one of the own network'],
		[{ url: 'http://127.0.0.1:1/a.jpg' }, 'cannot be reached (ECONNREFUSED)'],
	])('media %j', async (media, reason) => {
		const [out] = await run([message(media)]);
		expect(out?.json.mediaError).toContain(reason);
		expect(out?.binary).toBeUndefined();
	});

	test('a cap that is no number leaves the standard one', async () => {
		for (const mediaMaximumSize of [0, -1, 'all', NaN]) {
			expect((await download(own('/announced'), { mediaMaximumSize }))?.json.mediaError).toContain('25 MB');
		}
		const standards = MEDIA_OPTIONS.map((option) => option.default);
		expect(standards).toEqual([false, STANDARD.megabytes, STANDARD.seconds]);
	});
});

test.each([
	['http://localhost/', true],
	['http://files.localhost/', true],
	['http://n8n/', true],
	['http://db.internal/', true],
	['http://127.1/', true],
	['http://0x7f000001/', true],
	['http://10.1.2.3/', true],
	['http://172.31.0.1/', true],
	['http://172.32.0.1/', false],
	['http://192.168.1.1/', true],
	['http://169.254.169.254/', true],
	['http://100.64.0.1/', true],
	['http://[::1]/', true],
	['http://[fd00::1]/', true],
	['http://[::ffff:127.0.0.1]/', true],
	['http://[2606:4700::1111]/', false],
	['http://[2002:7f00:1::]/', true],
	['http://[2002:a00:1::1]/', true],
	['http://[2001::1]/', true],
	['http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/', true],
	['http://[2001:20::1]/', true],
	['http://[2001:1ff::1]/', true],
	['http://[2001:db8::1]/', true],
	['http://[3fff::1]/', true],
	['http://[2001:200::1]/', false],
	['http://[2001:4860:4860::8888]/', false],
	['http://[2a00:1450::1]/', false],
	['http://[64:ff9b::7f00:1]/', true],
	['http://192.0.0.8/', true],
	['http://192.0.2.1/', true],
	['http://192.88.99.1/', true],
	['http://198.51.100.1/', true],
	['http://203.0.113.9/', true],
	['http://192.0.66.2/', false],
	['http://198.52.100.1/', false],
	['http://n8n./', true],
	['http://127.0.0.1./', true],
	['https://files.example.com/', false],
	['https://8.8.8.8/', false],
])('%s is of the own network: %s', (address, expected) => {
	expect(isOfOwnNetwork(new URL(address))).toBe(expected);
});

test.each([
	['a.jpeg', {}, 'image/jpeg', 'a.jpeg', 'image/jpeg'],
	['a', { mimetype: 'application/pdf' }, '', 'a.pdf', 'application/pdf'],
	['a.jpeg', { filename: '../../etc/Order 7.docx' }, '', 'Order 7.docx', DOCX],
	['', {}, '', '3EB0AA', 'application/octet-stream'],
	['a.OGA', { mimetype: 'audio/ogg; codecs=opus' }, '', 'a.ogg', 'audio/ogg'],
	['a', { filename: 'note.opus', mimetype: 'audio/ogg' }, '', 'note.ogg', 'audio/ogg'],
	['a.mp3', { mimetype: 'audio/mpeg' }, '', 'a.mp3', 'audio/mpeg'],
])('a file of /%s with %j, served as "%s", is %s, %s', (name, media, contentType, fileName, mimeType) => {
	const known = {
		url: `https://files.example.com/${name}?x=1`,
		contentType,
		media,
		messageId: 'true_1@c.us_3EB0AA',
	};
	expect(nameAndType(Buffer.from('abc'), known)).toEqual({ fileName, mimeType });
});
