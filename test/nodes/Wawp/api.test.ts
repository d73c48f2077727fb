import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { WawpApi } from '../../../credentials/WawpApi.credentials';
import { shortMessageId } from '../../../nodes/Wawp/whatsapp/ids';
import { Wawp } from '../../../nodes/Wawp/Wawp.node';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { editorContext } from '../../engine';
import { INSTANCES, runWawp, startWawp, TOKEN, WEBJS_INSTANCE } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(async () => await sandbox.close());

const MONA = '201001234567@c.us';
const REGULARS = '120363023456789012@g.us';
const by = (value: string) => ({ __rl: true, mode: 'id', value });

async function run(resource: string, operation: string, parameters: object = {}, more = {}) {
	const result = await runWawp(sandbox, resource, operation, { options: {}, ...parameters }, more);
	return { ...result, json: (result.outputs[0] ?? []).map(({ json }) => json) };
}

describe('messages', () => {
	test.each([INSTANCES[0], WEBJS_INSTANCE])(
		'a message that was sent can be read, edited and deleted (%s)',
		async (instanceId) => {
			const options = { instanceId };
			const chatId = by('+20 100 123 4567');
			const [sent] = (await run('message', 'sendText', { chatId, text: 'Grüße & 👋', options })).json;
			expect(sent).toMatchObject({ chatId: MONA, type: 'text', text: 'Grüße & 👋', fromMe: true });
			const messageId = sent?.messageId as string;
			await run('message', 'edit', { chatId, messageId, text: 'Changed', options });
			const [read] = (await run('message', 'get', { chatId, messageId, options })).json;
			expect(read).toMatchObject({ messageId, chatId: MONA, text: 'Changed', fromMe: true });
			await run('message', 'delete', {
				chatId,
				messageId: shortMessageId(sent?.messageId as string),
				options,
			});
			const { error } = await run('message', 'get', { chatId, messageId, options });
			expect(error?.message).toMatch(/^Wawp refused: /);
		},
	);

	test('a poll with its answers from fields or from data', async () => {
		const poll = { chatId: by(MONA), pollName: 'Which day?', multipleAnswers: true };
		const byFields = {
			specify: 'fields',
			pollOptions: { option: [{ text: 'Monday' }, { text: 'Tuesday' }] },
		};
		const byJson = { specify: 'json', pollOptionsJson: '["Monday", "Tuesday"]' };
		for (const how of [byFields, byJson]) {
			const { error } = await run('message', 'sendPoll', { ...poll, ...how });
			expect(error).toBeUndefined();
			expect(sandbox.requests.at(-1)?.body).toEqual({
				chatId: MONA,
				poll: { name: 'Which day?', options: ['Monday', 'Tuesday'], multipleAnswers: true },
			});
		}
		const { error } = await run('message', 'sendPoll', {
			...poll,
			specify: 'json',
			pollOptionsJson: '["only one"]',
		});
		expect(error?.message).toBe('"Answers (JSON)": expected a JSON array of 2 to 12 texts (item 0)');
	});

	test('a contact card is built as vCard', async () => {
		const contact = [
			{ fullName: 'Doe; Nathan', phoneNumber: '+44 (0)7441 429009', organization: 'A, B', vcard: '' },
		];
		await run('message', 'sendContactCard', {
			chatId: by(MONA),
			specify: 'fields',
			contactCards: { contact },
		});
		const { contacts } = sandbox.requests.at(-1)?.body as { contacts: Array<{ vcard: string }> };
		expect(contacts[0]?.vcard).toBe(
			'BEGIN:VCARD\nVERSION:3.0\nFN:Doe\\; Nathan\nORG:A\\, B;\nTEL;type=CELL;type=VOICE;waid=447441429009:+447441429009\nEND:VCARD',
		);
	});

	test('Get Many pages, filters, and stops at the limit', async () => {
		const chatId = by(MONA);
		for (let index = 0; index < 60; index++)
			await run('message', 'sendText', { chatId, text: `no. ${index}` });
		const all = await run('message', 'getAll', { chatId, returnAll: true, options: { fromMe: true } });
		expect(all.json.filter(({ text }) => typeof text === 'string' && text.startsWith('no. '))).toHaveLength(
			60,
		);
		expect(all.json.every(({ fromMe }) => fromMe === true)).toBe(true);
		const some = await run('message', 'getAll', { chatId, returnAll: false, limit: 7 });
		expect(some.json.map(({ text }) => text)).toEqual(
			[59, 58, 57, 56, 55, 54, 53].map((index) => `no. ${index}`),
		);
		expect(some.outputs[0]?.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
	}, 60_000);

	test('a date without an offset means the time zone of the workflow', async () => {
		const event = { chatId: by(MONA), eventName: 'Party', eventStart: '2026-12-24T18:00:00' };
		await run('message', 'sendEvent', event, { timezone: 'Africa/Cairo' });
		expect(sandbox.requests.at(-1)?.body).toMatchObject({
			event: { startTime: Date.UTC(2026, 11, 24, 16) / 1000 },
		});
		await run(
			'message',
			'sendEvent',
			{ ...event, eventStart: '2026-12-24T18:00:00Z' },
			{ timezone: 'Africa/Cairo' },
		);
		expect(sandbox.requests.at(-1)?.body).toMatchObject({
			event: { startTime: Date.UTC(2026, 11, 24, 18) / 1000 },
		});
	});

	test.each(['my mother', '07441 429009', 'status@broadcast', 'https://example.com', '12345@g'])(
		'%j is no recipient, and nothing leaves',
		async (value) => {
			const { error } = await run('message', 'sendText', { chatId: by(value), text: 'Hi' });
			expect(error?.message).toMatch(/^"Recipient": expected a phone number with its country code/);
			expect(sandbox.requests).toEqual([]);
		},
	);
});

test('roles: what only admins may do says so', async () => {
	const groupId = by('120363045678901234@g.us');
	const { error } = await run('group', 'setSubject', { groupId, subject: 'Mine now' });
	expect(error?.message).toMatch(/^Wawp refused: /);
	const { json } = await run('group', 'addParticipants', {
		groupId: by(REGULARS),
		participants: '+44 7700 900102\n0044 7700 900103',
	});
	expect(json).toHaveLength(1);
	const participants = await run('group', 'getParticipants', { groupId: by(REGULARS), returnAll: true });
	expect(participants.json.map(({ phone }) => phone)).toEqual(
		expect.arrayContaining(['447700900102', '447700900103']),
	);
});

test('a picture comes as binary on demand', async () => {
	const chatId = by(MONA);
	const without = await run('chat', 'getPicture', { chatId });
	expect(without.json[0]).toMatchObject({
		hasPicture: true,
		pictureUrl: expect.stringMatching(/^http/) as string,
	});
	expect(without.outputs[0]?.[0]?.binary).toBeUndefined();
	const options = { download: true, outputBinaryProperty: 'photo' };
	const { outputs } = await run('chat', 'getPicture', { chatId, options });
	expect(outputs[0]?.[0]?.binary?.photo?.mimeType).toMatch(/^image\//);
});

test('the account does not follow a download to another server, and one that fails is noted', async () => {
	const seen: string[] = [];
	const other = createServer((request, response) => {
		seen.push(`${request.url ?? ''} ${JSON.stringify(request.headers)}`);
		response.end(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
	}).listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	const picture = async (url: string) => {
		sandbox.clearFaults();
		sandbox.fail({ route: 'GET /chats/{chatId}/picture', kind: 'status', status: 200, body: { url } });
		const { outputs } = await run('chat', 'getPicture', { chatId: by(MONA), options: { download: true } });
		return outputs[0]?.[0];
	};
	const got = await picture(`http://127.0.0.1:${port}/picture.png`);
	expect(got?.binary?.data).toMatchObject({ fileName: 'picture.png', mimeType: 'image/png' });
	expect(seen).toHaveLength(1);
	expect(seen[0]).not.toMatch(/token|authorization|instance/i);
	other.close();
	for (const url of ['http://127.0.0.1:9/x.png', 'file:///etc/passwd']) {
		const item = await picture(url);
		expect(item?.json.mediaError).toContain('The file could not be downloaded');
		expect(item?.json.pictureUrl).toBe(url);
		expect(item?.binary).toBeUndefined();
	}
});

describe('list search', () => {
	const search = async (
		method: string,
		filter?: string,
		parameters: object = {},
		baseUrl = sandbox.baseUrl,
	) => {
		const wawp = new Wawp();
		const context = editorContext(
			{
				nodeType: wawp,
				credentialType: new WawpApi(),
				credential: { accessToken: TOKEN, instanceId: INSTANCES[0], baseUrl },
				parameters: { ...parameters },
			},
			LoadOptionsContext as unknown as new (...args: unknown[]) => ILoadOptionsFunctions,
		);
		const found = wawp.methods.listSearch[method];
		if (!found) throw new Error(`no ${method}`);
		return await found.call(context, filter);
	};
	/** The number stands beside the name. */
	const NAMED = 'Mona Farouk · +201001234567';
	const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

	test('finds contacts, groups and channels by their names, contacts by their numbers too', async () => {
		const all = names(await search('searchChats'));
		expect(all).toEqual(expect.arrayContaining([NAMED, 'Regulars (group)']));
		expect(all).toEqual([...all].sort((a, b) => a.localeCompare(b)));
		expect((await search('searchChats', 'mona')).results).toEqual([{ name: NAMED, value: MONA }]);
		expect((await search('searchChats', '+20100123')).results).toEqual([{ name: NAMED, value: MONA }]);
		expect((await search('searchContacts', 'mona')).results).toEqual([{ name: NAMED, value: MONA }]);
		expect(names(await search('searchGroups', 'regu'))).toEqual(['Regulars']);
		expect(names(await search('searchLabels'))).toContain('Lead');
	});

	test('reads as many contacts as there are, up to a thousand', async () => {
		const large = await startSandbox({
			accounts: [{ accessToken: TOKEN, instances: [{ id: INSTANCES[0], phone: '447441429000' }] }],
			contacts: 120,
		});
		try {
			expect((await search('searchContacts', 'Customer', {}, large.baseUrl)).results).toHaveLength(120);
		} finally {
			await large.close();
		}
	});

	test('uses the instance of the options', async () => {
		await search('searchLabels', '', { options: { instanceId: INSTANCES[1] } });
		expect(sandbox.requests.at(-1)?.query.instance_id).toBe(INSTANCES[1]);
	});

	test('an error names no secret', async () => {
		sandbox.fail({
			route: '*',
			kind: 'status',
			status: 400,
			body: { code: 'x', message: `token ${TOKEN} is bad` },
		});
		await expect(search('searchChats')).rejects.toThrow('Wawp refused: token [hidden] is bad');
	});

	test('one kind that cannot be read does not hide the others', async () => {
		sandbox.fail({ route: 'GET /channels', kind: 'status', status: 501, body: { code: 'x', message: 'no' } });
		expect(names(await search('searchChats'))).toContain(NAMED);
	});
});
