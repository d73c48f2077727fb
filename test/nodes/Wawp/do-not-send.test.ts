import type { INodeExecutionData } from 'n8n-workflow';

import { DO_NOT_SEND } from '../../../nodes/Wawp/fields/doNotSend';
import type { Sandbox } from '../../../sandbox';
import { ledgerOf, runWawp, startWawp } from './account';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startWawp();
});
afterEach(async () => await sandbox.close());

const MONA = '201001234567@c.us';
const ADA = '447700900101@c.us';
const by = (value: string) => ({ __rl: true, mode: 'id', value });
/** A list as an expression gives it; two brackets at once would end it. */
const listed = (list: unknown) => `={{ ${JSON.stringify(list).replaceAll('}', ' }')} }}`;

/** Sends a text to each of these under a list; gives the outputs. */
async function send(chats: string[], doNotSendTo: string, options = {}) {
	const { outputs, error } = await runWawp(
		sandbox,
		'message',
		'sendText',
		{ chatId: by('={{ $json.chat }}'), text: 'Hi', options: { doNotSendTo, ...options } },
		{ items: chats.map((chat) => ({ json: { chat } })) },
	);
	return { items: outputs[0] ?? [], error };
}

async function post(options: Record<string, unknown>) {
	const { outputs, error } = await runWawp(sandbox, 'status', 'postText', {
		text: 'Hi',
		options: options as never,
	});
	return { items: outputs[0] ?? [], error };
}

const sentTo = () => ledgerOf(sandbox, 'POST /send').map(({ parameters }) => parameters.chatId);
const skipped = (items: INodeExecutionData[]) => items.map(({ json }) => json.skipped ?? 'sent');
const audiences = () => ledgerOf(sandbox, 'POST /status/text').map(({ parameters }) => parameters.contacts);

describe('a message', () => {
	it('is skipped for whoever stands in the list, with an item in its place, and no failure', async () => {
		const { items, error } = await send([MONA, ADA, MONA], '+20 100 123 4567');
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ chatId: MONA, skipped: 'doNotSend' });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(skipped(items)).toEqual(['doNotSend', 'sent', 'doNotSend']);
		expect(sentTo()).toEqual([ADA]);
	});

	it('asks nothing and waits for nothing before it skips', async () => {
		const options = { onlyOnWhatsApp: true, humanLike: true, pauseMin: 30, stopAfter: 1 };
		const { items } = await send([MONA, MONA, MONA], MONA, options);
		expect(skipped(items)).toEqual(['doNotSend', 'doNotSend', 'doNotSend']);
		expect(sandbox.requests).toEqual([]);
	});

	it.each([
		['a phone number', '+20 100 123 4567', MONA],
		['the same with 00 and Arabic digits', '٠٠٢٠١٠٠١٢٣٤٥٦٧', MONA],
		['an ID of the engine', '201001234567@s.whatsapp.net', MONA],
		['a link', 'https://wa.me/201001234567', MONA],
		['a LID', '123456789012345@lid', '123456789012345@lid'],
		['a group', '120363023456789012@g.us', '120363023456789012@g.us'],
		['lines with others', `+44 7700 900102\n\n${MONA}; ${ADA}`, MONA],
		['JSON as text', `["+44 7700 900102", "${MONA}"]`, MONA],
		['a Mexican number with its 1', '+52 1 55 1234 5678', '525512345678@c.us'],
		['a Mexican number without its 1', '525512345678', '5215512345678@c.us'],
		['an Argentine number with its 9', '+54 9 11 2345 6789', '541123456789@c.us'],
		['a Brazilian number with its ninth digit', '+55 11 98765-4321', '551187654321@c.us'],
		['a Brazilian number without it', '551187654321@c.us', '5511987654321@c.us'],
	])('knows whoever is listed as %s', async (_, list, chat) => {
		const { items } = await send([chat, ADA.replace('101', '109')], list);
		expect(skipped(items)).toEqual(['doNotSend', 'sent']);
	});

	it.each([
		['a LID for the same digits as a number', '201001234567@lid', MONA],
		['the number that begins like another', '2010012345', MONA],
		['a Brazilian landline for a mobile', '+55 11 9 3765-4321', '551137654321@c.us'],
	])('does not take %s', async (_, list, chat) => {
		expect(skipped((await send([chat], list)).items)).toEqual(['sent']);
	});

	it.each([
		['texts', [MONA]],
		['numbers', [201001234567]],
		["a data table's rows", [{ id: 1, phone: '+201001234567', lid: null, createdAt: '2026-01-01' }]],
		['rows with numbers', [{ id: 7, chatId: 201001234567 }]],
		["n8n's items", [{ json: { id: 1, chatId: MONA }, pairedItem: { item: 0 } }]],
		["the trigger's from", [{ phone: '201001234567', lid: '5@lid', name: 'Mona' }]],
		['a row that has both, by its other', [{ phone: '447700900102', lid: '5@lid', chatId: MONA }]],
		['contacts', [{ id: MONA, name: 'Mona' }]],
	])('takes a list of %s', async (_, list) => {
		expect(skipped((await send([MONA, ADA], listed(list))).items)).toEqual(['doNotSend', 'sent']);
	});

	it.each([
		['an empty list', []],
		['an empty text', ''],
		['blanks', ' \n'],
		['an empty list as text', '[]'],
		['the item that n8n makes of no rows', [{ json: {}, pairedItem: { item: 0 } }]],
	])('goes to everybody under %s', async (_, list) => {
		expect(skipped((await send([MONA], listed(list))).items)).toEqual(['sent']);
	});

	it.each([
		['null', null],
		['a switch', true],
		['an object without a name', { a: 201001234567 }],
		['a list of nothing', [null]],
		['a list of blanks', ['']],
		['a row of another table', [{ id: 1, number: MONA }]],
		['an empty row', [{ id: 1, phone: '' }]],
		['a list of lists', [[MONA]]],
		['a word', 'nobody'],
		['a list of switches', [true]],
		['JSON that is cut', `["${MONA}"`],
		['a good entry and a bad one', [MONA, 'my mother']],
	])('is not sent under %s, which names nobody and is not nobody', async (_, list) => {
		const { error } = await send([ADA], listed(list));
		expect(error?.message).toContain('"Do Not Send To": expected a list whose entries are each');
		expect(sandbox.requests).toEqual([]);
	});

	it('is not sent under an expression that finds nothing', async () => {
		const { error } = await send([ADA], '={{ $json.optedOut }}');
		expect(error?.message).toContain('got nothing');
		expect(sandbox.requests).toEqual([]);
	});
});

describe("a status's audience", () => {
	it('loses whoever stands in the list', async () => {
		const { items } = await post({ audience: `${MONA}, ${ADA}`, doNotSendTo: '+20 100 123 4567' });
		expect(audiences()).toEqual([ADA]);
		expect(items[0]?.json.audience).toBe(1);
	});

	it.each([true, false])(
		'is never everybody when nobody is left: the post is skipped (own number: %s)',
		async (includeOwnNumber) => {
			const { items, error } = await post({ audience: MONA, doNotSendTo: MONA, includeOwnNumber });
			expect(error).toBeUndefined();
			expect(items[0]?.json).toEqual({ skipped: 'doNotSend', chatId: 'status@broadcast', audience: 0 });
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('loses the own number too where it stands in the list', async () => {
		await post({ audience: ADA, doNotSendTo: '+44 7441 429000', includeOwnNumber: true });
		expect(audiences()).toEqual([ADA]);
	});

	it('must be there: a post to everybody would reach the list', async () => {
		const { error } = await post({ doNotSendTo: MONA });
		expect(error?.message).toContain('"Do Not Send To": a status without the option "Audience"');
		expect(error?.description).toContain('Add the option "Audience"');
		expect(sandbox.requests).toEqual([]);
	});

	it('need not be there for a list without entries', async () => {
		const { items } = await post({ doNotSendTo: listed([]) });
		expect(skipped(items)).toEqual(['sent']);
		expect(audiences()).toEqual([undefined]);
	});
});

it('reads a list of 20,000 within seconds', () => {
	const list = Array.from({ length: 20_000 }, (_, index) => ({
		id: index,
		phone: `+44 7700 ${100_000 + index}`,
	}));
	const start = performance.now();
	expect(DO_NOT_SEND.schema.safeParse(list).data).toHaveLength(20_000);
	expect(performance.now() - start).toBeLessThan(5000);
});
