import type { Operation } from '../../../nodes/shared/operation';
import { toOutputs } from '../../../nodes/shared/response';

const sendText: Operation = {
	value: 'sendText',
	name: 'Send Text',
	action: 'Send a text',
	description: 'Send a text',
	route: 'POST /send',
	fields: [],
	repeatable: false,
	evidence: 'id',
	simplify: ({ key }) => ({ id: (key as { id: string }).id.toUpperCase() }),
};

const outputs = (body: unknown) => toOutputs(sendText, { status: 200, body, receivedAt: 0 }, {}, true);

test('an answer is simplified', () => {
	expect(outputs({ key: { id: 'ab' } })).toEqual([{ json: { id: 'AB' } }]);
});

test.each([{ id: 'AB' }, { key: { id: 7 } }, { key: null, text: 'Hi' }])(
	'an answer that cannot be simplified is handed on whole: %j',
	(body) => {
		expect(outputs(body)).toEqual([{ json: body }]);
	},
);
