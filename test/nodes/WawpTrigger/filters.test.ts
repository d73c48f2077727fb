import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { MESSAGE_TYPES } from '../../../nodes/WawpTrigger/filterChoices';
import { FILTERS } from '../../../nodes/WawpTrigger/filterTable';
import { CREDENTIAL, fresh, n8n, postSigned, use, withN8n } from './deliver';
import { GROUP } from './expected';
import { activate } from './n8n';
import { SAMPLE_NAMES } from './samples';

withN8n();

type Event = ReturnType<typeof fresh>;

/** A sample whose payload has these fields instead. */
const changed = (name: string, payload: IDataObject): Event => {
	const sample = fresh(name);
	return { ...sample, payload: { ...(sample.payload as IDataObject), ...payload } };
};

const said = (body: string | null) => changed('message', { body, _data: null });
const own = (source: string | undefined, event = 'message.any') => ({
	...changed('message', { id: 'true_447700900142@c.us_AA', fromMe: true, source, _data: null }),
	event,
});

/** Which of the events pass the filters: each is answered 200, and those that do not pass leave no execution. */
async function passing(parameters: IDataObject, events: Event[]): Promise<boolean[]> {
	use(parameters);
	const passed: boolean[] = [];
	for (const event of events) {
		const before = n8n.executions.length;
		expect((await postSigned(event)).status).toBe(200);
		passed.push(n8n.executions.length > before);
	}
	expect(n8n.logs).toEqual([]);
	return passed;
}

const LID = '100000000000042@lid';
/** A message in the private chat with 447700900142, as the event names it: by LID and phone, by phone, by LID alone. */
const byBoth = () => fresh('message');
const byPhone = () =>
	changed('message', { id: 'false_447700900142@c.us_AA', from: '447700900142@c.us', _data: null });
const byLid = () => changed('message', { id: `false_${LID}_AA`, from: LID, _data: null });
/** An event that says neither where it was nor whose it is. */
const unread = (event = 'message') => ({ ...fresh(event), payload: { body: 'Hi' } });
const inGroup = () => fresh('message.edited');
const ownGows = () =>
	changed('message', {
		id: `true_${LID}_AA`,
		fromMe: true,
		from: '447700900100@c.us',
		to: LID,
		_data: { Info: { Chat: LID, RecipientAlt: '447700900142@s.whatsapp.net', IsFromMe: true } },
	});
const ownNoweb = () =>
	changed('message', {
		id: 'true_447700900142@c.us_AA',
		fromMe: true,
		to: '447700900142@c.us',
		_data: { key: { remoteJid: '447700900142@s.whatsapp.net', remoteJidAlt: LID, fromMe: true } },
	});
const channel = () =>
	changed('message', { id: 'false_123@newsletter_AA', from: '123@newsletter', _data: null });
const status = () => fresh('status.received');
const taken = () => changed('message.reaction', { reaction: { text: '', messageId: 'AA' } });
const state = (value: string) => changed('session.status', { status: value });
const ack = (level: number, ackName: string) => changed('message.ack', { ack: level, ackName });
const of = (instance: string | undefined, session: string) =>
	fresh('message', { session, metadata: { instance_id: instance } });

/** A filter, its value, and events with what happens to them. */
const CASES: [string, unknown, [Event, boolean][]][] = [
	[
		'ackLevels',
		['READ', 'PLAYED'],
		[
			[ack(3, 'READ'), true],
			[ack(4, 'PLAYED'), true],
			[ack(2, 'DEVICE'), false],
		],
	],
	[
		'chatTypes',
		['private'],
		[
			[byLid(), true],
			[inGroup(), false],
			[channel(), false],
			[status(), false],
		],
	],
	[
		'chatTypes',
		['group', 'channel'],
		[
			[byLid(), false],
			[inGroup(), true],
			[channel(), true],
		],
	],
	[
		'chatTypes',
		'status',
		[
			[byLid(), false],
			[status(), true],
			[fresh('session.status'), true],
		],
	],
	[
		'chatsAllowed',
		'+44 7700 900142',
		[
			[byBoth(), true],
			[byPhone(), true],
			[byLid(), false],
			[inGroup(), false],
		],
	],
	[
		'chatsAllowed',
		LID,
		[
			[byBoth(), true],
			[byPhone(), false],
			[byLid(), true],
		],
	],
	[
		'chatsAllowed',
		'https://wa.me/447700900142',
		[
			[ownGows(), true],
			[ownNoweb(), true],
		],
	],
	[
		'chatsAllowed',
		[LID],
		[
			[ownGows(), true],
			[ownNoweb(), true],
			[channel(), false],
		],
	],
	[
		'chatsAllowed',
		`status@broadcast, ${GROUP}`,
		[
			[status(), true],
			[inGroup(), true],
			[byBoth(), false],
		],
	],
	[
		'chatsAllowed',
		'123@newsletter',
		[
			[channel(), true],
			[fresh('label.upsert'), true],
			[fresh('call.received'), false],
		],
	],
	[
		'chatsBlocked',
		'00447700900142;',
		[
			[byBoth(), false],
			[byPhone(), false],
			[inGroup(), true],
			[ownGows(), false],
		],
	],
	[
		'chatsBlocked',
		GROUP,
		[
			[inGroup(), false],
			[fresh('group.v2.join'), false],
			[byLid(), true],
		],
	],
	[
		'chatsAllowed',
		'447700900142',
		[
			[fresh('presence.update'), true],
			[fresh('message.ack'), false],
		],
	],
	[
		'sendersAllowed',
		'447700900142',
		[
			[inGroup(), true],
			[byPhone(), true],
			[byLid(), false],
			[status(), true],
		],
	],
	[
		'sendersAllowed',
		{ lid: LID },
		[
			[inGroup(), true],
			[fresh('group.v2.join'), true],
			[fresh('call.received'), false],
		],
	],
	[
		'sendersBlocked',
		[447700900142],
		[
			[inGroup(), false],
			[byLid(), true],
			[fresh('message.ack'), false],
			[unread(), false],
			[unread('message.revoked'), false],
			[unread('poll.vote'), false],
			[channel(), true],
			[own(undefined), true],
		],
	],
	['sendersAllowed', [447700900142], [[unread(), false]]],
	['chatsAllowed', [447700900142], [[unread(), false]]],
	['chatsBlocked', [447700900142], [[unread(), false]]],
	[
		'textContains',
		'ORDER',
		[
			[said('My order 7'), true],
			[said('Hello'), false],
			[said(null), false],
		],
	],
	[
		'textStartsWith',
		'!Status',
		[
			[said('!status Hi'), true],
			[said('a !status'), false],
			[fresh('message.ack'), true],
		],
	],
	[
		'textMatches',
		'^order\\s+#\\d+$',
		[
			[said('Order  #42'), true],
			[said('order 42'), false],
		],
	],
	[
		'textMatches',
		'/^Order/',
		[
			[said('Order'), true],
			[said('order'), false],
		],
	],
	[
		'messageTypes',
		['image', 'voice'],
		[
			[status(), true],
			[byLid(), false],
			[fresh('message.reaction'), true],
		],
	],
	[
		'sessionStates',
		['FAILED', 'STOPPED'],
		[
			[state('FAILED'), true],
			[state('WORKING'), false],
			[state('NEWER'), false],
		],
	],
	[
		'reactionChange',
		['added'],
		[
			[fresh('message.reaction'), true],
			[taken(), false],
			[byLid(), true],
		],
	],
	[
		'reactionChange',
		['removed'],
		[
			[fresh('message.reaction'), false],
			[taken(), true],
		],
	],
	[
		'instances',
		'A1, B2',
		[
			[of('A1', 'x'), true],
			[of('C3', 'x'), false],
			[of(undefined, 'x'), true],
		],
	],
	[
		'sessions',
		['one'],
		[
			[of('A1', 'one'), true],
			[of('A1', 'two'), false],
		],
	],
];

test.each(CASES)('%s = %j', async (name, value, events) => {
	const passed = await passing(
		{ options: { ignoreOwnMessages: false }, filters: { [name]: value } },
		events.map(([event]) => event),
	);
	expect(passed).toEqual(events.map(([, passes]) => passes));
});

test('every filter has a case', () => {
	expect([...new Set(CASES.map(([name]) => name))].sort()).toEqual(FILTERS.map(({ name }) => name).sort());
});

test.each(FILTERS)('what $name does not touch passes, unknown events too', async ({ name, touches }) => {
	const value = CASES.find(([filter]) => filter === name)?.[1];
	const untouched = SAMPLE_NAMES.filter((event) => {
		const wire = event === 'session.status.flat' ? 'session.status' : event;
		return touches.events !== undefined && !touches.events.includes(wire);
	});
	const events = [...untouched.map((event) => fresh(event)), fresh('message', { event: 'newer.event' })];
	const all = touches.events === undefined ? [] : events;
	const now = Math.floor(Date.now() / 1000);
	const timed = all.map((event) => ('ts' in event ? { ...event, ts: now } : event));
	const parameters = { options: { ignoreOwnMessages: false }, filters: { [name]: value } };
	expect(await passing(parameters, timed)).toEqual(timed.map(() => true));
});

test('filters are asked together', async () => {
	const filters = { textContains: 'order', chatTypes: ['private'], sendersBlocked: LID };
	expect(await passing({ filters }, [said('order'), said('hello')])).toEqual([false, false]);
	const rest = { textContains: 'order', chatTypes: ['private'] };
	expect(await passing({ filters: rest }, [said('order'), said('hello')])).toEqual([true, false]);
});

describe('own messages', () => {
	const events = () => [own('api'), own('app'), own(undefined), own('api', 'message.reaction'), said('Hi')];

	test.each([
		[{}, [false, false, false, false, true]],
		[{ ignoreOwnFrom: 'api' }, [false, true, false, false, true]],
		[{ ignoreOwnFrom: 'app' }, [true, false, false, true, true]],
		[{ ignoreOwnMessages: false, ignoreOwnFrom: 'api' }, [true, true, true, true, true]],
	])('with %j', async (options, expected) => {
		expect(await passing({ options }, events())).toEqual(expected);
	});

	test('acknowledgements, views, revokes, sessions, groups and calls are never taken for one', async () => {
		const names = [
			'message.ack',
			'message.revoked',
			'session.status',
			'group.v2.join',
			'call.received',
			'poll.vote',
		];
		const owned = names.map((name) => changed(name, { fromMe: true }));
		expect(await passing({}, owned)).toEqual(names.map(() => true));
	});
});

describe('a value that means nothing', () => {
	/** Lists that name nobody, but texts like any other. */
	const LISTS: unknown[] = ['[]', ',;'];
	const EMPTY = ['', '  ', [], [''], null, {}, true, '[]', ',;'];
	const WRONG: [string, unknown, string][] = [
		['chatsAllowed', 'Amelia', 'not a phone number'],
		['chatsBlocked', '+44 7441 429009, my group', '"my group" is not'],
		['chatsAllowed', '0', 'not a phone number'],
		['sendersAllowed', GROUP, 'not a phone number'],
		['chatTypes', ['private', 'friends'], 'not one of broadcast, channel'],
		['ackLevels', [3], 'not one of'],
		['messageTypes', 'picture', 'not one of'],
		['textMatches', '(a', 'a ( has no )'],
		['textMatches', '(?=a)', 'look-ahead'],
		['textContains', { a: 1 }, 'empty'],
	];
	const stops = async (parameters: IDataObject, message: string) => {
		const setting = { parameters: { events: ['*'], ...parameters }, credential: CREDENTIAL };
		await expect(activate(setting)).rejects.toThrow(message);
		use(parameters);
		expect((await postSigned(fresh())).status).toBe(500);
		expect(n8n.executions).toEqual([]);
	};

	test.each(FILTERS)('of $name stops the activation, and starts nothing', async ({ name, label }) => {
		const isText = name.startsWith('text');
		const empty = EMPTY.filter((value) => !isText || !LISTS.includes(value));
		for (const value of empty) await stops({ filters: { [name]: value } }, `"${label}": `);
	});

	test.each(WRONG)('%s = %j stops the activation, and starts nothing', async (name, value, message) => {
		await stops({ filters: { [name]: value } }, message);
	});

	test.each([[], '', '={{ null }}', {}, false])('events = %j', async (events) => {
		await stops({ events }, '"Events": ');
	});

	test('other events need their names', async () => {
		for (const otherEvents of ['', null, ['']])
			await stops({ events: ['other'], otherEvents }, '"Names of Other Events"');
		await stops({ events: ['other'], otherEvents: 'one two' }, 'with commas between them');
	});

	test('own messages', async () => {
		await stops({ options: { ignoreOwnFrom: 'nobody' } }, 'Ignore Own Messages From');
	});
});

test('an expression is read without item data: one that gives nothing there stops the activation', async () => {
	const filters = (expression: string) => ({ filters: { chatsAllowed: expression } });
	const good = { events: ['*'], ...filters('={{ ["+44 7700 900142"] }}') };
	expect(await activate({ parameters: good, credential: CREDENTIAL })).toBe(true);
	expect(await passing(filters('={{ ["+44 7700 900142"] }}'), [byPhone(), inGroup()])).toEqual([true, false]);
	for (const expression of ['={{ $json.chat }}', '={{ undefined }}', '={{ [] }}']) {
		const parameters = { events: ['*'], ...filters(expression) };
		await expect(activate({ parameters, credential: CREDENTIAL })).rejects.toThrow();
		use(filters(expression));
		expect((await postSigned(fresh())).status).toBe(500);
	}
	expect(n8n.executions).toHaveLength(1);
});

describe('what a node asks is read again', () => {
	const about = (text: string) => ({ filters: { textContains: text } });
	/** Whether a message with this text starts the node that is there. */
	const starts = async (text: string) => {
		const before = n8n.executions.length;
		await postSigned(said(text));
		return n8n.executions.length > before;
	};

	test('when it was changed', async () => {
		use(about('cake'));
		expect([await starts('cake'), await starts('tea')]).toEqual([true, false]);
		Object.assign(n8n.setting, { parameters: { ...n8n.setting.parameters, ...about('tea') } });
		expect([await starts('cake'), await starts('tea')]).toEqual([false, true]);
	});

	test('at each delivery, where an expression says it', async () => {
		const until = Date.now() + 1500;
		use(about(`={{ $now.toMillis() < ${until} ? "cake" : "tea" }}`));
		expect([await starts('cake'), await starts('tea')]).toEqual([true, false]);
		await sleep(until - Date.now() + 1);
		expect([await starts('cake'), await starts('tea')]).toEqual([false, true]);
	});
});

test('every kind of message can be chosen', () => {
	const offered = MESSAGE_TYPES.map(({ value }) => value);
	for (const type of ['text', 'voice', 'image', 'contact', 'poll', 'groupInvite', 'unknown'])
		expect(offered).toContain(type);
	expect(new Set(offered).size).toBe(offered.length);
});
