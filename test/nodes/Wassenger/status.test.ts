import type { Sandbox } from '../../../sandbox';
import { byId, NIGHT, runWassenger, SHOP, startWassenger } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWassenger();
});
afterEach(async () => await sandbox.close());

const HOUR = 60 * 60 * 1000;
const inAnHour = (hours = 1) => new Date(sandbox.clock.now() + hours * HOUR).toISOString();
const texts = () => sandbox.statuses().map(({ text }) => text);

async function post(text: string, parameters: object = {}) {
	const { error, outputs } = await runWassenger(sandbox, 'postText', { text, ...parameters });
	expect(error).toBeUndefined();
	return outputs[0]?.[0]?.json ?? {};
}

test('a text is out at once, and the output has the shared names', async () => {
	const text = 'a&b=c "x" 👩‍👩‍👧 https://example.com\nنص';
	const json = await post(text);
	const [status] = sandbox.statuses();
	expect(status).toMatchObject({ service: 'wassenger', type: 'text', text, instanceId: SHOP });
	expect(json).toEqual({
		service: 'wassenger',
		statusId: status?.id,
		type: 'text',
		timestamp: expect.stringMatching(/Z$/) as string,
		state: 'sent',
		deviceId: SHOP,
	});
});

test.each([
	['postImage', 'photo.jpg', 'image'],
	['postVideo', 'clip.mp4', 'video'],
])('%s: the file is really downloaded', async (operation, name, type) => {
	const mediaUrl = `${sandbox.url}/sandbox/media/${name}`;
	const { outputs } = await runWassenger(sandbox, operation, { mediaUrl, caption: 'Look' });
	expect(sandbox.statuses()).toMatchObject([{ type, caption: 'Look', phone: '447441429009' }]);
	expect(sandbox.statuses()[0]?.media?.length).toBeGreaterThan(400);
	expect(outputs[0]?.[0]?.json).toMatchObject({ type, statusId: sandbox.statuses()[0]?.id });
});

test('a media status needs no caption', async () => {
	await runWassenger(sandbox, 'postImage', { mediaUrl: `${sandbox.url}/sandbox/media/picture.png` });
	expect(sandbox.statuses()[0]?.caption).toBeUndefined();
	expect(Object.keys(sandbox.requests[0]?.body as object)).toEqual(['media']);
});

describe('scheduled', () => {
	test('at a date', async () => {
		const deliverAt = inAnHour();
		const json = await post('Later', { when: 'date', deliverAt });
		const scheduledFor = new Date(Math.round(Date.parse(deliverAt) / 1000) * 1000).toISOString();
		expect(json).toMatchObject({ state: 'queued', scheduledFor });
		expect(json).not.toHaveProperty('timestamp');
		sandbox.clock.advance(HOUR - 30_000);
		expect(texts()).toEqual([]);
		sandbox.clock.advance(31_000);
		expect(texts()).toEqual(['Later']);
		expect(sandbox.statuses()[0]?.id).toBe(json.statusId);
	});

	test('after a delay', async () => {
		const json = await post('Later', { when: 'delay', delay: 90 });
		expect(json).toMatchObject({ state: 'queued' });
		sandbox.clock.advance(80_000);
		expect(texts()).toEqual([]);
		sandbox.clock.advance(11_000);
		expect(texts()).toEqual(['Later']);
	});

	test('not in the past', async () => {
		const { error } = await runWassenger(sandbox, 'postText', {
			text: 'Late',
			when: 'date',
			deliverAt: inAnHour(-1),
		});
		expect(error?.message).toContain('deliverAt must be in the future');
	});

	test('without strict order each goes at its own time', async () => {
		await post('first', { when: 'delay', delay: 600 });
		await post('second', { when: 'delay', delay: 60 });
		await post('now');
		sandbox.clock.advance(HOUR);
		expect(texts()).toEqual(['now', 'second', 'first']);
	});

	test('in strict order none goes before an earlier one, on each device for itself', async () => {
		const options = { order: true };
		await post('first', { when: 'delay', delay: 600, options });
		await post('second', { when: 'delay', delay: 60, options });
		const third = await post('third', { options });
		expect(third.state).toBe('queued');
		await post('elsewhere', { deviceId: byId(NIGHT), options });
		expect(texts()).toEqual(['elsewhere']);
		sandbox.clock.advance(61_000);
		expect(texts()).toEqual(['elsewhere']);
		sandbox.clock.advance(600_000);
		expect(texts()).toEqual(['elsewhere', 'first', 'second', 'third']);
	});

	test('strict order is only sent when it is on', async () => {
		await post('Hi', { options: { order: false } });
		expect(sandbox.requests[0]?.body).toEqual({ message: 'Hi' });
	});
});
