import { numbersOf } from '../../../e2e/numbers';
import { tell } from '../../told';
import { runSequences } from './sequences';

const { sequences: COUNT } = numbersOf('registrations');

test(`${COUNT} random sequences lose nothing of others and leave nothing behind`, async () => {
	const outcome = await runSequences(COUNT);
	tell(outcome);
	expect(outcome.sequences).toBe(COUNT);
	expect(outcome.calls).toBeGreaterThan(COUNT * 5);
	expect(outcome.edits).toBeGreaterThan(COUNT);
}, 1_800_000);
