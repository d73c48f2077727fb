import { FLOOD } from '../load/flood';
import { broken } from '../load/part';
import { REDELIVERY } from '../load/redelivery';
import './world';

const PATIENCE_MS = 600_000;

it.each([
	[FLOOD.title, FLOOD],
	[REDELIVERY.title, REDELIVERY],
])(
	'%s: all numbers hold',
	async (_title, { run }) => expect(broken(await run(() => undefined))).toEqual([]),
	PATIENCE_MS,
);
