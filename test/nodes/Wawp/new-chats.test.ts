import type { INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { NodeRun } from '../../engine';
import { openDatabase } from '../WawpTrigger/database';
import { INSTANCES, ledgerOf, runWawp, startWawp } from './account';

let sandbox: Sandbox;
const database = openDatabase();
beforeEach(async () => {
	sandbox = await startWawp();
	database.lists.clear();
	database.before = () => undefined;
});
afterEach(async () => {
	jest.useRealTimers();
	await sandbox.close();
});

/** She wrote before, as the sandbox has it. */
const MONA = '201001234567@c.us';
const GROUP = '120363023456789012@g.us';
const stranger = (number: number) => `4477009002${String(number).padStart(2, '0')}@c.us`;
const STRANGERS = Array.from({ length: 6 }, (_, index) => stranger(index));

/** Sends a text to each; gives what became of it. */
async function send(chats: string[], newChatsPerDay: number, options = {}, more: Partial<NodeRun> = {}) {
	const { outputs, error } = await runWawp(
		sandbox,
		'message',
		'sendText',
		{
			chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
			text: 'Hi',
			options: { newChatsPerDay, ...options },
		},
		{ items: chats.map((chat) => ({ json: { chat } })), ...more },
	);
	return { items: outputs[0] ?? [], said: (outputs[0] ?? []).map(saying), error };
}

function saying({ json }: INodeExecutionData): unknown {
	return json.skipped ?? (json.error === undefined ? 'sent' : 'failed');
}

/** Lets only the date be another one. */
function at(time: string): void {
	jest.useFakeTimers({
		now: new Date(time),
		doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearImmediate', 'clearTimeout'],
	});
}

const sentTo = () => ledgerOf(sandbox, 'POST /send').map(({ parameters }) => parameters.chatId);

it('begins so many chats and skips the others, with an item in their place', async () => {
	const { items, said, error } = await send(STRANGERS, 2);
	expect(error).toBeUndefined();
	expect(said).toEqual(['sent', 'sent', ...Array<string>(4).fill('newChatsPerDay')]);
	expect(items[5]).toEqual({
		json: { chatId: stranger(5), skipped: 'newChatsPerDay' },
		pairedItem: { item: 5 },
	});
	expect(sentTo()).toEqual(STRANGERS.slice(0, 2));
});

it('goes on counting in the next execution, and begins no chat twice', async () => {
	await send([stranger(1), stranger(2)], 3);
	expect((await send([stranger(1), stranger(3), stranger(4), stranger(2)], 3)).said).toEqual([
		'sent',
		'sent',
		'newChatsPerDay',
		'sent',
	]);
});

it('counts one chat for two messages, also while the server does not list the first', async () => {
	const empty = { kind: 'status', status: 200, body: [], contentType: 'application/json' } as const;
	sandbox.fail({ route: 'GET /chats/{chatId}/messages', ...empty });
	expect((await send([stranger(1), stranger(1), stranger(2)], 1)).said).toEqual([
		'sent',
		'sent',
		'newChatsPerDay',
	]);
});

it('begins a chat from each number of the account, under one cap', async () => {
	await send([stranger(1)], 2);
	const instanceId = INSTANCES[1];
	expect((await send([stranger(1), stranger(2)], 2, { instanceId })).said).toEqual([
		'sent',
		'newChatsPerDay',
	]);
});

it('does not count whoever has written, groups and channels, and asks nothing for the latter', async () => {
	const { said } = await send([MONA, GROUP, MONA, stranger(1)], 1);
	expect(said).toEqual(['sent', 'sent', 'sent', 'sent']);
	const asked = sandbox.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
	expect(asked.filter((path) => path.includes('g.us'))).toEqual([]);
});

it('is off by itself, and with 0', async () => {
	expect((await send(STRANGERS, 0)).said).toEqual(STRANGERS.map(() => 'sent'));
	expect(sandbox.requests).toHaveLength(STRANGERS.length);
	expect(database.lists.size).toBe(0);
});

it('takes a chat for new whose messages cannot be read', async () => {
	sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 500, body: {} });
	expect((await send([MONA, stranger(1)], 1)).said).toEqual(['sent', 'newChatsPerDay']);
});

it.each([{ data: [] }, { messages: null }, {}])(
	'takes a chat for new whose list of messages cannot be understood: %j',
	async (body) => {
		sandbox.fail({ route: 'GET /chats/{chatId}/messages', kind: 'status', status: 200, body });
		expect((await send([MONA, stranger(1)], 1)).said).toEqual(['sent', 'newChatsPerDay']);
	},
);

it.each([
	['refused', { kind: 'status', status: 400, body: {} } as const, 'sent'],
	['never on its way', { kind: 'tooMany', retryAfter: 120 } as const, 'sent'],
	['of unknown outcome', { kind: 'resetAfter' } as const, 'newChatsPerDay'],
])('counts no message that was %s unless it may be out', async (_, effect, next) => {
	sandbox.fail({ route: 'POST /send', times: 1, ...effect });
	const more = { onError: 'continueRegularOutput' } as const;
	const { said } = await send([stranger(1), stranger(2)], 1, {}, more);
	expect(said).toEqual(['failed', next]);
});

it('does not count whoever was skipped for another reason', async () => {
	const gone = { kind: 'status', status: 200, body: { numberExists: false } } as const;
	sandbox.fail({ route: 'GET /contacts/check-exists', times: 1, ...gone, contentType: 'application/json' });
	const options = { onlyOnWhatsApp: true, doNotSendTo: stranger(0) };
	expect((await send(STRANGERS.slice(0, 4), 1, options)).said).toEqual([
		'doNotSend',
		'notOnWhatsApp',
		'sent',
		'newChatsPerDay',
	]);
});

it('begins no more chats when ten executions run at once', async () => {
	const all = await Promise.all(
		Array.from({ length: 10 }, (_, index) => send([stranger(index), stranger(index + 20)], 7)),
	);
	const said = all.flatMap((one) => one.said);
	expect(said.filter((one) => one === 'sent')).toHaveLength(7);
	expect(said.filter((one) => one === 'newChatsPerDay')).toHaveLength(13);
	expect(sentTo()).toHaveLength(7);
});

it('waits for no pace before it skips', async () => {
	const start = Date.now();
	await send([stranger(1), stranger(2), stranger(3)], 1, { pauseMin: 20, pauseMax: 20 });
	expect(Date.now() - start).toBeLessThan(10_000);
});

describe('a day', () => {
	it("begins at midnight in the workflow's time zone", async () => {
		// 23:30 and 0:30 in Cairo, one day in UTC.
		const more = { timezone: 'Africa/Cairo' };
		at('2026-01-10T21:30:00Z');
		expect((await send([stranger(1), stranger(2)], 1, {}, more)).said).toEqual(['sent', 'newChatsPerDay']);
		at('2026-01-10T22:30:00Z');
		expect((await send([stranger(2), stranger(3)], 1, {}, more)).said).toEqual(['sent', 'newChatsPerDay']);
	});

	it('does not begin anew at midnight elsewhere', async () => {
		const more = { timezone: 'America/Los_Angeles' };
		at('2026-01-10T23:30:00Z');
		await send([stranger(1)], 1, {}, more);
		at('2026-01-11T00:30:00Z');
		expect((await send([stranger(2)], 1, {}, more)).said).toEqual(['newChatsPerDay']);
	});
});

describe('where n8n cannot count', () => {
	it('nothing is sent, and the error says what to do without the words of the database', async () => {
		database.before = () => {
			throw new Error('SQLITE_BUSY: secret-of-the-database');
		};
		const { error } = await send([stranger(1)], 1);
		expect(error?.message).toContain("n8n could not count the day's new chats");
		expect(error?.description).toContain('Save the workflow');
		expect(JSON.stringify([error, error?.description])).not.toContain('secret-of-the-database');
		expect(sentTo()).toEqual([]);
	});

	it('a message that needs no counting is sent', async () => {
		database.before = () => {
			throw new Error('SQLITE_BUSY');
		};
		expect((await send([MONA], 1)).said).toEqual(['sent']);
	});

	it('the error of a send stays what it is when its place cannot be given back', async () => {
		sandbox.fail({ route: 'POST /send', times: 1, kind: 'status', status: 400, body: { message: 'No.' } });
		let accesses = 0;
		database.before = () => {
			if ((accesses += 1) > 4) throw new Error('SQLITE_BUSY');
		};
		const { error } = await send([stranger(1)], 1);
		expect(accesses).toBeGreaterThan(4);
		expect(error?.message).not.toContain('could not count');
		expect(error?.httpCode).toBe('400');
	});
});
