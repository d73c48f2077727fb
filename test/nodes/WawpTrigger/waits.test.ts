import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Sandbox } from '../../../sandbox';
import { runWawp } from '../Wawp/account';
import { activate, callApi, CRM, listed, place, SHOP, startWawp, SYSTEM, TOKEN, urlOf } from './registering';

/** What n8n 2.41 answers at the address of a wait, and whether it is over then. */
const STATES: Record<string, { status: number; body: string; isOver: boolean }> = {
	waits: { status: 200, body: 'waiting', isOver: false },
	'is running': {
		status: 409,
		body: '{"message":"The execution \\"2\\" is running already."}',
		isOver: false,
	},
	'was deleted': { status: 404, body: '{"message":"The execution \\"3\\" does not exist."}', isOver: true },
	'failed or was stopped': {
		status: 409,
		body: '{"code":409,"message":"The execution \\"4\\" has finished with error."}',
		isOver: true,
	},
	'ended well': { status: 200, body: '<h1>No action required</h1>', isOver: true },
	'is not stored yet': { status: 500, body: '{"message":"Cannot read properties"}', isOver: false },
	'was signed with another key': { status: 401, body: 'Invalid token', isOver: false },
	'is behind a proxy that knows no such page': { status: 404, body: 'Not Found', isOver: false },
	'answers with a redirect': { status: 302, body: '', isOver: false },
};
const NAMES = Object.keys(STATES);

let n8n: Server;
let asked: string[];
let base: string;
let sandbox: Sandbox;

beforeEach(async () => {
	asked = [];
	n8n = createServer(({ url = '', method }, response) => {
		asked.push(`${method} ${url}`);
		const { status, body } = STATES[NAMES[Number(url.split('/')[2])] ?? ''] ?? { status: 418, body: '' };
		response.writeHead(status, { location: '/elsewhere' }).end(body);
	}).listen(0, '127.0.0.1');
	await once(n8n, 'listening');
	base = `http://127.0.0.1:${(n8n.address() as AddressInfo).port}`;
	sandbox = await startWawp();
});

afterEach(async () => {
	n8n.closeAllConnections();
	n8n.close();
	await sandbox.close();
});

const waitUrl = (number: number, at = base) => `${at}/webhook-waiting/${number}/n1?wawp=reply&signature=abc`;
const LEFT_ALONE = [
	'https://other.example.com/webhook-waiting/2/n1?wawp=reply&signature=abc',
	'http://localhost/webhook-waiting/2/n1?wawp=page&signature=abc',
];

async function addWaits(): Promise<void> {
	const urls = [...NAMES.map((_, index) => waitUrl(index)), ...LEFT_ALONE];
	for (const url of urls) await callApi(sandbox, 'POST /webhook/set', { url, events: ['message'] });
}

const urls = async () => (await listed(sandbox)).map(({ url }) => url);
const stay = () => NAMES.flatMap((name, index) => (STATES[name]?.isOver ? [] : [waitUrl(index)]));

test('an activation takes out the webhooks of waits that are over, and asks only this n8n', async () => {
	await addWaits();
	const placed = { ...place(sandbox), base };
	await activate(placed);
	expect(await urls()).toEqual([SYSTEM.url, CRM.url, ...stay(), ...LEFT_ALONE, urlOf(placed)]);
	expect(asked.sort()).toEqual(NAMES.map((_, index) => `GET ${waitUrl(index).slice(base.length)}`).sort());
});

test('an activation does not fail for them', async () => {
	await addWaits();
	sandbox.fail({ route: 'POST /session/webhook', kind: 'status', status: 500 });
	const placed = { ...place(sandbox), base };
	await activate(placed);
	expect(await urls()).toContain(urlOf(placed));
});

test('without waits nobody is asked and nothing is written', async () => {
	await activate({ ...place(sandbox), base });
	expect(asked).toEqual([]);
	expect(
		sandbox.requests.filter(({ path, method }) => path === '/session/webhook' && method === 'POST'),
	).toEqual([]);
});

test('Check Webhook takes them out too', async () => {
	await addWaits();
	const credential = { accessToken: TOKEN, instanceId: SHOP };
	const { outputs } = await runWawp(sandbox, 'session', 'checkWebhook', {}, { credential, base });
	expect(await urls()).toEqual([SYSTEM.url, CRM.url, ...stay(), ...LEFT_ALONE]);
	expect(outputs[0]?.[0]?.json).toMatchObject({ count: 2 + stay().length + LEFT_ALONE.length });
});
