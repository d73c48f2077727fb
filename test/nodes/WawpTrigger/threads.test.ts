import { fresh, n8n, postSigned, use, withN8n } from './deliver';
import { read } from './read';
import { THREADS } from './threads';

withN8n();

test.each(THREADS)('%s is read as its thread tells it', (_file, { source, says, body, becomes }) => {
	expect(source).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull)\/\d+$/);
	expect(says).not.toBe('');
	const { payload, ...event } = read(body) ?? { payload: undefined };
	expect(payload).toEqual(body.payload);
	expect(event).toMatchObject(becomes);
	// Nested parts are compared whole.
	for (const [name, part] of Object.entries(becomes))
		expect([name, Reflect.get(event, name)]).toEqual([name, part]);
});

test.each(THREADS)('%s starts the workflow that chose it', async (_file, { body, becomes }) => {
	const parts = { ...body, timestamp: Date.now() };
	const isListed = !['state.change', 'group.v2.participants.join-request'].includes(body.event);
	const chosen = isListed
		? { events: [becomes.event] }
		: { events: ['other'], otherEvents: `x.y, ${body.event}` };
	use({ ...chosen, options: { ignoreOwnMessages: false } });
	expect((await postSigned(parts)).status).toBe(200);
	expect(n8n.executions.map(({ event }) => event)).toEqual([becomes.event]);
	use({ events: ['call.rejected'] });
	await postSigned(parts);
	expect(n8n.executions).toHaveLength(1);
});

test('statuses are split from messages, and own ones stay with Message Received or Sent', async () => {
	const events = [fresh('status.received'), fresh('status.received', { event: 'message.any' })];
	const sent = [...events, fresh('message'), fresh('message.any')];
	const chosen = async (...names: string[]) => {
		n8n.executions.length = 0;
		use({ events: names, options: { ignoreOwnMessages: false } });
		for (const event of sent) expect((await postSigned(event)).status).toBe(200);
		return n8n.executions.map(({ event }) => event);
	};
	expect(await chosen('message')).toEqual(['message']);
	expect(await chosen('message.any')).toEqual(['message.any']);
	expect(await chosen('status.received')).toEqual(['status.received']);
	expect(await chosen('status.received', 'message.any')).toEqual(['status.received', 'message.any']);
	expect(await chosen('*')).toEqual(['status.received', 'status.received', 'message', 'message.any']);
});
