import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { contentOf, Memory } from '../../../nodes/shared/memory';

/** n8n around one run of a node, whose own context lasts over the tries. */
function memoryOf(kept: IDataObject, { runIndex = 0, isTool = false } = {}): Memory {
	return new Memory({
		getContext: () => kept,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		isToolExecution: () => isTool,
		getNode: () => ({ type: 'n8n-nodes-wawp.wawp' }),
	} as unknown as IExecuteFunctions);
}

const SENT = { at: 1, ids: { messageId: 'AB' } };
const ROUTE = 'POST /send';

describe('the place of a send', () => {
	const place = memoryOf({}).place(ROUTE, 0, 'content');

	it('is the same at every try', () => {
		expect(memoryOf({}).place(ROUTE, 0, 'content')).toBe(place);
	});

	it.each([
		['another run of a loop', memoryOf({}, { runIndex: 1 }).place(ROUTE, 0, 'content')],
		['another item', memoryOf({}).place(ROUTE, 1, 'content')],
		['another operation', memoryOf({}).place('POST /sendImage', 0, 'content')],
		['another content', memoryOf({}).place(ROUTE, 0, 'other')],
	])('is not that of %s', (_title, other) => {
		expect(other).not.toBe(place);
	});
});

describe('the content of a send', () => {
	const item = (json: IDataObject, fileSize = '1 kB'): INodeExecutionData => ({
		json,
		binary: { data: { data: 'x', mimeType: 'image/png', fileName: 'a.png', fileSize } },
	});
	const entered = { text: '={{ $json.text }}' };
	const content = contentOf(entered, item({ text: 'Hi', toolCallId: '1' }));

	it.each([
		['what was entered', contentOf({ text: 'Hi' }, item({ text: 'Hi' }))],
		['the data of the item', contentOf(entered, item({ text: 'Ho' }))],
		['the files of the item', contentOf(entered, item({ text: 'Hi' }, '2 kB'))],
	])('is told by %s', (_title, other) => {
		expect(other).not.toBe(content);
	});

	it('is not told by the number of a tool call', () => {
		expect(contentOf(entered, item({ text: 'Hi', toolCallId: '2' }))).toBe(content);
	});
});

describe('the memory', () => {
	it('lasts over the tries, until a place is forgotten', () => {
		const kept = {};
		memoryOf(kept).note('0/place', SENT);
		expect(memoryOf(kept).find('0/place')).toEqual(SENT);
		memoryOf(kept).forget('0/place');
		expect(memoryOf(kept).find('0/place')).toBeUndefined();
	});

	it('of a run that is done ends, and that of others stays', () => {
		const kept = {};
		memoryOf(kept).note('0/place', SENT);
		memoryOf(kept, { runIndex: 1 }).note('1/place', SENT);
		memoryOf(kept, { runIndex: 1 }).forgetRun();
		expect(kept).toEqual({ sent: { '0/place': SENT } });
		memoryOf(kept).forgetRun();
		expect(kept).toEqual({});
	});

	it('of a tool forgets what was answered, and keeps what is unknown', () => {
		const tool = memoryOf({}, { isTool: true });
		tool.leaving('tool/place', 1);
		expect(tool.find('tool/place')).toBeUndefined();
		tool.note('tool/place', { at: 1 });
		expect(tool.find('tool/place')).toEqual({ at: 1 });
		tool.note('tool/place', SENT);
		expect(tool.find('tool/place')).toBeUndefined();
		tool.note('tool/place', { at: 1, anew: true });
		expect(tool.find('tool/place')).toBeUndefined();
	});

	it('of a tool keeps what is unknown when another call is done', () => {
		const kept = {};
		memoryOf(kept, { isTool: true }).note('tool/unknown', { at: 1 });
		memoryOf(kept, { isTool: true }).forgetRun();
		expect(memoryOf(kept, { isTool: true }).find('tool/unknown')).toEqual({ at: 1 });
	});

	it('knows the sends of the last minute, and no old ones', () => {
		const memory = memoryOf({});
		const times = [3600, 59, 1].map((seconds) => Date.now() - seconds * 1000);
		for (const at of times) memory.noteRecent({ at });
		expect(memory.recent().map(({ at }) => at)).toEqual(times.slice(1));
	});
});
