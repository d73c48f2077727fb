import type { IDataObject } from 'n8n-workflow';

import { identitiesOf } from '../../../nodes/WawpTrigger/identity';
import type { WawpEvent } from '../../../nodes/WawpTrigger/output';
import { lightened } from '../../../nodes/WawpTrigger/simplify';
import { CREDENTIAL, fresh, n8n, postSigned, use, WITHOUT_SECRET, withN8n } from './deliver';
import { execute, type Setting } from './n8n';
import { read } from './read';
import { sample, SAMPLE_NAMES } from './samples';

withN8n();

const parameters = { events: ['*'], options: { once: false } };
const itemOf = (name: string) => read(sample(name)) as unknown as IDataObject;

async function run(item: IDataObject, more: Partial<Setting> = {}): Promise<IDataObject> {
	const [json = {}] = await execute({ parameters, ...more }, [item]);
	return json;
}

describe('the output', () => {
	it('begins with what people look for: the event, who, what, where', async () => {
		expect(Object.keys(itemOf('message')).slice(0, 4)).toEqual(['event', 'from', 'text', 'chatId']);
		expect(Object.keys(await run(itemOf('message'))).slice(0, 4)).toEqual([
			'event',
			'from',
			'text',
			'chatId',
		]);
	});

	it.each(SAMPLE_NAMES.filter((name) => name !== 'engine.event'))(
		'has of %s, simplified, all but what is around it',
		async (name) => {
			const { session, engine, me, metadata, payload, ...rest } = itemOf(name);
			expect([session, engine, me, metadata, payload]).not.toEqual([]);
			expect(await run(itemOf(name))).toEqual(rest);
		},
	);

	it('keeps the payload of an event of which nothing else is known', async () => {
		expect(await run(itemOf('engine.event'))).toHaveProperty('payload');
		const unknown = read({ event: 'brand.new', payload: { odd: 1 } }) as unknown as IDataObject;
		expect(await run(unknown)).toMatchObject({ event: 'brand.new', payload: { odd: 1 } });
	});

	it('is whole without Simplify, and in nodes of version 2, which have no such switch', async () => {
		const item = itemOf('message');
		expect(await run(item, { parameters: { ...parameters, simplify: false } })).toEqual(item);
		expect(await run(item, { typeVersion: 2 })).toEqual(item);
	});
});

describe('what a delivery gives to an execution', () => {
	/** It, for a node that asks this. */
	const given = async (simplify: unknown, event: object = fresh()) => {
		use({ simplify: simplify as boolean, options: { ignoreOwnMessages: false } });
		await postSigned(event);
		return n8n.executions.pop() ?? {};
	};

	it.each(SAMPLE_NAMES)(
		'has of %s what comes out of one that simplifies, and not the message itself',
		async (name) => {
			const event = fresh(name, { id: `evt_${name}` });
			const whole = await given(false, event);
			const light = await given(true, event);
			// Without an ID only the payload tells an event from others.
			expect('payload' in light).toBe(name === 'engine.event' || whole.eventId === undefined);
			expect([light.engine, light.metadata]).toEqual([undefined, undefined]);
			expect(await execute(n8n.setting, [light])).toEqual(await execute(n8n.setting, [whole]));
		},
	);

	it('is whole where that may be wanted: without Simplify, by an expression, and where nothing else is known', async () => {
		expect(await given(false)).toHaveProperty('payload');
		expect(await given('={{ true }}')).toHaveProperty('payload');
		expect(await given(true, fresh('message', { event: 'brand.new' }))).toHaveProperty('payload');
	});

	it.each(SAMPLE_NAMES)('is known by the same when it comes again (%s)', (name) => {
		for (const id of ['evt_1', ' ', undefined]) {
			const item = read({ ...sample(name), id }) as object;
			const [light, whole] = [lightened(item), item] as [WawpEvent, WawpEvent];
			expect(identitiesOf(light)).toEqual(identitiesOf(whole));
		}
	});
});

describe('what a node asks of an execution is read again', () => {
	const isWhole = async (setting: Setting, item = itemOf('message')) =>
		(await execute(setting, [item])).some((json) => 'payload' in json);
	const simplify = (value: unknown) => ({ ...parameters, simplify: value as boolean });

	it('when it was changed', async () => {
		const setting: Setting = { parameters: simplify(false) };
		expect([await isWhole(setting), await isWhole(setting)]).toEqual([true, true]);
		setting.parameters = simplify(true);
		expect(await isWhole(setting)).toBe(false);
	});

	it('each time, where an expression says it', async () => {
		const setting: Setting = { parameters: simplify('={{ $json.event !== "message.ack" }}') };
		expect([await isWhole(setting), await isWhole(setting, itemOf('message.ack'))]).toEqual([false, true]);
	});
});

describe('a test in the editor', () => {
	const hintsOf = async (setting: Setting) => {
		const hints: string[] = [];
		await execute({ parameters, ...setting }, [itemOf('message')], [], hints);
		return hints;
	};

	it('says that anybody can start the workflow where nothing has to be proven, and only there', async () => {
		const open = [expect.stringContaining('Everybody who knows the webhook URL') as string];
		expect(await hintsOf({ mode: 'manual', credential: WITHOUT_SECRET })).toEqual(open);
		expect(await hintsOf({ mode: 'manual' })).toEqual(open);
		expect(await hintsOf({ mode: 'manual', credential: CREDENTIAL })).toEqual([]);
		expect(await hintsOf({ mode: 'manual', credential: new Error('no') })).toEqual([]);
		expect(await hintsOf({ mode: 'webhook', credential: WITHOUT_SECRET })).toEqual([]);
	});
});
