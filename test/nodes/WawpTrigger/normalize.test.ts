import fc from 'fast-check';
import { EVENTS, NEW_MESSAGE } from '../../../nodes/WawpTrigger/events';
import { EXPECTED, ME } from './expected';
import { payloadOf, read } from './read';
import { sample, SAMPLE_NAMES } from './samples';

describe('the samples', () => {
	it('are one for each event, and the flat session.status', () => {
		expect([...EVENTS.map(({ value }) => value), 'session.status.flat'].sort()).toEqual(
			[...SAMPLE_NAMES].sort(),
		);
		expect(Object.keys(EXPECTED).sort()).toEqual(EVENTS.map(({ value }) => value).sort());
	});

	it.each(Object.keys(EXPECTED))('%s is normalised', (name) => {
		const body = sample(name);
		expect(read(body)).toEqual({
			event: name,
			eventId: body.id,
			timestamp: new Date(body.timestamp as number).toISOString(),
			instanceId: 'A1B2C3D4E5F6',
			session: 'bakery-a1b2',
			engine: body.engine,
			me: ME,
			metadata: body.metadata,
			...EXPECTED[name],
			payload: body.payload,
		});
	});

	it('the flat session.status is read as one', () => {
		const body = sample('session.status.flat');
		expect(read(body)).toEqual({
			event: 'session.status',
			timestamp: '2026-11-21T01:00:26.000Z',
			instanceId: 'A1B2C3D4E5F6',
			state: 'SCAN_QR_CODE',
			qr: body.qr,
			payload: body,
		});
	});
});

describe('the envelope', () => {
	it('may hold its payload as data, or beside the name', () => {
		expect(read({ event: 'message', data: { body: 'hi' } })).toMatchObject({
			text: 'hi',
			payload: { body: 'hi' },
		});
		expect(read({ event: 'message', body: 'hi' })).toMatchObject({
			text: 'hi',
			payload: { event: 'message' },
		});
		expect(read({ event: 'session.status', data: { status: 'NEW' } })).toMatchObject({ state: 'NEW' });
	});

	it('of an unknown event passes with its payload', () => {
		expect(read({ event: 'newer.event', timestamp: 1795222800, payload: [1] })).toEqual({
			event: 'newer.event',
			timestamp: '2026-11-21T01:00:00.000Z',
			payload: [1],
		});
	});

	it("takes the payload's time only when it has none", () => {
		expect(payloadOf({ timestamp: 1795222800 })).toMatchObject({ timestamp: '2026-11-21T01:00:00.000Z' });
		expect(payloadOf({ timestamp: 'soon' })).toEqual({
			event: 'message',
			type: 'unknown',
			payload: { timestamp: 'soon' },
		});
	});

	it('with odd fields is still read, as far as it can be', () => {
		const odd = {
			event: 'message',
			id: 7,
			me: 'me',
			metadata: [],
			payload: { body: 'hi', from: 12, media: 'no' },
		};
		expect(read(odd)).toEqual({ event: 'message', type: 'text', text: 'hi', payload: odd.payload });
		for (const payload of [null, 'text', 3, [], true]) expect(payloadOf(payload)).toMatchObject({ payload });
	});

	it.each([undefined, null, 1, 'message', [], [{ event: 'message' }], {}, { event: 1 }, { status: 1 }])(
		'is not in %j',
		(body) => expect(read(body)).toBeUndefined(),
	);
});

describe('no body at all makes it throw', () => {
	const names = fc.oneof(fc.constantFrom(...EVENTS.map(({ value }) => value)), fc.string());

	it('any JSON', () => {
		fc.assert(fc.property(fc.jsonValue(), (body) => void read(body)));
		fc.assert(
			fc.property(names, fc.jsonValue(), (event, payload) => {
				const item = read({ event, payload });
				if (event === '') return item === undefined;
				const isStatus = item?.event === 'status.received' && NEW_MESSAGE.includes(event);
				return (item?.event === event || isStatus) && item.payload === payload;
			}),
		);
	});

	it('a sample with any one part replaced', () => {
		const bodies = fc.constantFrom(...SAMPLE_NAMES).map((name) => sample(name));
		fc.assert(
			fc.property(bodies, fc.nat(), fc.jsonValue(), (body, at, value) => {
				const mangled = replaceAt(body, at, value);
				expect(typeof read({ ...(mangled as object), event: 'message' })?.event).toBe('string');
				void read(mangled);
			}),
			{ numRuns: 1000 },
		);
	});
});

/** The same JSON with its `at`th inner value replaced. */
function replaceAt(body: unknown, at: number, value: unknown): unknown {
	const text = JSON.stringify(body);
	let count = 0;
	JSON.parse(text, (_key, part: unknown) => (count++, part));
	let index = 0;
	return JSON.parse(text, (_key, part: unknown) => (index++ === at % (count - 1) ? value : part));
}
