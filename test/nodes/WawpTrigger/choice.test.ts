import { readChoice, wireEvents } from '../../../nodes/WawpTrigger/choice';
import { EVENTS } from '../../../nodes/WawpTrigger/events';

test.each([
	[['message', 'call.received'], '', ['message', 'call.received']],
	[['status.received'], '', ['message']],
	[['status.received', 'message'], '', ['message']],
	[['status.received', 'message.any'], '', ['message.any']],
	[['status.received', 'message', 'message.any'], '', ['message', 'message.any']],
	[['other', 'message'], 'state.change, message.ack.group', ['message', 'state.change', 'message.ack.group']],
	['message.any, message.ack', '', ['message.any', 'message.ack']],
])('%j with %j needs %j at Wawp', (events, others, expected) => {
	expect(wireEvents(events, others)).toEqual(expected);
	const { mayStart } = readChoice(events, others);
	expect(expected.filter((name) => !mayStart(name))).toEqual([]);
	expect(mayStart('presence.update')).toBe(false);
});

test('all events are the ones that Wawp sends, each once', () => {
	const names = wireEvents(['*', 'message'], '');
	expect(names.sort()).toEqual(
		EVENTS.map(({ value }) => value)
			.filter((name) => name !== 'status.received')
			.sort(),
	);
	expect(readChoice(['*'], '').mayStart('anything.else')).toBe(true);
});
