import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { makeReader } from '../../../nodes/shared/parameters';

/** n8n with a node of these parameters; how often each is resolved. */
function n8n(parameters: IDataObject) {
	const resolved: string[] = [];
	const context = {
		getNode: () => ({ parameters }),
		getNodeParameter: (name: string, itemIndex: number) => {
			resolved.push(name);
			return `${name} of ${itemIndex}`;
		},
	} as unknown as IExecuteFunctions;
	const read = makeReader(context);
	return { resolved, read: (name: string) => [0, 1, 2].map((index) => read(name, index, '')) };
}

test('a parameter without an expression is read once', () => {
	const { resolved, read } = n8n({ text: 'Hi', options: { limit: 5, rows: [{ name: 'a' }] } });
	expect(read('text')).toEqual(['text of 0', 'text of 0', 'text of 0']);
	read('options');
	read('notEntered');
	expect(resolved).toEqual(['text', 'options', 'notEntered']);
});

test.each([
	['a text', '={{ $json.text }}'],
	['an expression in a collection', { limit: 5, instanceId: '={{ $json.id }}' }],
	['an expression deep inside', { rows: { row: [{ name: 'a' }, { name: '=b {{ $json.id }}' }] } }],
])('%s is read for each item', (_title, value) => {
	expect(n8n({ value }).read('value')).toEqual(['value of 0', 'value of 1', 'value of 2']);
});
