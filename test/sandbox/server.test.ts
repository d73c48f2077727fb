import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { request } from 'undici';
import { closeGround, createGround } from '../../sandbox/ground/ground';
import { readContract } from '../../sandbox/http/contract';
import { NoRouteError, SandboxError } from '../../sandbox/http/errors';
import { Faults } from '../../sandbox/http/faults/plan';
import { Ledger } from '../../sandbox/http/ledger';
import { serve } from '../../sandbox/http/server';
import type { Traffic } from '../../sandbox/http/server';
import { defineService } from '../../sandbox/http/service';
import { SERVICES } from '../../sandbox/world';

const ROOT = '/quiet';
const { contract: file } = SERVICES.wuts;

/** A service with a contract, with behaviour for one of its operations, and without any state. */
const quiet = defineService<undefined, string, object>({
	title: 'Quiet',
	root: ROOT,
	contract: file,
	faultPrefix: ROOT,
	begin: () => undefined,
	check: (_state, { headers }) => {
		if (headers['authorization'] === 'wrong') throw new SandboxError(401, 'Not you.');
		return 'the call';
	},
	routes: { postTextStatus: (call) => ({ behaviour: call }) },
	errorOf: (_state, error) => {
		if (error instanceof SandboxError) return error;
		return new SandboxError(error instanceof NoRouteError ? 404 : 500, 'Something else.');
	},
	plannedBody: (status) => ({ planned: status }),
	contentOf: ({ headers }) => ({ instance: undefined, parameters: { agent: headers['user-agent'] } }),
	drop: () => undefined,
});

const ground = createGround([]);
let server: Server;
let traffic: Traffic;
beforeAll(async () => {
	const quietly = () => undefined;
	const faults = new Faults(Math.random, quietly);
	traffic = { clock: ground.clock, requests: [], ledger: new Ledger(quietly), faults };
	const contract = await readContract(file, ROOT);
	const app = express();
	app.use(ROOT, serve({ name: 'quiet', service: quiet, state: undefined, contract }, traffic));
	await new Promise<void>((resolve) => (server = app.listen(0, '127.0.0.1', () => resolve())));
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
	closeGround(ground);
});

async function call(method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}) {
	const { port } = server.address() as AddressInfo;
	const answer = await request(`http://127.0.0.1:${String(port)}${ROOT}${path}`, { method, headers });
	return { status: answer.statusCode, body: await answer.body.json() };
}

it('an operation with behaviour behaves', async () => {
	expect(await call('POST', '/status/text')).toEqual({ status: 200, body: { behaviour: 'the call' } });
});

it('one without answers with the example of its contract, after the same checks', async () => {
	const contract = await readContract(file, ROOT);
	const { mock } = contract.mockResponseForOperation('getQr') as { mock: unknown };
	expect(quiet.operations).toEqual(['postTextStatus']);
	expect(mock).toEqual(expect.objectContaining({ success: true }));
	expect(await call('GET', '/qr')).toEqual({ status: 200, body: mock });
	const wrong = await call('GET', '/qr', { authorization: 'wrong' });
	expect(wrong).toEqual({ status: 401, body: { message: 'Not you.' } });
});

it('the service says in its own words that there is no such route', async () => {
	expect(await call('GET', '/nothing')).toEqual({ status: 404, body: { message: 'Something else.' } });
});

it('a planned failure is found below the prefix of the service, and has its body', async () => {
	traffic.faults.add({ route: `GET ${ROOT}/qr`, times: 1, kind: 'status', status: 503 });
	expect(await call('GET', '/qr')).toEqual({ status: 503, body: { planned: 503 } });
	expect(traffic.requests.at(-1)).toMatchObject({ service: 'quiet', path: '/qr', status: 503 });
});
