import { request } from 'undici';
import { startSandbox } from '../../sandbox';
import type { PlannedFault, Sandbox } from '../../sandbox';
import { KINDS } from '../../sandbox/http/faults/kinds';
import { ACCOUNTS, call, control, GOWS } from './client';
import { arrivalOf } from './wire';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterEach(() => sandbox.close());

async function waiting(route = 'GET /faults', body?: unknown): Promise<PlannedFault[]> {
	return (await control(sandbox, route, body)).body['faults'] as PlannedFault[];
}

interface Form {
	routes: string[];
	kinds: {
		kind: string;
		words: string;
		after?: boolean;
		fields: { name: string; as: 'number' | 'text' | 'json'; value: string; choices?: string[] }[];
	}[];
}

/** The parameters that the fields stand for, without the empty ones. */
function filledIn(fields: Form['kinds'][number]['fields']): Record<string, unknown> {
	const typed = fields.filter(({ value }) => value !== '');
	return Object.fromEntries(
		typed.map(({ name, as, value }) => [name, as === 'text' ? value : (JSON.parse(value) as unknown)]),
	);
}

async function form(): Promise<Form> {
	return (await control(sandbox, 'GET /faults/form')).body as unknown as Form;
}

describe('the controls of faults', () => {
	it('plan, tell what is left, take one back, and clear', async () => {
		const hang = { route: '*', kind: 'hang', rate: 0.2, after: true };
		expect(await waiting('POST /faults', hang)).toEqual([{ ...hang, id: 1 }]);
		await waiting('POST /faults', { route: 'POST /status/text', kind: 'tooMany', retryAfter: 5, times: 3 });
		expect(await waiting('DELETE /faults/1')).toMatchObject([{ id: 2, left: 3 }]);
		expect((await call(sandbox, 'POST /status/text', { query: { text: 'a' } })).status).toBe(429);
		expect(await waiting()).toMatchObject([{ id: 2, kind: 'tooMany', times: 3, left: 2 }]);
		expect((await control(sandbox, 'DELETE /faults/1')).status).toBe(404);
		expect(await waiting('DELETE /faults')).toEqual([]);
		expect((await call(sandbox, 'POST /status/text', { query: { text: 'a' } })).status).toBe(200);
	});

	it.each([
		{ route: '*', kind: 'explode' },
		{ route: '*', kind: 'latency' },
		{ route: '*', kind: 'hang', tmies: 1 },
		{ route: '*', kind: 'hang', rate: 2 },
		{ route: '*', kind: 'hang', times: 0 },
		{ route: '*', kind: 'redirect', location: 'a\r\nset-cookie: b' },
		{ route: 'POST /status/txt', kind: 'hang' },
		{ route: '/status/text', kind: 'hang' },
		{ route: 'POST /wassenger/v1/status/text', kind: 'hang' },
	])('refuse %j', async (fault) => {
		expect((await control(sandbox, 'POST /faults', fault)).status).toBe(400);
		expect(await waiting()).toEqual([]);
	});

	it('take a route as a call spells it', async () => {
		for (const route of ['GET /presence/1@c.us', 'GET /sandbox/media/photo.jpg', 'POST /wuts/status/text']) {
			expect((await control(sandbox, 'POST /faults', { route, kind: 'hang' })).status).toBe(201);
		}
	});

	it('show faults and the ledger in the state', async () => {
		sandbox.fail({ route: '*', kind: 'queued', times: 2 });
		await call(sandbox, 'POST /status/text', { query: { text: 'a' } });
		expect((await control(sandbox, 'GET /state')).body).toMatchObject({
			faults: [{ kind: 'queued', left: 1 }],
			ledger: [{ operation: 'postTextStatus', instance: GOWS, fault: 'queued' }],
		});
	});
});

describe('the form of the page', () => {
	it('offers every kind, and every route that it offers is taken', async () => {
		const { kinds, routes } = await form();
		const offered = kinds.map(({ kind }) => kind);
		expect([...offered, 'resetAfter'].sort()).toEqual(Object.keys(KINDS).sort());
		expect(routes).toEqual(expect.arrayContaining(['*', 'POST /wuts/status/text', 'GET /presence/{chatId}']));
		for (const route of routes) {
			expect((await control(sandbox, 'POST /faults', { route, kind: 'hang' })).status).toBe(201);
		}
	});

	it('fills in what a kind needs, and every choice is taken', async () => {
		for (const { kind, fields, after } of (await form()).kinds) {
			expect(after).toBe(kind === 'slowMedia' ? undefined : KINDS[kind as 'hang'].after);
			const filled = filledIn(fields);
			const chosen = fields.flatMap((field) =>
				(field.choices ?? []).map((value) => ({ ...filled, ...filledIn([{ ...field, value }]) })),
			);
			for (const values of [filled, ...chosen]) {
				const { status } = await control(sandbox, 'POST /faults', { route: '*', kind, ...values });
				expect([kind, values, status]).toEqual([kind, values, 201]);
			}
		}
	});
});

describe('slow media', () => {
	const PHOTO = '/sandbox/media/photo.jpg';

	it('come in pieces, whole after their time', async () => {
		const plain = await arrivalOf('GET', sandbox.url + PHOTO);
		sandbox.fail({ route: 'GET /sandbox/media/{name}', kind: 'slowMedia', ms: 300, times: 1 });
		const slow = await arrivalOf('GET', sandbox.url + PHOTO);
		expect(slow).toMatchObject({ status: 200, end: 'whole', text: plain.text });
		expect(slow.headers['content-type']).toBe('image/jpeg');
		expect(slow.pieces).toBeGreaterThan(5);
		expect(slow.ms).toBeGreaterThanOrEqual(290);
		expect(await waiting()).toEqual([]);
	});

	it('are uploads too, by template or by path', async () => {
		await call(sandbox, 'POST /status/image', {
			body: { file: { url: sandbox.url + PHOTO, mimetype: 'image/jpeg', filename: 'a.jpg' } },
		});
		const path = `/sandbox/uploads/${sandbox.statuses()[0]?.id ?? ''}`;
		for (const route of [`GET ${path}`, 'GET /sandbox/uploads/{id}']) {
			sandbox.fail({ route, kind: 'slowMedia', ms: 120, times: 1 });
			await arrivalOf('GET', sandbox.url + PHOTO);
			expect(await waiting()).toHaveLength(1);
			expect((await arrivalOf('GET', sandbox.url + path)).ms).toBeGreaterThanOrEqual(110);
		}
	});

	it('hold up the call that sends them', async () => {
		sandbox.fail({ route: '*', kind: 'slowMedia', ms: 300 });
		const file = { url: sandbox.url + PHOTO, mimetype: 'image/jpeg', filename: 'a.jpg' };
		const begun = Date.now();
		expect((await call(sandbox, 'POST /status/image', { body: { file } })).status).toBe(200);
		expect(Date.now() - begun).toBeGreaterThanOrEqual(290);
	});

	it('leave the page alone', async () => {
		sandbox.fail({ route: '*', kind: 'slowMedia', ms: 5000, times: 1 });
		const begun = Date.now();
		const shown = await request(sandbox.url + PHOTO, { headers: { 'sec-fetch-site': 'same-origin' } });
		await shown.body.dump();
		expect(Date.now() - begun).toBeLessThan(2000);
		expect(await waiting()).toHaveLength(1);
	});
});
