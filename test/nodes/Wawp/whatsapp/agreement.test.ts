import type { IDataObject } from 'n8n-workflow';

import { simplifyMessage } from '../../../../nodes/Wawp/answers/message';
import { normalize, readArrival } from '../../../../nodes/WawpTrigger/normalize';
import engines from './engines.json';
import { messageSamples } from './samples';

const samples = messageSamples();

/** What the trigger makes of a message, without what only a delivery has. */
function asEvent(message: object): IDataObject {
	const arrival = readArrival({ event: 'message.any', payload: message });
	if (arrival === undefined) throw new Error('no event');
	const { event, payload, ...fields } = normalize(arrival);
	const isReceived = fields.isStatus === true && fields.fromMe !== true;
	const name = isReceived ? 'status.received' : 'message.any';
	expect({ event, payload }).toEqual({ event: name, payload: message });
	return fields;
}

test('there are samples from the events, the examples, the contract and every engine', () => {
	const places = ['events/', 'examples/', 'openapi.yaml', 'engines.json'];
	const counts = places.map((place) => samples.filter(({ from }) => from.includes(place)).length);
	expect(counts.every((count) => count >= 8)).toBe(true);
	expect(new Set(samples.map(({ message }) => JSON.stringify(message))).size).toBeGreaterThanOrEqual(40);
});

test.each(samples)('the node and the trigger read $from alike', ({ message }) => {
	expect(simplifyMessage(message as IDataObject)).toEqual(asEvent(message));
});

const { source, ...written } = engines;

test.each(Object.entries(written))('%s is read as its engine means it', (_name, { answer, expected }) => {
	expect(source).toContain('WPP');
	expect(simplifyMessage(answer as unknown as IDataObject)).toMatchObject(expected);
});

test('a delivery knows more in two places: whose phone it is, and when the event happened', () => {
	const { answer } = written.gowsMusic;
	const me = { id: '447700900100@c.us', lid: '100000000000001@lid', pushName: 'Shop' };
	const arrival = readArrival({ event: 'message.any', timestamp: 1795222801000, me, payload: answer });
	if (arrival === undefined) throw new Error('no event');
	const event = normalize(arrival);
	const known = { phone: '447700900100', lid: '100000000000001@lid', name: 'Shop' };
	expect(event).toMatchObject({ me: known, from: known, timestamp: '2026-11-21T01:00:01.000Z' });
	const { from, timestamp, ...rest } = simplifyMessage(answer);
	expect({ from, timestamp }).toEqual({ from: undefined, timestamp: undefined });
	expect(event).toMatchObject(rest);
});
