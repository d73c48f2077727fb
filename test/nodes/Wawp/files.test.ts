import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Sandbox } from '../../../sandbox';
import { runWawp, startWawp } from './account';

let sandbox: Sandbox;
let other: Server;
let otherUrl: string;
/** How many files are asked for at the moment, and how many were at most. */
let flying = { now: 0, most: 0 };
beforeAll(async () => {
	sandbox = await startWawp();
	// `/3/a.png` redirects three times before it gives the picture.
	other = createServer((request, response) => {
		const [, left = '0', name = ''] = (request.url ?? '').split('/');
		if (Number(left) > 0) {
			response.writeHead(302, { Location: `/${Number(left) - 1}/${name}` }).end();
			return;
		}
		flying.most = Math.max(flying.most, ++flying.now);
		setTimeout(() => {
			flying.now--;
			response.end(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
		}, 50);
	}).listen(0, '127.0.0.1');
	await once(other, 'listening');
	otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});
beforeEach(() => {
	sandbox.clearFaults();
	flying = { now: 0, most: 0 };
});
afterAll(async () => {
	other.closeAllConnections();
	other.close();
	await sandbox.close();
});

/** Downloads the picture of a chat once per item. */
async function pictures(url: string, count = 1) {
	sandbox.fail({ route: 'GET /chats/{chatId}/picture', kind: 'status', status: 200, body: { url } });
	const chatId = { __rl: true, mode: 'id', value: '201001234567@c.us' };
	const items = Array.from({ length: count }, () => ({ json: {} }));
	const parameters = { chatId, options: { download: true } };
	const { outputs } = await runWawp(sandbox, 'chat', 'getPicture', parameters, { items });
	return outputs[0] ?? [];
}

test('of a file, five redirects are followed, and no more', async () => {
	const [five] = await pictures(`${otherUrl}/5/a.png`);
	expect(five?.binary?.data?.mimeType).toBe('image/png');
	sandbox.clearFaults();
	const [six] = await pictures(`${otherUrl}/6/a.png`);
	expect(six?.binary).toBeUndefined();
	expect(six?.json.mediaError).toContain('could not be downloaded');
});

test('one file is in flight at a time, however many items there are', async () => {
	const items = await pictures(`${otherUrl}/0/a.png`, 4);
	expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual(Array(4).fill('a.png'));
	expect(flying.most).toBe(1);
});
