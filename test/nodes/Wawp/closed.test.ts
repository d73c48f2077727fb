import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { INSTANCES, runWawp, startWawp } from './account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWawp();
});
beforeEach(() => void (sandbox.requests.length = 0));
afterAll(async () => await sandbox.close());

const by = (value: string) => ({ __rl: true, mode: 'id', value });
const MONA = by('201001234567@c.us');

/** Runs an operation that has to be refused before anything is sent; the message of the error. */
async function refused(resource: string, operation: string, parameters: object, more = {}): Promise<string> {
	const { error } = await runWawp(sandbox, resource, operation, parameters as INodeParameters, more);
	expect(sandbox.requests).toEqual([]);
	expect(error).toMatchObject({ message: expect.stringMatching(/item 0/) as string });
	return error?.message ?? '';
}

describe('a list that is there names somebody', () => {
	const EMPTY: [string, unknown][] = [
		['an empty text', ''],
		['blanks', ' \n '],
		['commas', ', ;'],
		['an empty list', []],
		['the text of an empty list', '[]'],
		['null', '={{ null }}'],
		['undefined', '={{ undefined }}'],
		['an empty object', '={{ {} }}'],
		['true', '={{ true }}'],
		['an object that only holds a number', '={{ { a: 447441429009 } }}'],
		['a list with a hole', '={{ ["+44 7441 429009", ""] }}'],
	];

	it.each(EMPTY)('an audience that is %s posts to nobody', async (_title, audience) => {
		const message = await refused('status', 'postText', { text: 'Hi', options: { audience } });
		expect(message).toContain('"Audience": expected a phone number');
		await refused('status', 'postImage', {
			mediaSource: 'base64',
			mediaBase64: 'iVBORw0KGgo=',
			options: { audience },
		});
		expect(sandbox.statuses()).toEqual([]);
	});

	it.each(EMPTY)('a filter that is %s does not become none', async (_title, chatIds) => {
		await refused('chat', 'getOverview', { options: { chatIds } });
		await refused('channel', 'searchByText', { text: 'cake', options: { countries: chatIds } });
	});

	it('no labels take labels off only when the user asks for it', async () => {
		expect(await refused('label', 'setForChat', { chatId: MONA, labelIds: [] })).toContain('Label');
		await runWawp(sandbox, 'label', 'setForChat', { chatId: MONA, removeAll: true });
		expect(sandbox.requests.map(({ body }) => body)).toEqual([{ labels: [] }]);
	});
});

describe('the instance', () => {
	it.each(['', '  ', '={{ null }}', '={{ undefined }}', '={{ true }}', '={{ [] }}', '../x'])(
		'%j as option is never the one of the credential',
		async (instanceId) => {
			const message = await refused('session', 'delete', { confirm: true, options: { instanceId } });
			expect(message).toContain('"Instance ID"');
		},
	);

	it('that is named nowhere is asked for before anything is sent', async () => {
		const { error } = await runWawp(sandbox, 'session', 'getInfo', {}, { credential: { instanceId: ' ' } });
		expect(sandbox.requests).toEqual([]);
		expect(error).toMatchObject({
			message: expect.stringContaining('No Wawp instance is chosen') as string,
			description: expect.stringContaining('Session → Create') as string,
		});
	});

	it('and the token may have blanks around them from copying', async () => {
		const credential = { instanceId: ` ${INSTANCES[0]}\n`, accessToken: '  example-token-1 ' };
		const { error } = await runWawp(sandbox, 'session', 'getInfo', {}, { credential });
		expect(error).toBeUndefined();
		expect(sandbox.requests[0]?.query).toEqual({
			instance_id: INSTANCES[0],
			access_token: 'example-token-1',
		});
	});
});

describe('a path', () => {
	it.each(['.', '..', ' .. '])('the message ID %j does not climb to the chat', async (messageId) => {
		const message = await refused('message', 'delete', { chatId: MONA, messageId });
		expect(message).toContain('"Message ID"');
	});
});

describe('what cannot be undone waits for its switch', () => {
	const GROUP = by('120363012345678901@g.us');
	const CHANNEL = by('120363012345678901@newsletter');

	it.each([
		['session', 'delete', {}],
		['session', 'logOut', {}],
		['group', 'leave', { groupId: GROUP }],
		['group', 'delete', { groupId: GROUP }],
		['channel', 'delete', { channelId: CHANNEL }],
		['chat', 'delete', { chatId: MONA }],
		['chat', 'clearMessages', { chatId: MONA }],
		['label', 'delete', { labelId: by('1') }],
	])('%s → %s', async (resource, operation, parameters) => {
		for (const confirm of [false, '={{ "false" }}', '={{ undefined }}']) {
			expect(await refused(resource, operation, { ...parameters, confirm })).toContain(
				'this cannot be undone',
			);
		}
	});
});

describe('what a newcomer did not fill in', () => {
	it('is no place in the Gulf of Guinea', async () => {
		const parameters = { chatId: MONA } as INodeParameters;
		const run = runWawp(sandbox, 'message', 'sendLocation', parameters);
		await expect(run).rejects.toThrow('Parameter "Latitude" is required');
		for (const latitude of ['={{ null }}', '={{ [] }}', '={{ false }}', '={{ "" }}']) {
			expect(await refused('message', 'sendLocation', { chatId: MONA, latitude, longitude: 1 })).toContain(
				'Latitude',
			);
		}
	});
});
