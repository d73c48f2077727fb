import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/operation';
import { Problem } from '../../../nodes/shared/problem';
import { startRun } from '../../../nodes/shared/run';
import { wawp } from '../../../nodes/Wawp/service';
import { Wawp } from '../../../nodes/Wawp/Wawp.node';
import type { Sandbox } from '../../../sandbox';
import { ledgerOf, runWawp, startWawp } from '../Wawp/account';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startWawp();
});
afterAll(async () => await sandbox.close());

/**
 * Sends a text by an operation that has something of its own.
 *
 * @returns the error of the run
 */
async function sendBy(
	own: (context: IExecuteFunctions) => Partial<Operation>,
	options: INodeParameters = {},
	sent: (items: INodeExecutionData[]) => void = () => undefined,
): Promise<unknown> {
	let failure: unknown;
	const nodeType = new Wawp();
	nodeType.execute = async function (this: IExecuteFunctions) {
		const resources = wawp.resources.map((resource) => ({
			...resource,
			operations: resource.operations.map((operation) => ({ ...operation, ...own(this) })),
		}));
		const run = await startRun(this, { ...wawp, resources });
		const items = await run.item(0).catch((error: unknown) => void (failure = error));
		sent(items ?? []);
		return [items ?? []];
	};
	const chatId = { __rl: true, mode: 'id', value: '201001234567@c.us' };
	await runWawp(sandbox, 'message', 'sendText', { chatId, text: 'Hi', options }, { nodeType });
	return failure;
}

test.each(['respond', 'ignored'] as const)(
	'what goes wrong after it was sent (%s) is never said to be not sent',
	async (part) => {
		const start = sandbox.ledger.length;
		const throwing = () => {
			throw new Error('cannot be read');
		};
		const failure = await sendBy(() => ({ [part]: throwing }));
		expect(failure).toMatchObject({
			message: 'It was sent, but the answer could not be used: cannot be read',
			details: { outcome: 'unknown', code: 'answer_not_usable' },
		});
		expect(ledgerOf(sandbox, 'POST /send', start)).toHaveLength(1);
	},
);

test('a send is known to have left before it leaves', async () => {
	const known: string[] = [];
	const failure = await sendBy((context) => ({
		shape: (request) => {
			known.push(JSON.stringify(context.getContext('node')));
			return request;
		},
	}));
	expect(failure).toBeUndefined();
	expect(known).toEqual([expect.stringMatching(/POST \/send.*"at":\d+/)]);
});

describe('a stop while the chat is looked at', () => {
	const findSent = () => {
		throw new Problem('Stopped', { code: 'stopped', httpStatus: null, hint: '', outcome: 'notSent' });
	};

	test('does not make a message that is out one that was not sent', async () => {
		const sent: INodeExecutionData[] = [];
		const failure = await sendBy(
			() => ({ findSent }),
			{ confirmSent: true },
			(items) => sent.push(...items),
		);
		expect(failure).toBeUndefined();
		expect(sent[0]?.json).toMatchObject({ text: 'Hi', published: 'cannotTell' });
	});

	test('keeps the outcome of one that may be out', async () => {
		sandbox.fail({ route: 'POST /send', kind: 'resetAfter', times: 1 });
		const failure = await sendBy(() => ({ findSent }), { verifyWhenUnknown: true });
		expect(failure).toMatchObject({ details: { outcome: 'unknown', published: 'cannotTell' } });
	});
});
