import type { IDataObject } from 'n8n-workflow';

import { fresh, n8n, postSigned, use, withN8n } from './deliver';
import { payloadOf } from './read';

withN8n();

beforeEach(() => use({ options: { once: true } }));

let events = 0;

/** A new event's ID. */
const newId = () => `evt_${(events += 1)}`;

/** An event with an ID of its own. */
const another = (name: string, more: IDataObject = {}) => fresh(name, { id: newId(), ...more });
const ids = () => n8n.executions.map(({ eventId }) => eventId);

/** The statuses of the answers to deliveries one after the other. */
async function deliver(...all: object[]): Promise<number[]> {
	const answers: number[] = [];
	for (const one of all) answers.push((await postSigned(one)).status);
	return answers;
}

describe('reaches the workflow once', () => {
	it.each([
		'message',
		'message.ack',
		'message.reaction',
		'session.status',
		'group.v2.update',
		'call.received',
	])('%s, however often it is delivered, by default', async (name) => {
		use({});
		n8n.setting.parameters = { events: ['*'] };
		const event = another(name);
		expect(await deliver(event, event, { ...event, timestamp: Date.now() })).toEqual([200, 200, 200]);
		expect(n8n.executions).toHaveLength(1);
	});

	it.each([
		['message', 'message.any'],
		['message.any', 'message'],
	])('a message that comes as %s and as %s', async (first, second) => {
		const one = another('message', { event: first });
		await deliver(one, { ...one, event: second, id: newId() }, one);
		expect(ids()).toEqual([one.id]);
	});

	it('the own joining and leaving, told as a change of members too, in either order', async () => {
		const group = { id: '120363025246125486@g.us' };
		const me = { id: '447700900100@c.us', role: 'participant' };
		const change = (type: string) =>
			another('group.v2.participants', { payload: { type, group, participants: [me] } });
		const join = another('group.v2.join');
		const leave = another('group.v2.leave');
		await deliver(join, change('join'), change('leave'), leave);
		expect(n8n.executions.map(({ event }) => event)).toEqual(['group.v2.join', 'group.v2.participants']);
	});

	it('an event without an ID, by what is in it', async () => {
		const status = { status: 'WORKING', instance_id: 'A1', ts: Math.floor(Date.now() / 1000) };
		await deliver(status, status, { ...status, status: 'FAILED' }, { ...status, instance_id: 'B2' });
		expect(n8n.executions.map(({ state }) => state)).toEqual(['WORKING', 'FAILED', 'WORKING']);
	});

	it('what ten deliveries at the same time bring', async () => {
		const event = another('message');
		const answers = await Promise.all(Array.from({ length: 10 }, async () => await postSigned(event)));
		expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
		expect(n8n.executions).toHaveLength(1);
	});
});

describe('passes', () => {
	it('another message, another instance, another member, another time', async () => {
		const group = { id: '120363025246125486@g.us' };
		const member = (id: string, type = 'join') =>
			another('group.v2.participants', { payload: { type, group, participants: [{ id }] } });
		const message = another('message');
		const all = [
			message,
			another('message', {
				payload: { ...(message.payload as object), id: 'false_447700900142@c.us_OTHER' },
			}),
			{ ...message, metadata: { instance_id: 'FFFF00000000' } },
			another('message.ack'),
			another('message.ack'),
			another('group.v2.join'),
			member('447700900142@c.us'),
			member('447700900100@c.us', 'promote'),
			another('group.v2.leave'),
			another('group.v2.join', { timestamp: Date.now() - 60_000 }),
		];
		expect(await deliver(...all)).toEqual(all.map(() => 200));
		expect(n8n.executions).toHaveLength(all.length);
	});

	it('a message that could not be read yet, and again when it can', async () => {
		const id = 'false_447700900142@c.us_AAAA';
		expect(payloadOf({ id, from: '447700900142@c.us' })?.type).toBe('unknown');
		await deliver(
			another('message', { payload: { id, from: '447700900142@c.us' } }),
			another('message', { payload: { id, from: '447700900142@c.us', body: 'Hello' } }),
		);
		expect(n8n.executions).toHaveLength(2);
	});

	it.each(['', ' '])('what only an empty ID has in common: %j', async (id) => {
		const message = (body: string) =>
			fresh('message', { id, payload: { id, from: '447700900142@c.us', body } });
		const ack = (level: number) =>
			fresh('message.ack', { id, payload: { id: 'true_447700900142@c.us_AAAA', ack: level } });
		await deliver(message('One'), message('Two'), ack(1), ack(3));
		expect(n8n.executions).toHaveLength(4);
	});

	it('an event that was not answered with a 2xx', async () => {
		const event = another('message');
		n8n.setting.broken = true;
		expect(await deliver(event)).toEqual([500]);
		n8n.setting.broken = false;
		expect(await deliver(event, event)).toEqual([200, 200]);
		expect(n8n.executions).toHaveLength(1);
	});

	it('an event that was dropped or refused before', async () => {
		const own = another('message', { payload: { id: 'true_447700900142@c.us_AA', fromMe: true, body: 'x' } });
		const parameters = { events: ['*'], options: {} as IDataObject };
		n8n.setting.parameters = parameters;
		await deliver(own);
		parameters.options = { ignoreOwnMessages: false };
		await deliver(own, own);
		expect(n8n.executions).toHaveLength(1);
	});

	it('everything while somebody tests in the editor, and where it is switched off', async () => {
		const event = another('message');
		n8n.setting.mode = 'manual';
		await deliver(event, event);
		expect(n8n.executions).toHaveLength(2);
		use({ options: { once: false } });
		await deliver(event, event);
		expect(n8n.executions).toHaveLength(4);
	});

	it('nothing that other nodes got keeps from this one', async () => {
		const event = another('message');
		await deliver(event);
		use({ options: { once: true } });
		await deliver(event);
		expect(n8n.executions).toHaveLength(2);
	});
});

describe('the age of a delivery', () => {
	const MINUTE_MS = 60_000;
	const at = (minutes: number) =>
		another('message', { timestamp: Date.now() + minutes * MINUTE_MS, payload: {} });

	it.each([
		['an hour into the past with Once', { once: true }, [-59, -6, 4], [-61, 6]],
		['five minutes without', { once: false }, [-4, 4], [-6, 6]],
		['as long as it is set', { once: true, maximumAge: 180 }, [-179, 4], [-181, 6]],
		['less than five minutes both ways', { maximumAge: 2 }, [-1, 1], [-3, 3]],
	])('may be %s', async (_title, options, good, bad) => {
		use({ options });
		n8n.setting.parameters = { events: ['*'], options };
		for (const minutes of good) expect([minutes, await deliver(at(minutes))]).toEqual([minutes, [200]]);
		for (const minutes of bad) expect([minutes, await deliver(at(minutes))]).toEqual([minutes, [401]]);
	});

	it('goes by the body, also where the header has the time of a late repetition', async () => {
		const late = at(-50);
		expect((await postSigned(late, { 'x-webhook-timestamp': String(Date.now()) })).status).toBe(200);
		const early = { 'x-webhook-timestamp': String(Date.now() - 59 * MINUTE_MS) };
		expect((await postSigned(at(-50), early)).status).toBe(401);
	});

	it('lets a replay within the hour meet nothing', async () => {
		const event = at(-30);
		expect(await deliver(event, event, event)).toEqual([200, 200, 200]);
		expect(n8n.executions).toHaveLength(1);
	});
});
