import { openSandbox } from '../../../e2e/suites/world';

/** A suite whose set-up fails after it has opened something. */
beforeAll(async () => {
	await openSandbox();
	throw new Error('this set-up cannot go on');
});

test('is never reached', () => expect(true).toBe(true));
