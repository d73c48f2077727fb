import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ACCOUNTS, call, FOREIGN, GOWS, OTHER_TOKEN, TOKEN } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS });
});
afterAll(() => sandbox.close());

const FILE = { mimetype: 'video/mp4', filename: 'clip.mp4' };

describe('routes and credentials', () => {
	it.each(['GET /nothing', 'GET /status/text', 'POST /session/me', 'DELETE /createSession'])(
		'%s is no route',
		async (route) => {
			const { status, body } = await call(sandbox, route);
			expect(status).toBe(404);
			expect(body).toEqual({
				code: 'rest_no_route',
				message: 'No route was found matching the URL and request method.',
				data: { status: 404 },
			});
		},
	);

	it.each([
		[{}],
		[{ access_token: '' }],
		[{ access_token: 'wrong' }],
		[{ access_token: `${TOKEN} `, instance_id: GOWS }],
	])('%j is no token', async (query) => {
		const { status, body } = await call(sandbox, 'GET /session/info', { bare: true, query });
		expect([status, body['code']]).toEqual([401, 'invalid_access_token']);
	});

	it('the token is checked before the parameters, these before the instance', async () => {
		const query = { instance_id: 'UNKNOWN' };
		const noToken = await call(sandbox, 'POST /status/text', { bare: true, query });
		expect(noToken.status).toBe(401);
		const withToken = { ...query, access_token: TOKEN };
		const noText = await call(sandbox, 'POST /status/text', { bare: true, query: withToken });
		expect(noText.body['code']).toBe('rest_missing_callback_param');
		const complete = { ...withToken, text: 'Hello' };
		const noInstance = await call(sandbox, 'POST /status/text', { bare: true, query: complete });
		expect([noInstance.status, noInstance.body['code']]).toEqual([404, 'invalid_instance']);
	});

	it('an instance of another account is unknown', async () => {
		const mine = await call(sandbox, 'GET /session/info', { instance: FOREIGN });
		expect([mine.status, mine.body['code']]).toEqual([404, 'invalid_instance']);
		const query = { access_token: OTHER_TOKEN, instance_id: FOREIGN };
		expect((await call(sandbox, 'GET /session/info', { bare: true, query })).status).toBe(200);
	});

	it('a missing instance_id is a missing parameter', async () => {
		const { status, body } = await call(sandbox, 'GET /session/info', {
			bare: true,
			query: { access_token: TOKEN },
		});
		expect(status).toBe(400);
		expect(body).toMatchObject({ code: 'rest_missing_callback_param', data: { params: ['instance_id'] } });
	});

	it('credentials may travel in a JSON body, but not in both places', async () => {
		const body = { access_token: TOKEN, instance_id: GOWS, text: 'Hello' };
		expect((await call(sandbox, 'POST /status/text', { bare: true, body })).status).toBe(200);
		const twice = await call(sandbox, 'POST /status/text', { body });
		expect(twice.status).toBe(400);
		expect(twice.body).toMatchObject({
			code: 'rest_invalid_param',
			data: {
				params: { access_token: expect.any(String) as string, instance_id: expect.any(String) as string },
			},
		});
	});

	it('createSession takes no instance_id', async () => {
		const { status, body } = await call(sandbox, 'POST /createSession', { query: { name: 'New' } });
		expect([status, body['code']]).toEqual([400, 'rest_invalid_param']);
	});
});

describe('places and types', () => {
	const refused: [
		why: string,
		route: string,
		query: Record<string, string>,
		body: unknown,
		names: string[],
	][] = [
		['missing', 'POST /status/text', {}, {}, ['text']],
		['missing at all', 'POST /status/text', {}, undefined, ['text']],
		['missing in the file', 'POST /status/video', { 'file[url]': 'http://x' }, undefined, ['file[mimetype]']],
		['neither url nor data', 'POST /status/video', {}, { file: FILE }, ['file[url]', 'file[data]']],
		['both url and data', 'POST /status/video', {}, { file: { ...FILE, url: 'u', data: 'AA==' } }, ['file']],
		['no colour', 'POST /status/text', { text: 'a', backgroundColor: 'red' }, undefined, ['backgroundColor']],
		['too great', 'POST /status/text', { text: 'a', font: '6' }, undefined, ['font']],
		['no number', 'POST /status/text', { text: 'a', font: 'x' }, undefined, ['font']],
		['text for a number in JSON', 'POST /status/text', {}, { text: 'a', font: '2' }, ['font']],
		['no boolean', 'POST /status/text', { text: 'a', linkPreview: '1' }, undefined, ['linkPreview']],
		['unknown', 'POST /status/text', { text: 'a', colour: '#000000' }, undefined, ['colour']],
		['unknown in JSON', 'POST /status/text', {}, { text: 'a', colour: 1 }, ['colour']],
		[
			'unknown in the file',
			'POST /status/video',
			{},
			{ file: { ...FILE, data: 'AA==', size: 1 } },
			['file[size]'],
		],
		['payload where none belongs', 'POST /session/start', { name: 'x' }, undefined, ['name']],
		['in query and body', 'POST /status/text', { text: 'a' }, { text: 'a' }, ['text']],
		['a file in two halves', 'POST /status/video', { 'file[url]': 'u' }, { file: FILE }, ['file']],
		['a body where the query belongs', 'DELETE /chats/1', {}, { chatId: '1' }, ['chatId']],
		['no integer in a GET', 'GET /groups', { limit: 'many' }, undefined, ['limit']],
		['unknown in a GET', 'GET /groups', { sort: 'id' }, undefined, ['sort']],
	];

	it.each(refused)('%s: %s', async (_why, route, query, body, names) => {
		const { status, body: answer } = await call(sandbox, route, { query, body });
		expect(status).toBe(400);
		const { code, message, data } = answer as { code: string; message: string; data: { params: object } };
		expect(code).toMatch(/^rest_(missing_callback_param|invalid_param)$/);
		const params = Array.isArray(data.params) ? (data.params as string[]) : Object.keys(data.params);
		expect(params).toEqual(expect.arrayContaining(names));
		for (const name of names) expect(message).toContain(name);
	});

	it('a body that is no JSON object is refused', async () => {
		for (const body of [[1], 'text', 5]) {
			const { status, body: answer } = await call(sandbox, 'POST /status/text', { body });
			expect([status, answer['code']]).toEqual([400, 'rest_invalid_json']);
		}
	});

	it('query and JSON body mean the same', async () => {
		const words = 'Größe & Preis + 5 % 🎉\nمرحبا';
		await call(sandbox, 'POST /status/text', {
			query: {
				text: words,
				font: '3',
				linkPreview: 'false',
				contacts: '1@c.us, 2@lid',
				backgroundColor: '#38b42f',
			},
		});
		await call(sandbox, 'POST /status/text', {
			body: {
				text: words,
				font: 3,
				linkPreview: false,
				contacts: ['1@c.us', '2@lid'],
				backgroundColor: '#38b42f',
			},
		});
		const [first, second] = sandbox.statuses(GOWS).slice(-2);
		expect(first).toMatchObject({ text: words, font: 3, linkPreview: false, contacts: ['1@c.us', '2@lid'] });
		expect({ ...second, id: '', messageId: '', postedAt: 0, expiresAt: 0 }).toEqual({
			...first,
			id: '',
			messageId: '',
			postedAt: 0,
			expiresAt: 0,
		});
	});

	it('reads lists, dotted names and encoded path parameters', async () => {
		const chatId = '201001234567@c.us';
		const ids = (await call(sandbox, `GET /chats/${chatId}/messages`)).body as unknown as { id: string }[];
		const [first = '', second = ''] = ids.map(({ id }) => id);
		const seen = await call(sandbox, 'POST /sendSeen', {
			query: [
				['chatId', chatId],
				['messageIds[]', first],
				['messageIds[]', second],
			],
		});
		expect(seen.status).toBe(200);
		const path = `/chats/${encodeURIComponent(chatId)}/messages`;
		const messages = await call(sandbox, `GET ${path}`, {
			query: { 'filter.timestamp.gte': '5', downloadMedia: 'false' },
		});
		expect(messages.status).toBe(200);
		expect(sandbox.requests.at(-1)).toMatchObject({
			path,
			query: { 'filter.timestamp.gte': '5', downloadMedia: 'false', instance_id: GOWS },
			status: 200,
		});
		expect(sandbox.requests.at(-2)?.query).toMatchObject({ 'messageIds[]': [first, second] });
		const slash = await call(sandbox, `GET /chats/${encodeURIComponent('1/2')}/messages`);
		expect(slash.body['message']).toContain('1/2');
	});

	it('the word null and an empty list of contacts are told apart', async () => {
		await call(sandbox, 'POST /status/text', { query: { text: 'a', contacts: 'null' } });
		expect(sandbox.statuses(GOWS).at(-1)?.contacts).toBeNull();
		await call(sandbox, 'POST /status/text', { body: { text: 'a', contacts: [] } });
		expect(sandbox.statuses(GOWS).at(-1)?.contacts).toEqual([]);
	});
});
